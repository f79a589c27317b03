using System.Text;

namespace ContextFabric.Bench.Workers;

/// <summary>Standard error of a worker: copied to a file as it comes, the last of it kept for messages.</summary>
internal sealed class WorkerLog : IDisposable
{
    private const int KeptBytes = 4096;
    private const int BufferSize = 4096;
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(2);
    private readonly Stream _source;
    private readonly string? _path;
    private readonly Task _copying;
    private readonly Lock _lock = new();
    private byte[] _last = [];

    public WorkerLog(Stream source, string? path)
    {
        _source = source;
        _path = path;
        _copying = Task.Run(CopyAsync);
    }

    /// <summary>The last line that is not empty, after a colon; empty when nothing was written. Waits a moment for the rest.</summary>
    public string LastLine()
    {
        _copying.Wait(s_patience);
        lock (_lock)
        {
            string text = Encoding.UTF8.GetString(_last).Trim();
            return text.Length == 0 ? string.Empty : $": {text.Split('\n')[^1].Trim()}";
        }
    }

    public void Dispose()
    {
        _copying.Wait(s_patience);
        _source.Dispose();
    }

    private async Task CopyAsync()
    {
        byte[] buffer = new byte[BufferSize];
        FileStream? file = null;
        try
        {
            int read;
            while ((read = await _source.ReadAsync(buffer).ConfigureAwait(false)) > 0)
            {
                if (_path is not null)
                {
                    file ??= new FileStream(_path, FileMode.Append, FileAccess.Write, FileShare.ReadWrite);
                    await file.WriteAsync(buffer.AsMemory(0, read)).ConfigureAwait(false);
                    await file.FlushAsync().ConfigureAwait(false);
                }

                lock (_lock)
                {
                    byte[] all = [.. _last, .. buffer.AsSpan(0, read)];
                    _last = all.Length <= KeptBytes ? all : all[^KeptBytes..];
                }
            }
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException)
        {
            // the process is gone
        }
        finally
        {
            if (file is not null)
            {
                await file.DisposeAsync().ConfigureAwait(false);
            }
        }
    }
}
