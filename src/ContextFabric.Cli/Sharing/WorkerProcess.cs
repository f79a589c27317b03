using System.Diagnostics;

namespace ContextFabric.Cli.Sharing;

/// <summary>A worker: this executable again, driven over its standard input and output. Disposing ends it.</summary>
internal sealed class WorkerProcess : IDisposable
{
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(5);
    private readonly Process _process;
    private readonly Task<string> _errors;

    private WorkerProcess(Process process)
    {
        _process = process;
        _errors = process.StandardError.ReadToEndAsync();
    }

    public int Id => _process.Id;

    public TimeSpan OpenTime { get; private set; }

    public IReadOnlyList<MemoryRange> Ranges { get; private set; } = [];

    public long HeapBytes { get; private set; }

    public static WorkerProcess Start(WorkerMode mode, IReadOnlyList<string> stores)
    {
        ProcessStartInfo start = SelfProcess.StartInfo();
        start.ArgumentList.Add(ShareWorker.CommandName);
        start.ArgumentList.Add(mode.ToString());
        foreach (string store in stores)
        {
            start.ArgumentList.Add(store);
        }

        start.RedirectStandardInput = true;
        start.RedirectStandardOutput = true;
        start.RedirectStandardError = true;
        return new WorkerProcess(Process.Start(start) ?? throw new CliException(ExitCode.Failed, "a worker process could not be started"));
    }

    public async Task WaitUntilReadyAsync(CancellationToken cancellationToken) =>
        (OpenTime, Ranges) = WorkerProtocol.ParseReady(await ReadLineAsync(cancellationToken).ConfigureAwait(false));

    public async Task TouchAsync(CancellationToken cancellationToken)
    {
        await SendAsync(WorkerProtocol.Touch, cancellationToken).ConfigureAwait(false);
        HeapBytes = WorkerProtocol.ParseTouched(await ReadLineAsync(cancellationToken).ConfigureAwait(false));
    }

    public async Task QuitAsync(CancellationToken cancellationToken)
    {
        await SendAsync(WorkerProtocol.Quit, cancellationToken).ConfigureAwait(false);
        await _process.WaitForExitAsync(cancellationToken).ConfigureAwait(false);
    }

    public void Dispose()
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

        _process.Dispose();
    }

    private async Task SendAsync(string word, CancellationToken cancellationToken)
    {
        await _process.StandardInput.WriteLineAsync(word.AsMemory(), cancellationToken).ConfigureAwait(false);
        await _process.StandardInput.FlushAsync(cancellationToken).ConfigureAwait(false);
    }

    private async Task<string> ReadLineAsync(CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(s_patience);
        try
        {
            return await _process.StandardOutput.ReadLineAsync(limit.Token).ConfigureAwait(false)
                ?? throw new CliException(ExitCode.Failed, $"worker {Id} ended early: {(await _errors.ConfigureAwait(false)).Trim()}");
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new CliException(ExitCode.Failed, $"worker {Id} did not answer within {s_patience.TotalMinutes:0} minutes");
        }
    }
}
