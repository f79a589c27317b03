using System.Runtime.InteropServices;

namespace ContextFabric.Bench.Workers;

/// <summary>
/// A process that removes a scratch folder when the program that made it has ended, however it ended: it waits for
/// the end of its standard input, which comes with the end of its parent.
/// </summary>
internal static class ScratchKeeper
{
    /// <summary>In place of a subject in the command line of the hidden command.</summary>
    public const string Name = "--remove";

    // workers that were in the middle of something see the end of their own input at the same moment, and need a while
    private const int Tries = 100;
    private const int Failed = 1;
    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(100);

    /// <summary>Waits, and removes the folder. Does nothing when it is gone already.</summary>
    public static int Run(string folder)
    {
        // Ctrl-C goes to all processes of a terminal; this one has to be the last
        PosixSignalRegistration[] ignored = [.. new[] { PosixSignal.SIGINT, PosixSignal.SIGTERM, PosixSignal.SIGHUP, PosixSignal.SIGQUIT }
            .Select(signal => PosixSignalRegistration.Create(signal, context => context.Cancel = true))];
        int code = WaitAndRemove(folder);
        Array.ForEach(ignored, registration => registration.Dispose());
        return code;
    }

    private static int WaitAndRemove(string folder)
    {
        using (Stream input = Console.OpenStandardInput())
        {
            byte[] buffer = new byte[16];
            while (input.Read(buffer) > 0)
            {
            }
        }

        for (int i = 0; i < Tries; i++)
        {
            try
            {
                if (!Directory.Exists(folder))
                {
                    return 0;
                }

                Directory.Delete(folder, recursive: true);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                // somebody still writes in it
            }

            Thread.Sleep(s_pause);
        }

        Console.Error.WriteLine($"{folder} cannot be removed");
        return Failed;
    }
}
