namespace ContextFabric.Testing;

/// <summary>What came of a race.</summary>
/// <param name="Wrong">Wrong answers and unexpected errors.</param>
/// <param name="Answers">Number of right and wrong answers.</param>
/// <param name="Closed">How often a reader was told that the subject is closed.</param>
public sealed record DisposeRaceOutcome(IReadOnlyList<string> Wrong, long Answers, long Closed);

/// <summary>
/// Lets threads ask something without pause while it is disposed, over and over: each round opens it anew, starts
/// all readers at once and disposes it after a while that differs from round to round.
/// </summary>
/// <typeparam name="T">What is opened, asked and disposed.</typeparam>
/// <param name="open">Opens it.</param>
/// <param name="ask">Asks the i-th time and gives the number of answers; tells of wrong ones.</param>
/// <param name="spin">How long a round waits before it disposes, in iterations of a spin wait.</param>
public sealed class DisposeRace<T>(Func<T> open, Func<T, int, Action<string>, int> ask, Func<int, int> spin)
    where T : class, IDisposable
{
    private readonly List<string> _wrong = [];
    private long _answers;
    private long _closed;

    /// <summary>Runs the race.</summary>
    public DisposeRaceOutcome Run(int rounds, int readers)
    {
        T? subject = null;
        bool finished = false;
        using var start = new Barrier(readers + 1, _ => subject = finished ? null : open());
        using var end = new Barrier(readers + 1);
        Thread[] threads = [.. Enumerable.Range(0, readers).Select(seed => new Thread(() =>
        {
            for (start.SignalAndWait(); subject is not null; start.SignalAndWait())
            {
                Read(subject, seed);
                end.SignalAndWait();
            }
        }))];
        foreach (Thread thread in threads)
        {
            thread.Start();
        }

        for (int round = 0; round < rounds; round++)
        {
            start.SignalAndWait();
            Thread.SpinWait(spin(round));
            subject!.Dispose();
            end.SignalAndWait();
        }

        finished = true;
        start.SignalAndWait();
        foreach (Thread thread in threads)
        {
            thread.Join();
        }

        return new DisposeRaceOutcome(_wrong, _answers, _closed);
    }

    private void Read(T subject, int seed)
    {
        try
        {
            for (int i = seed; ; i++)
            {
                Interlocked.Add(ref _answers, ask(subject, i, Add));
            }
        }
        catch (ObjectDisposedException)
        {
            Interlocked.Increment(ref _closed);
        }
#pragma warning disable CA1031 // Any other error is what the race looks for.
        catch (Exception error)
#pragma warning restore CA1031
        {
            Add(error.ToString());
        }
    }

    private void Add(string what)
    {
        lock (_wrong)
        {
            _wrong.Add(what);
        }
    }
}
