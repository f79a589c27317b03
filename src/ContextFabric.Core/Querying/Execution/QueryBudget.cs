using System.Diagnostics;

namespace ContextFabric.Querying;

/// <summary>What a running query may use. Loops call <see cref="Check"/> at least every few thousand steps.</summary>
internal sealed class QueryBudget
{
    private readonly CancellationToken _cancellation;
    private readonly long _deadline;
    private readonly long _maxBytes;
    private long _bytes;

    public QueryBudget(TimeSpan? time, long? maxBytes, CancellationToken cancellation)
    {
        _cancellation = cancellation;
        _maxBytes = maxBytes ?? long.MaxValue;
        _deadline = time is TimeSpan span ? Stopwatch.GetTimestamp() + (long)(span.TotalSeconds * Stopwatch.Frequency) : long.MaxValue;
    }

    /// <summary>A budget without limits.</summary>
    public static QueryBudget Unlimited { get; } = new(null, null, CancellationToken.None);

    /// <summary>Time left; null when there is no limit. Never negative.</summary>
    public TimeSpan? Remaining
        => _deadline == long.MaxValue ? null : TimeSpan.FromSeconds(Math.Max(0, _deadline - Stopwatch.GetTimestamp()) / (double)Stopwatch.Frequency);

    /// <summary>Ends the query when it was cancelled or its time is over.</summary>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    /// <exception cref="SearchStoppedException">Its time is over.</exception>
    public void Check()
    {
        _cancellation.ThrowIfCancellationRequested();
        if (_deadline != long.MaxValue && Stopwatch.GetTimestamp() >= _deadline)
        {
            throw new SearchStoppedException(SearchStop.Time);
        }
    }

    /// <summary>Counts memory that the query takes hold of (or, negative, gives back).</summary>
    /// <exception cref="SearchStoppedException">It is more than allowed.</exception>
    public void Charge(long bytes)
    {
        if (Interlocked.Add(ref _bytes, bytes) > _maxBytes)
        {
            throw new SearchStoppedException(SearchStop.Memory);
        }
    }
}
