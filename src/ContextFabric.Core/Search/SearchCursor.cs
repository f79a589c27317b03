using ContextFabric.Querying;

namespace ContextFabric;

/// <summary>
/// A run of a query. Results are produced one at a time, without allocation; <see cref="Current"/> is overwritten
/// by the next. Not safe for several threads at once. Dispose it to give memory back.
/// </summary>
public sealed class SearchCursor : IDisposable
{
    private readonly QueryRun _run;
    private readonly long _limit;
    private readonly long? _maxResults;
    private RowSource? _rows;
    private bool _ended;
    private bool _failed;

    internal SearchCursor(QueryRun run, SearchOptions options)
    {
        _run = run;
        _limit = options.Limit > 0 ? options.Limit : long.MaxValue;
        _maxResults = options.MaxResults;
    }

    /// <summary>The current result: nodes by atom. Valid until the next <see cref="MoveNext"/>.</summary>
    public ReadOnlySpan<int> Current => _rows is null ? [] : _rows.Current;

    /// <summary>Number of results so far.</summary>
    public long Produced { get; private set; }

    /// <summary>Why <see cref="MoveNext"/> returned false.</summary>
    public SearchStop Stop { get; private set; }

    /// <summary>The same for a person; null when all results were produced or the limit was reached.</summary>
    public string? StopMessage { get; private set; }

    /// <summary>Advances to the next result.</summary>
    /// <returns>False when there are no more, or a limit or budget is used up: see <see cref="Stop"/>.</returns>
    /// <exception cref="OperationCanceledException">Cancelled; <see cref="Produced"/> stays valid.</exception>
    /// <exception cref="ObjectDisposedException">The corpus is closed.</exception>
    /// <exception cref="InvalidOperationException">An exception has ended this run before.</exception>
    public bool MoveNext()
    {
        if (_ended)
        {
            return !_failed ? false : throw new InvalidOperationException("An exception has ended this run.");
        }

        try
        {
            return Produced < _limit ? Advance() : End(SearchStop.Limit, null);
        }
        catch (SearchStoppedException stopped)
        {
            return End(stopped.Reason, stopped.Message);
        }
        catch (Exception failure)
        {
            // Stopped midway, the run is in no state to go on from.
            _ended = _failed = true;
            if (_run.IsDueToClosing(failure))
            {
                _run.ThrowIfClosed();
            }

            throw;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _ended = true;
        _failed = false;
        _rows = null;
        _run.Dispose();
    }

    /// <summary>All results that are left, by several threads where that pays.</summary>
    internal TupleTable TakeAll() => _run.WhileOpen(Take);

    private TupleTable Take()
    {
        var rows = new TupleTable(_run.Goal.Width);
        try
        {
            QueryPlan plan = _run.Plan(_run.Goal);
            if (_limit == long.MaxValue && _run.IsParallel(plan))
            {
                rows = _run.RowsInParallel(plan, _maxResults ?? long.MaxValue, out SearchStoppedException? stopped);

                End(stopped?.Reason ?? SearchStop.None, stopped?.Message);
                Produced = rows.Count;
                return rows;
            }

            _rows = _run.Rows(plan, _limit);
        }
        catch (SearchStoppedException stopped)
        {
            End(stopped.Reason, stopped.Message);
        }

        while (MoveNext())
        {
            rows.Add(Current);
        }

        return rows;
    }

    private bool Advance()
    {
        _rows ??= _run.Rows(_run.Plan(_run.Goal), _limit);
        bool more = _rows.MoveNext();
        _run.ThrowIfClosed();
        if (!more)
        {
            return End(SearchStop.None, null);
        }

        if (Produced == _maxResults)
        {
            return End(SearchStop.MaxResults, new SearchStoppedException(SearchStop.MaxResults).Message);
        }

        Produced++;
        return true;
    }

    private bool End(SearchStop stop, string? message)
    {
        _ended = true;
        Stop = stop;
        StopMessage = message;
        return false;
    }
}
