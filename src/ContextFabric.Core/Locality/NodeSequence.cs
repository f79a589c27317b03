using System.Buffers;

namespace ContextFabric;

/// <summary>
/// A sequence of nodes computed while it is enumerated: a stretch of a stored row with a filter on types and
/// containment. Enumerating allocates nothing. Valid until the corpus is disposed.
/// </summary>
public ref struct NodeSequence
{
    private readonly Skeleton? _skeleton;
    private readonly ReadOnlySpan<int> _owner;
    private readonly ReadOnlySpan<int> _lastSlots;
    private readonly NodeTypeSet _types;
    private readonly bool _anyType;
    private readonly bool _reversed;
    private readonly int _lastSlot;
    private readonly int _excluded;
    private readonly int _maxSlot;
    private ReadOnlySpan<int> _source;
    private int _next;
    private int _ownerNext;

    private NodeSequence(Skeleton skeleton, ReadOnlySpan<int> source, NodeTypeSet? types, bool reversed, int lastSlot, int excluded, ReadOnlySpan<int> owner)
    {
        _skeleton = skeleton;
        _source = source;
        _anyType = types is null;
        _types = types ?? default;
        _reversed = reversed;
        _lastSlot = lastSlot;
        _excluded = excluded;
        _owner = owner;
        _maxSlot = skeleton.MaxSlot;
        _lastSlots = lastSlot == int.MaxValue ? [] : skeleton.LastSlots;
        _next = reversed ? source.Length - 1 : 0;
    }

    /// <summary>The current node.</summary>
    public int Current { get; private set; }

    /// <summary>The nodes of a stored row that pass the filter.</summary>
    internal static NodeSequence OfRow(Skeleton skeleton, ReadOnlySpan<int> row, NodeTypeSet? types, bool reversed = false)
        => new(skeleton, row, types, reversed, int.MaxValue, 0, []);

    /// <summary>Of nodes that start within a contiguous node: those that end within it.</summary>
    internal static NodeSequence Within(Skeleton skeleton, ReadOnlySpan<int> row, NodeTypeSet? types, int lastSlot, int excluded)
        => new(skeleton, row, types, false, lastSlot, excluded, []);

    /// <summary>Nodes embedded in a node with gaps: of those that start at each of its slots, the subsets.</summary>
    internal static NodeSequence WithinGapped(Skeleton skeleton, ReadOnlySpan<int> owner, NodeTypeSet? types, int excluded)
        => new(skeleton, [], types, false, owner[^1], excluded, owner);

    /// <summary>Itself, for <c>foreach</c>.</summary>
    public readonly NodeSequence GetEnumerator() => this;

    /// <summary>Advances to the next node.</summary>
    public bool MoveNext()
    {
        if (_skeleton is null)
        {
            return false;
        }

        while (true)
        {
            while ((uint)_next < (uint)_source.Length)
            {
                int node = _source[_next];
                _next += _reversed ? -1 : 1;
                if (Passes(node))
                {
                    _skeleton.ThrowIfClosed();
                    Current = node;
                    return true;
                }
            }

            if (_ownerNext >= _owner.Length)
            {
                _skeleton.ThrowIfClosed();
                return false;
            }

            _source = _skeleton.StartingAt(_owner[_ownerNext++]);
            _next = 0;
        }
    }

    /// <summary>The first node, if there is one. Does not advance this sequence.</summary>
    public readonly bool TryFirst(out int node)
    {
        NodeSequence copy = this;
        bool found = copy.MoveNext();
        node = found ? copy.Current : 0;
        return found;
    }

    /// <summary>The number of nodes. Enumerates them; does not advance this sequence.</summary>
    public readonly int Count()
    {
        int count = 0;
        foreach (int _ in this)
        {
            count++;
        }

        return count;
    }

    /// <summary>The nodes as a new array. Does not advance this sequence.</summary>
    public readonly int[] ToArray()
    {
        int[] buffer = ArrayPool<int>.Shared.Rent(64);
        int count = 0;
        try
        {
            foreach (int node in this)
            {
                if (count == buffer.Length)
                {
                    int[] larger = ArrayPool<int>.Shared.Rent(2 * count);
                    buffer.CopyTo(larger, 0);
                    ArrayPool<int>.Shared.Return(buffer);
                    buffer = larger;
                }

                buffer[count++] = node;
            }

            return buffer.AsSpan(0, count).ToArray();
        }
        finally
        {
            ArrayPool<int>.Shared.Return(buffer);
        }
    }

    private readonly bool Passes(int node)
        => EndsWithin(node)
            && (_anyType || _types.Contains(new NodeType(_skeleton!.TypeIdOf(node))))
            && (_owner.IsEmpty || IsSubsetOfOwner(node));

    /// <summary>True when the node ends where it must; a slot among the candidates always does.</summary>
    private readonly bool EndsWithin(int node)
    {
        int index = node - _maxSlot - 1;
        return index < 0 || (uint)index >= (uint)_lastSlots.Length || (_lastSlots[index] <= _lastSlot && node != _excluded);
    }

    /// <summary>True when the owner, from the slot being visited on, has every slot of the node.</summary>
    private readonly bool IsSubsetOfOwner(int node)
    {
        ReadOnlySpan<int> rest = _owner[(_ownerNext - 1)..];
        if (!_skeleton!.IsGapped(node))
        {
            int length = _skeleton.LastSlot(node) - _skeleton.FirstSlot(node);
            return length < rest.Length && rest[length] == rest[0] + length;
        }

        foreach (int slot in _skeleton.SlotsOf(node))
        {
            int at = rest.BinarySearch(slot);
            if (at < 0)
            {
                return false;
            }

            rest = rest[at..];
        }

        return true;
    }
}
