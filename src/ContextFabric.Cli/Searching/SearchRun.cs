using System.Diagnostics;
using System.Numerics;
using ContextFabric.Cli.Output;

namespace ContextFabric.Cli.Searching;

/// <summary>Runs a query and writes its results as they come.</summary>
internal sealed class SearchRun(Corpus corpus, SearchQuery query, SearchSettings settings, SearchOptions options, CliOutput output)
{
    // a total that takes longer is not worth waiting for
    private static readonly TimeSpan s_totalTime = TimeSpan.FromMilliseconds(300);
    private readonly long _begin = Stopwatch.GetTimestamp();
    private long _count;

    /// <summary>Writes the results and returns the exit code.</summary>
    public int Write(IResultWriter writer, CancellationToken cancellation)
    {
        writer.Begin(SearchHeader.Of(query));
        StopReason stop;
        TimeSpan elapsed;
        BigInteger? total = null;
        using (Spinner("results"))
        {
            stop = Enumerate(writer, cancellation);
            elapsed = Stopwatch.GetElapsedTime(_begin);
            if (stop == StopReason.Limit && settings.IsForPeople)
            {
                total = CountAll(cancellation);
            }
        }

        writer.End(new SearchOutcome(_count, stop, elapsed, total));
        if (StopReasons.Explain(stop) is { } why)
        {
            output.Error($"cfabric: {why}: {Format.Count(_count)} result{(_count == 1 ? string.Empty : "s")} so far, there may be more");
        }

        return ExitCodeOf(stop);
    }

    /// <summary>Prints the number of results and returns the exit code.</summary>
    public int WriteCount(CancellationToken cancellation)
    {
        BigInteger count;
        using (Spinner(null))
        {
            try
            {
                count = settings.Limit > 0 ? CountUpTo(settings.Limit, cancellation) : query.Count(cancellation);
            }
            catch (SearchStoppedException e)
            {
                throw new CliException(ExitCode.Failed, $"{StopReasons.Explain(StopReasons.Of(e.Reason))}: the results are not counted");
            }
        }

        output.Line(count.ToString(System.Globalization.CultureInfo.InvariantCulture));
        return ExitCode.Ok;
    }

    private static int ExitCodeOf(StopReason stop) => stop switch
    {
        StopReason.Complete or StopReason.Limit => ExitCode.Ok,
        StopReason.Cancelled => ExitCode.Cancelled,
        _ => ExitCode.Failed,
    };

    private StopReason Enumerate(IResultWriter writer, CancellationToken cancellation)
    {
        try
        {
            using SearchCursor cursor = query.Open(cancellation);
            while (cursor.MoveNext())
            {
                if (_count == settings.Limit && _count > 0)
                {
                    return StopReason.Limit;
                }

                writer.Write(cursor.Current);
                Volatile.Write(ref _count, _count + 1);
            }

            return StopReasons.Of(cursor.Stop);
        }
        catch (OperationCanceledException)
        {
            return StopReason.Cancelled;
        }
        catch (SearchStoppedException e)
        {
            // a budget may be used up before there is a cursor
            return StopReasons.Of(e.Reason);
        }
    }

    // counts what it enumerates, which ends sooner than counting everything
    private long CountUpTo(long limit, CancellationToken cancellation)
    {
        using SearchCursor cursor = query.Open(cancellation);
        while (_count < limit && cursor.MoveNext())
        {
            Volatile.Write(ref _count, _count + 1);
        }

        return _count == limit || cursor.Stop is SearchStop.None or SearchStop.Limit ? _count : throw new SearchStoppedException(cursor.Stop);
    }

    private BigInteger? CountAll(CancellationToken cancellation)
    {
        try
        {
            TimeSpan time = settings.Timeout is { } given && given < s_totalTime ? given : s_totalTime;
            return corpus.Search.Prepare(query.Template, options with { Limit = 0, Timeout = time }).Count(cancellation);
        }
        catch (Exception e) when (e is SearchStoppedException or OperationCanceledException)
        {
            return null;
        }
    }

    // where results go to the same terminal line by line, they are sign of life enough
    private Spinner Spinner(string? what) => output.Spinner(
        () => what is null ? $"counting, {Elapsed}" : $"{Format.Count(Volatile.Read(ref _count))} {what}, {Elapsed}",
        !output.IsTerminal || what is null || (settings.IsForPeople && settings.Limit is > 0 and <= TableResults.BlockSize));

    private string Elapsed => Format.Time(Stopwatch.GetElapsedTime(_begin));
}
