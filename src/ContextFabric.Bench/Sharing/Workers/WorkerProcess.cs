using System.Diagnostics;
using ContextFabric.Bench.Running;

namespace ContextFabric.Bench.Sharing;

/// <summary>A worker: this program again, driven over its standard input and output. Disposing ends it.</summary>
internal sealed class WorkerProcess : IDisposable
{
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan s_interrupt = TimeSpan.FromMilliseconds(300);
    private readonly Process _process;
    private readonly Task<string> _errors;
    private readonly long _started;

    private WorkerProcess(Process process, long started)
    {
        _process = process;
        _started = started;
        Id = process.Id;
        _errors = process.StandardError.ReadToEndAsync();
    }

    public int Id { get; }

    /// <summary>From the start of the process to its first word.</summary>
    public TimeSpan ReadyTime { get; private set; }

    /// <summary>Its first word.</summary>
    public WorkerReply Ready { get; private set; } = WorkerReply.Parse(WorkerProtocol.Ok);

    /// <summary>Its last word.</summary>
    public WorkerReply Last { get; private set; } = WorkerReply.Parse(WorkerProtocol.Ok);

    /// <summary>Starts a worker. Its first word has to be awaited.</summary>
    public static WorkerProcess Start(WorkerKind kind, params IEnumerable<string> arguments)
    {
        string[] words = [.. SelfCommand.Words(), WorkerProtocol.CommandName, kind.ToString(), .. arguments];
        var start = new ProcessStartInfo(words[0], words.AsSpan(1).ToArray())
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        long started = Stopwatch.GetTimestamp();
        return new WorkerProcess(Process.Start(start) ?? throw new SharingException("a worker process could not be started"), started);
    }

    /// <summary>Waits until the worker has opened what it was told to open.</summary>
    public async Task WaitUntilReadyAsync(CancellationToken cancellationToken)
    {
        string line = await ReadLineAsync(cancellationToken).ConfigureAwait(false);
        ReadyTime = Stopwatch.GetElapsedTime(_started);
        Ready = Last = WorkerReply.Parse(line);
    }

    /// <summary>Tells the worker to do something and waits until it has.</summary>
    /// <exception cref="SharingException">It could not, or it ended.</exception>
    public async Task<WorkerReply> AskAsync(string request, CancellationToken cancellationToken)
    {
        await SendAsync(request, cancellationToken).ConfigureAwait(false);
        return Last = WorkerReply.Parse(await ReadLineAsync(cancellationToken).ConfigureAwait(false));
    }

    /// <summary>Tells the worker to do something that it does not survive, and waits for its end.</summary>
    /// <returns>Exit code, and what it wrote to standard error; null when it answered after all.</returns>
    public async Task<(int ExitCode, string Error)?> SacrificeAsync(string request, CancellationToken cancellationToken)
    {
        await SendAsync(request, cancellationToken).ConfigureAwait(false);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(s_patience);
        if (await _process.StandardOutput.ReadLineAsync(limit.Token).ConfigureAwait(false) is not null)
        {
            return null;
        }

        await _process.WaitForExitAsync(limit.Token).ConfigureAwait(false);
        return (_process.ExitCode, (await _errors.ConfigureAwait(false)).Trim());
    }

    /// <summary>Lets the worker end by itself.</summary>
    public async Task QuitAsync(CancellationToken cancellationToken)
    {
        await SendAsync(WorkerProtocol.Quit, cancellationToken).ConfigureAwait(false);
        await _process.WaitForExitAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Ends the worker at once (SIGKILL).</summary>
    public void Kill()
    {
        try
        {
            if (!_process.HasExited)
            {
                _process.Kill();
                _process.WaitForExit();
            }
        }
        catch (InvalidOperationException)
        {
            // ended by itself between the two calls
        }
    }

    public void Dispose()
    {
        Kill();
        _process.Dispose();
    }

    private async Task SendAsync(string word, CancellationToken cancellationToken)
    {
        try
        {
            await _process.StandardInput.WriteLineAsync(word.AsMemory(), cancellationToken).ConfigureAwait(false);
            await _process.StandardInput.FlushAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (IOException)
        {
            throw await EndedAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task<string> ReadLineAsync(CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(s_patience);
        try
        {
            return await _process.StandardOutput.ReadLineAsync(limit.Token).ConfigureAwait(false) ?? throw await EndedAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new SharingException($"worker {Id} did not answer within {s_patience.TotalMinutes:0} minutes");
        }
    }

    private async Task<SharingException> EndedAsync(CancellationToken cancellationToken)
    {
        // an interrupt from the keyboard goes to all processes, and the worker may have got it before us
        await Task.Delay(s_interrupt, cancellationToken).ConfigureAwait(false);
        string error = (await _errors.ConfigureAwait(false)).Trim();
        return new SharingException($"worker {Id} ended early{(error.Length == 0 ? string.Empty : $": {error}")}");
    }
}
