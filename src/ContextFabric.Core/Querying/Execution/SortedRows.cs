namespace ContextFabric.Querying;

/// <summary>
/// Rows of a plan whose order of binding leaves the template order after some atoms: all rows that agree in these
/// are collected, sorted and freed of repetitions, then the next such block follows. Needs memory for one block.
/// </summary>
internal sealed class SortedRows : RowSource
{
    private const int SmallBlock = 4096;
    private readonly Skeleton _skeleton;
    private readonly Runner _runner;
    private readonly QueryBudget _budget;
    private readonly int _width;
    private readonly int _prefix;
    private readonly int _columns;
    private readonly int[] _current;
    private readonly bool _repeats;
    private int[] _ranks = new int[256];
    private int _rows;
    private int _crowded = SmallBlock;
    private int _next;
    private long _wanted;
    private bool _pending;
    private bool _ended;

    /// <summary>Prepares.</summary>
    /// <param name="skeleton">For ranks.</param>
    /// <param name="runner">The run.</param>
    /// <param name="width">Members of a row.</param>
    /// <param name="prefix">Members that the run has in order.</param>
    /// <param name="budget">Charged for the block.</param>
    /// <param name="wanted">How many rows will be taken at most.</param>
    public SortedRows(Skeleton skeleton, Runner runner, int width, int prefix, QueryBudget budget, long wanted)
    {
        _skeleton = skeleton;
        _runner = runner;
        _width = width;
        _prefix = prefix;
        _columns = width - prefix;
        _budget = budget;
        _wanted = wanted;
        _current = new int[width];
        _repeats = width < runner.Bindings.Length;
    }

    public override ReadOnlySpan<int> Current => _current;

    public override bool MoveNext()
    {
        if (_next == _rows && !Fill())
        {
            return false;
        }

        ReadOnlySpan<int> order = _skeleton.Order;
        for (int i = 0; i < _columns; i++)
        {
            _current[_prefix + i] = order[_ranks[(_next * _columns) + i]];
        }

        _next++;
        _wanted--;
        return true;
    }

    /// <summary>Collects the next block. False at the end.</summary>
    private bool Fill()
    {
        _next = 0;
        _rows = 0;
        if (_ended || !(_pending || _runner.MoveNext()))
        {
            return false;
        }

        _pending = false;
        _runner.Bindings[.._prefix].CopyTo(_current);
        do
        {
            if (!_runner.Bindings[.._prefix].SequenceEqual(_current.AsSpan(0, _prefix)))
            {
                _pending = true;
                break;
            }

            Add(_runner.Bindings[_prefix.._width]);
        }
        while (_runner.MoveNext());

        _ended = !_pending;
        Sort();
        return true;
    }

    private void Add(ReadOnlySpan<int> nodes)
    {
        // Rows beyond those that will be taken need not be kept.
        if (_rows >= SmallBlock && _rows / 2 >= _wanted)
        {
            Sort();
            _rows = (int)Math.Min(_rows, _wanted);
        }
        else if (_repeats && _rows >= _crowded)
        {
            // Repetitions take no more memory than the rows that are left.
            Sort();
            _crowded = Math.Max(SmallBlock, checked(2 * _rows));
        }

        int at = _rows * _columns;
        if (at + _columns > _ranks.Length)
        {
            _budget.Charge(4L * _ranks.Length);
            Array.Resize(ref _ranks, checked(2 * _ranks.Length));
        }

        foreach (int node in nodes)
        {
            _ranks[at++] = _skeleton.Rank(node);
        }

        _rows++;
    }

    private void Sort() => _rows = RowSorter.Sort(_ranks.AsSpan(0, _rows * _columns), _columns, _budget);
}
