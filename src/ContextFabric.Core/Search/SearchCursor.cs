namespace ContextFabric;

/// <summary>
/// A run of a query. Results are produced one at a time, without allocation; <see cref="Current"/> is overwritten
/// by the next. Not safe for several threads at once. Dispose it to give memory back.
/// </summary>
public sealed class SearchCursor : IDisposable
{
    /// <summary>The current result: nodes by atom. Valid until the next <see cref="MoveNext"/>.</summary>
    public ReadOnlySpan<int> Current => throw new NotSupportedException();

    /// <summary>Number of results so far.</summary>
    public long Produced => throw new NotSupportedException();

    /// <summary>Why <see cref="MoveNext"/> returned false.</summary>
    public SearchStop Stop => throw new NotSupportedException();

    /// <summary>Advances to the next result.</summary>
    /// <returns>False when there are no more, or a limit or budget is used up: see <see cref="Stop"/>.</returns>
    /// <exception cref="OperationCanceledException">Cancelled; what was produced so far stays valid.</exception>
    /// <exception cref="ObjectDisposedException">The corpus is closed.</exception>
    public bool MoveNext() => throw new NotSupportedException();

    /// <inheritdoc/>
    public void Dispose() => throw new NotSupportedException();
}
