using System.Runtime.InteropServices;

namespace ContextFabric.Bench.Workers;

/// <summary>
/// Ctrl-C goes to all processes of a terminal. Those that the coordinator ends itself must not end before it: it would
/// take that for their failure.
/// </summary>
internal static class IgnoredSignals
{
    /// <summary>Ignores the signals of a terminal until it is disposed.</summary>
    public static IDisposable Register() => new Registrations(
        [.. new[] { PosixSignal.SIGINT, PosixSignal.SIGHUP, PosixSignal.SIGQUIT }.Select(signal => PosixSignalRegistration.Create(signal, context => context.Cancel = true))]);

    private sealed class Registrations(PosixSignalRegistration[] registrations) : IDisposable
    {
        public void Dispose() => Array.ForEach(registrations, registration => registration.Dispose());
    }
}
