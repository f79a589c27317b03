using System.Collections.Concurrent;
using System.Text;
using System.Text.Json;

namespace ContextFabric.Bench.Workers;

/// <summary>
/// The worker's side of the protocol, run by a hidden command: requests as lines on standard input, answers as lines
/// on standard output. It ends with <c>exit</c>, or at once when the input ends, because then nobody waits for it.
/// </summary>
internal static class BenchWorker
{
    /// <summary>The hidden command.</summary>
    public const string CommandName = "bench-worker";

    private const int Failed = 1;
    private static readonly UTF8Encoding s_utf8 = new(encoderShouldEmitUTF8Identifier: false);

    /// <summary>Runs a worker: <c>bench-worker SUBJECT</c>.</summary>
    public static int Run(string[] args)
    {
        if (args is not [string name] || !WorkerSession.Subjects.Contains(name))
        {
            Console.Error.WriteLine($"{CommandName} SUBJECT: one of {string.Join(", ", WorkerSession.Subjects)} expected");
            return Failed;
        }

        using Stream input = Console.OpenStandardInput();
        using Stream output = Console.OpenStandardOutput();
        return Serve(name, input, output, () => Environment.Exit(0));
    }

    /// <summary>Answers requests. <paramref name="abandon"/> is called, from another thread, when the input ends before <c>exit</c>.</summary>
    internal static int Serve(string subject, Stream input, Stream output, Action abandon)
    {
        using var lines = new BlockingCollection<string>();
        bool isExiting = false;
        var reader = new Thread(() =>
        {
            // a thread of its own: the end of the input must be seen while a query runs
            using var text = new StreamReader(input, s_utf8, detectEncodingFromByteOrderMarks: false, bufferSize: 4096, leaveOpen: true);
            while (text.ReadLine() is { } line)
            {
                lines.Add(line);
            }

            if (!Volatile.Read(ref isExiting))
            {
                abandon();
            }

            lines.CompleteAdding();
        })
        { IsBackground = true, Name = "requests" };
        reader.Start();
        using var session = new WorkerSession(subject);
        foreach (string line in lines.GetConsumingEnumerable())
        {
            WorkerAnswer answer = Answer(session, line, out bool isLast);
            if (isLast)
            {
                Volatile.Write(ref isExiting, true);
            }

            Send(output, answer);
            if (isLast)
            {
                return 0;
            }
        }

        return 0;
    }

    private static WorkerAnswer Answer(WorkerSession session, string line, out bool isLast)
    {
        isLast = false;
        WorkerRequest? request = null;
        try
        {
            request = JsonSerializer.Deserialize(line, WorkerJson.Instance.WorkerRequest) ?? throw new JsonException("a JSON object expected");
            isLast = request.Op == WorkerOps.Exit;
            return session.Answer(request) with { Id = request.Id, Ok = true };
        }
        catch (Exception e) when (e is not (OutOfMemoryException or AccessViolationException))
        {
            // whatever went wrong is an answer: the coordinator decides what follows
            return new WorkerAnswer { Id = request?.Id ?? 0, Error = e is ContextFabricException or IOException or BenchException ? e.Message : $"{e.GetType().Name}: {e.Message}" };
        }
    }

    private static void Send(Stream output, WorkerAnswer answer)
    {
        byte[] json = JsonSerializer.SerializeToUtf8Bytes(answer, WorkerJson.Instance.WorkerAnswer);
        byte[] line = [.. json, (byte)'\n'];
        output.Write(line);
        output.Flush();
    }
}
