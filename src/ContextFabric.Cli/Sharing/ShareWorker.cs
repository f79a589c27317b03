using System.Diagnostics;
using ContextFabric.Storage;

namespace ContextFabric.Cli.Sharing;

/// <summary>The worker's side of <see cref="WorkerProtocol"/>: opens the corpus, touches it when told to, ends with its parent.</summary>
internal static class ShareWorker
{
    /// <summary>The hidden command.</summary>
    public const string CommandName = "share-worker";

    public static int Run(WorkerMode mode, IReadOnlyList<string> paths, TextReader input, TextWriter output)
    {
        long begin = Stopwatch.GetTimestamp();
        List<ArrayStore> stores = mode == WorkerMode.None
            ? []
            : [.. paths.Select(path => ArrayStore.OpenFile(path, privateCopy: mode == WorkerMode.Copied))];
        TimeSpan openTime = Stopwatch.GetElapsedTime(begin);
        Send(output, WorkerProtocol.FormatReady(openTime, stores.Select(RangeOf)));
        while (input.ReadLine() is { } word && word != WorkerProtocol.Quit)
        {
            if (word == WorkerProtocol.Touch)
            {
                foreach (ArrayStore store in stores)
                {
                    _ = store.TouchAll();
                }

                // what opening left behind is no cost of a worker that has been running for a while
                GC.Collect();
                Send(output, WorkerProtocol.FormatTouched(GC.GetTotalMemory(forceFullCollection: false)));
            }
        }

        foreach (ArrayStore store in stores)
        {
            store.Dispose();
        }

        return ExitCode.Ok;
    }

    private static MemoryRange RangeOf(ArrayStore store) =>
        store.Mapping is { } mapping ? new MemoryRange((ulong)mapping.Address, mapping.Length) : default;

    private static void Send(TextWriter output, string line)
    {
        output.WriteLine(line);
        output.Flush();
    }
}
