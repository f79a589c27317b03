namespace ContextFabric.Querying;

/// <summary>
/// The arrays of one run: rented from the pool of the corpus, charged to the budget, given back all at once. What a query
/// needs beyond the mapping is here, so that a process that answers many queries stays small.
/// </summary>
internal sealed class QueryMemory : IDisposable
{
    private readonly Lock _lock = new();
    private readonly NodeSpace _space;
    private readonly QueryBudget _budget;
    private readonly List<int[]> _numbers = [];
    private readonly List<ulong[]> _words = [];
    private bool _closed;

    public QueryMemory(NodeSpace space, QueryBudget budget)
    {
        _space = space;
        _budget = budget;
    }

    /// <summary>An array of at least this length with arbitrary content.</summary>
    public int[] Numbers(int length)
    {
        _budget.Charge(4L * length);
        int[] array = _space.Numbers.Rent(length);
        lock (_lock)
        {
            _numbers.Add(array);
        }

        return array;
    }

    /// <summary>Zeroed bits for this many members.</summary>
    public ulong[] Bits(int members)
    {
        int words = (members + 63) >> 6;
        _budget.Charge(8L * words);
        ulong[] array = _space.Words.Rent(words);
        array.AsSpan(0, words).Clear();
        lock (_lock)
        {
            _words.Add(array);
        }

        return array;
    }

    /// <summary>Gives all arrays back. Nothing of the run may be used afterwards.</summary>
    public void Dispose()
    {
        lock (_lock)
        {
            if (_closed)
            {
                return;
            }

            _closed = true;
            foreach (int[] array in _numbers)
            {
                _space.Numbers.Return(array);
            }

            foreach (ulong[] array in _words)
            {
                _space.Words.Return(array);
            }
        }
    }
}
