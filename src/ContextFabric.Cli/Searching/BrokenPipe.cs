using System.Runtime.InteropServices;

namespace ContextFabric.Cli.Searching;

/// <summary>
/// Notices that nobody reads standard output any more, as after <c>| head</c>. Writing to such a pipe is no error
/// for .NET, so without this a search would go on to its end for nobody.
/// </summary>
internal sealed class BrokenPipe : IDisposable
{
    private const PosixSignal BrokenPipeSignal = (PosixSignal)13;
    private readonly PosixSignalRegistration? _registration;
    private volatile bool _isBroken;

    /// <summary>Watches until disposed; cancels when the pipe breaks.</summary>
    public BrokenPipe(CancellationTokenSource cancellation)
    {
        if (!OperatingSystem.IsWindows())
        {
            _registration = PosixSignalRegistration.Create(BrokenPipeSignal, context =>
            {
                context.Cancel = true;
                _isBroken = true;
                cancellation.Cancel();
            });
        }
    }

    /// <summary>True when the reader has gone.</summary>
    public bool IsBroken => _isBroken;

    public void Dispose() => _registration?.Dispose();
}
