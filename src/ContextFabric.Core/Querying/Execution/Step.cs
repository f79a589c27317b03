namespace ContextFabric.Querying;

/// <summary>
/// Binds one atom, given those bound before: finds the slice of its candidates that the relations allow, or takes
/// the shortest list that a relation offers, and goes through it testing what is not settled by that. Belongs to
/// one thread.
/// </summary>
internal sealed class Step
{
    // Signatures of so many relations fit one number; so many numbers are remembered.
    private const int MostSigned = 4;
    private const int MostBarren = 1 << 16;
    private readonly Skeleton _skeleton;
    private readonly Fuel _fuel;
    private readonly Domain _domain;
    private readonly Link[] _links;
    private readonly int[] _sources;
    private readonly Link[] _tests;
    private readonly int[] _tested;
    private readonly Box _box;
    private readonly NodeBuffer _list = new();
    private readonly HashSet<UInt128>? _barren;
    private int[] _listed = [];
    private UInt128 _signature;
    private long _boundBefore;
    private int _testCount;
    private int _next;
    private int _end;
    private int _lastMin;
    private int _lastMax;
    private bool _checksLast;
    private bool _fromList;
    private bool _skipsBlocks;
    private int _guess;
    private int _endGuess;

    /// <summary>Makes a step.</summary>
    /// <param name="space">The corpus.</param>
    /// <param name="fuel">Watches the budget.</param>
    /// <param name="variable">The atom.</param>
    /// <param name="domain">Its candidates.</param>
    /// <param name="links">Relations to atoms bound before.</param>
    /// <param name="sources">These atoms.</param>
    public Step(NodeSpace space, Fuel fuel, int variable, Domain domain, Link[] links, int[] sources)
    {
        _skeleton = space.Skeleton;
        _fuel = fuel;
        Variable = variable;
        _domain = domain;
        _links = links;
        _sources = sources;
        _tests = new Link[links.Length];
        _tested = new int[links.Length];
        _box = new Box(links.Length, space.MaxSlot);
        _barren = links.Length is > 1 and <= MostSigned && Array.TrueForAll(links, link => link.HasSignatures) ? [] : null;
    }

    /// <summary>The atom bound here.</summary>
    public int Variable { get; }

    /// <summary>Candidates looked at so far.</summary>
    public long Tried { get; private set; }

    /// <summary>Nodes bound so far.</summary>
    public long Bound { get; private set; }

    /// <summary>The slice of candidates, when <see cref="IsExactSlice"/>.</summary>
    public (int Start, int End) Slice => (_next, _end);

    /// <summary>After <see cref="Open(ReadOnlySpan{int})"/>: true when all of <see cref="Slice"/> but <see cref="Excepts"/> are partners.</summary>
    public bool IsExactSlice => !_fromList && !_checksLast && _testCount == 0;

    /// <summary>Nodes that may not be chosen though they may be in the slice.</summary>
    public ReadOnlySpan<int> Excepts => _box.Excepts;

    /// <summary>How many candidates there are to look at.</summary>
    public int Remaining => Math.Max(0, _end - _next);

    /// <summary>How many nodes were or are to be looked at since the last <see cref="Open(ReadOnlySpan{int})"/>.</summary>
    public int Effort { get; private set; }

    /// <summary>Prepares the candidates for the present bindings.</summary>
    public void Open(ReadOnlySpan<int> bindings)
    {
        _fuel.Burn();
        _testCount = 0;
        _fromList = false;
        _box.Reset();
        if (IsBarren(bindings))
        {
            Close();
            return;
        }

        for (int i = 0; i < _links.Length; i++)
        {
            if (!_links[i].Narrow(bindings[_sources[i]], _box))
            {
                Close();
                return;
            }
        }

        FindSlice();
        if (_next >= _end)
        {
            Effort = 0;
            return; // a list can only have what is in the slice
        }

        int best = ChooseList(bindings);
        Effort = _end - _next;
        if (best >= 0)
        {
            _fromList = true;
            Effort = _links[best].ListLength(bindings[_sources[best]]);
            if (!_links[best].TryShare(bindings[_sources[best]], _box, out ArraySegment<int> list))
            {
                _list.Clear();
                _links[best].List(bindings[_sources[best]], _box, _list);
                list = _list.Segment;
            }

            _listed = list.Array!;
            _next = list.Offset;
            _end = list.Offset + list.Count;
        }

        for (int i = 0; i < _links.Length; i++)
        {
            int x = bindings[_sources[i]];
            if (i != best && (_fromList || _links[i].NeedsTest(x)))
            {
                _tests[_testCount] = _links[i];
                _tested[_testCount++] = x;
            }
        }
    }

    /// <summary>Opens a slice of the candidates, for the first atom.</summary>
    public void Open(int start, int end)
    {
        _box.Reset();
        _testCount = 0;
        _fromList = false;
        _checksLast = false;
        _skipsBlocks = false;
        _next = start;
        _end = end;
    }

    /// <summary>The next partner, or 0.</summary>
    public int Advance()
    {
        int node = _fromList ? AdvanceList() : AdvanceSlice();
        if (node == 0 && _barren is not null && Bound == _boundBefore && _barren.Count < MostBarren)
        {
            _barren.Add(_signature);
        }

        return node;
    }

    /// <summary>Position of a member among the candidates.</summary>
    public int PositionOf(int node)
    {
        ReadOnlySpan<int> nodes = _domain.Nodes;
        int at = _domain.StartingFrom(_skeleton.FirstSlot(node), Math.Min(_next, nodes.Length));
        while (nodes[at] != node)
        {
            at++;
        }

        return at;
    }

    /// <summary>True when there is a partner at all.</summary>
    public bool HasPartner() => (IsExactSlice && _box.ExceptCount == 0) ? _next < _end : Advance() != 0;

    /// <summary>Sums up what <see cref="Advance"/> would give, without going through it when the slice is exact.</summary>
    public long CountAll()
    {
        long count = 0;
        if (!IsExactSlice)
        {
            while (Advance() != 0)
            {
                count++;
            }

            return count;
        }

        count = _end - _next;
        ReadOnlySpan<int> excepts = _box.Excepts;
        for (int i = 0; i < excepts.Length; i++)
        {
            // Two relations may except the same node.
            count -= !excepts[..i].Contains(excepts[i]) && IsInSlice(excepts[i]) ? 1 : 0;
        }

        Bound += count;
        _next = _end;
        return count;
    }

    /// <summary>
    /// True when the bound nodes are known to have no partner in common: others with the same signatures had none.
    /// Without this a cycle of comparisons is tried over and over for nodes that do not differ in what is compared.
    /// </summary>
    private bool IsBarren(ReadOnlySpan<int> bindings)
    {
        if (_barren is null)
        {
            return false;
        }

        _signature = UInt128.Zero;
        for (int i = 0; i < _links.Length; i++)
        {
            _signature = (_signature << 32) | (uint)_links[i].Signature(bindings[_sources[i]]);
        }

        _boundBefore = Bound;
        return _barren.Contains(_signature);
    }

    private void Close()
    {
        _next = _end = 0;
        Effort = 0;
        _checksLast = false;
        _skipsBlocks = false;
    }

    /// <summary>True when a node is a candidate within the open slice.</summary>
    private bool IsInSlice(int node)
    {
        if (!_domain.Contains(node))
        {
            return false;
        }

        int index = PositionOf(node);
        return index >= _next && index < _end;
    }

    private int AdvanceSlice()
    {
        ReadOnlySpan<int> nodes = _domain.Nodes;
        ReadOnlySpan<int> excepts = _box.Excepts;
        while (_next < _end)
        {
            _fuel.Burn();
            if (_skipsBlocks && (_next & (Domain.BlockSize - 1)) == 0 && _domain.LastOfBlock(_next) < _lastMin)
            {
                _next += Domain.BlockSize;
                continue;
            }

            int at = _next++;
            Tried++;
            if (_checksLast)
            {
                int last = _domain.LastAt(at);
                if (last < _lastMin || last > _lastMax)
                {
                    continue;
                }
            }

            int node = nodes[at];
            if ((excepts.Length == 0 || !excepts.Contains(node)) && (_testCount == 0 || Passes(node)))
            {
                Bound++;
                return node;
            }
        }

        return 0;
    }

    private int AdvanceList()
    {
        int[] nodes = _listed;
        while (_next < _end)
        {
            _fuel.Burn();
            int node = nodes[_next++];
            Tried++;
            if (Passes(node))
            {
                Bound++;
                return node;
            }
        }

        return 0;
    }

    private bool Passes(int node)
    {
        for (int i = 0; i < _testCount; i++)
        {
            if (!_tests[i].Test(_tested[i], node))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Turns the box into a slice of the candidates.</summary>
    private void FindSlice()
    {
        if (_box.IsEmpty || _domain.Count == 0)
        {
            Close();
            return;
        }

        _lastMin = _box.LastMin;
        _lastMax = _box.LastMax;
        bool boundsLast = _lastMin > _box.FirstMin || _lastMax < _skeleton.MaxSlot;
        if (_lastMin > _box.FirstMin)
        {
            _box.First((long)_lastMin - _domain.MaxSpan, int.MaxValue);
        }

        int start = _box.FirstMin <= 1 ? 0 : _guess = _domain.StartingFrom(_box.FirstMin, _guess);
        int end = _domain.Count;
        if (_box.FirstMax < _skeleton.MaxSlot)
        {
            int guess = _endGuess >= start ? _endGuess : start;
            end = _endGuess = _domain.StartingFrom(_box.FirstMax + 1, guess);
        }

        _checksLast = boundsLast && !_domain.HasOnlySlots;
        if (_checksLast && _domain.LastsAscend)
        {
            _checksLast = false;
            ReadOnlySpan<int> lasts = _domain.Lasts;
            start = Math.Max(start, Gallop.LowerBound(lasts, _lastMin, Math.Min(start, lasts.Length)));
            end = Math.Min(end, Gallop.LowerBound(lasts, _lastMax + 1, Math.Min(end, lasts.Length)));
        }
        else if (boundsLast && _domain.HasOnlySlots)
        {
            start = Math.Max(start, _domain.StartingFrom(_lastMin, start));
        }

        if (_box.RankAbove >= 0)
        {
            start = FirstAbove(_box.RankAbove, start, end);
        }

        if (_box.RankBelow != int.MaxValue)
        {
            end = FirstAbove(_box.RankBelow - 1, start, end);
        }

        _next = start;
        _end = Math.Max(start, end);

        // A long slice in which few nodes reach far enough: an overlap, or what embeds a node.
        _skipsBlocks = _checksLast && _lastMin > _box.FirstMin && _end - _next > 4 * Domain.BlockSize;
    }

    /// <summary>The first position in start..end whose rank is above the given one.</summary>
    private int FirstAbove(int rank, int start, int end)
    {
        ReadOnlySpan<int> nodes = _domain.Nodes;
        ReadOnlySpan<int> ranks = _skeleton.Ranks;
        int low = start;
        int high = end;

        // Most often the bound is near the start: a sibling after the node just bound.
        for (int stride = 1; low < high && stride < high - low; stride *= 2)
        {
            int probe = low + stride - 1;
            if (ranks[nodes[probe] - 1] > rank)
            {
                high = probe;
                break;
            }

            low = probe + 1;
        }

        while (low < high)
        {
            int middle = (low + high) >>> 1;
            if (ranks[nodes[middle] - 1] > rank)
            {
                high = middle;
            }
            else
            {
                low = middle + 1;
            }
        }

        return low;
    }

    /// <summary>The relation whose list is shorter than the slice, or −1.</summary>
    private int ChooseList(ReadOnlySpan<int> bindings)
    {
        int best = -1;
        int shortest = _end - _next;
        if (shortest <= 1)
        {
            return -1;
        }

        for (int i = 0; i < _links.Length; i++)
        {
            int length = _links[i].ListLength(bindings[_sources[i]]);
            if (length < shortest)
            {
                shortest = length;
                best = i;
            }
        }

        return best;
    }
}
