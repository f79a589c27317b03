using System.Diagnostics;

namespace ContextFabric.Bench.Sharing;

/// <summary>The worker's side of <see cref="WorkerProtocol"/>: does as it is told, and ends with its parent.</summary>
internal static class ShareWorker
{
    private const int FailureCode = 1;

    /// <summary>Runs a worker: <c>KIND ARGUMENT…</c>. Not for users, so faulty arguments just fail.</summary>
    public static int Run(string[] args, TextReader input, TextWriter output)
    {
        try
        {
            using IWorker worker = Create(Enum.Parse<WorkerKind>(args[0]), args[1..]);
            Serve(worker, input, output);
            return 0;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ContextFabricException)
        {
            Console.Error.WriteLine(e.Message);
            return FailureCode;
        }
    }

    private static IWorker Create(WorkerKind kind, string[] arguments) => kind switch
    {
        WorkerKind.None or WorkerKind.Mapped or WorkerKind.Copied => new CorpusWorker(kind, arguments),
        WorkerKind.ForkHost => new ForkHostWorker(arguments),
        WorkerKind.File => new FileWorker(arguments),
        WorkerKind.ForkCrash => new ForkCrashWorker(arguments),
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };

    private static void Serve(IWorker worker, TextReader input, TextWriter output)
    {
        Send(output, worker.Ready);
        while (input.ReadLine() is { } line && line != WorkerProtocol.Quit)
        {
            string answer;
            try
            {
                answer = worker.Answer(line.Split(' '));
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException or ContextFabricException or InvalidOperationException)
            {
                answer = $"{WorkerProtocol.Failed} {e.Message.ReplaceLineEndings(" ")}";
            }

            Send(output, answer);
        }
    }

    private static void Send(TextWriter output, string line)
    {
        output.WriteLine(line);
        output.Flush();
    }
}

/// <summary>What a kind of worker does.</summary>
internal interface IWorker : IDisposable
{
    /// <summary>The first word.</summary>
    string Ready { get; }

    /// <summary>Does what a line asks for and answers with a line.</summary>
    string Answer(string[] words);

    /// <summary>The answer to a word that this kind of worker does not know.</summary>
    static InvalidOperationException Unknown(string[] words) => new($"unknown request '{words[0]}'");

    /// <summary>
    /// The heap after a collection: what opening left behind is no cost of a worker that has been running for a while.
    /// </summary>
    static (string Name, object Value)[] Heap()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();
        return [("heap", GC.GetTotalMemory(forceFullCollection: false)), ("committed", GC.GetGCMemoryInfo(GCKind.Any).TotalCommittedBytes)];
    }

    /// <summary>Microseconds since a time stamp.</summary>
    static long MicrosecondsSince(long begin) => (long)Stopwatch.GetElapsedTime(begin).TotalMicroseconds;
}
