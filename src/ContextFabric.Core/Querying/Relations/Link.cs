namespace ContextFabric.Querying;

/// <summary>
/// A relation seen from a node that is bound (x) to an atom that is to be bound (y). It can narrow the box of y,
/// list the candidates for y, or test a pair; each may be used alone. Immutable and shared by threads.
/// </summary>
internal abstract class Link
{
    /// <summary>What <see cref="ListLength"/> says when there is no list.</summary>
    public const int NoList = int.MaxValue;

    protected Link(NodeSpace space, Domain targets)
    {
        Space = space;
        Targets = targets;
    }

    /// <summary>The candidates for y.</summary>
    protected Domain Targets { get; }

    protected NodeSpace Space { get; }

    protected Skeleton Skeleton => Space.Skeleton;

    /// <summary>Narrows the box of y. False when no y can be related to x.</summary>
    public virtual bool Narrow(int x, Box box) => true;

    /// <summary>True when a node inside the box need not be related to x and has to be tested.</summary>
    public abstract bool NeedsTest(int x);

    /// <summary>True when y is related to x; exact on its own.</summary>
    public abstract bool Test(int x, int y);

    /// <summary>The number of partners of an average node, where it is known without trying some; else null.</summary>
    public virtual double? GuessFan() => null;

    /// <summary>True when most pairs are related, so that neither slices nor lists help.</summary>
    public virtual bool IsLoose => false;

    /// <summary>True when partners lie where x lies, so that several such relations allow much the same nodes.</summary>
    public virtual bool IsLocal => false;

    /// <summary>The relation that holds exactly where this one does not, when it is cheaper to follow; else null.</summary>
    public virtual Link? Complement(Domain sources) => null;

    /// <summary>About how many nodes <see cref="List"/> has to look at; <see cref="NoList"/> when it cannot be used.</summary>
    public virtual int ListLength(int x) => NoList;

    /// <summary>
    /// A number on which alone the partners of x depend, so that what is found out for one x holds for all that
    /// share it; −1 when there is none.
    /// </summary>
    public virtual int Signature(int x) => -1;

    /// <summary>True when every node has a <see cref="Signature"/>.</summary>
    public virtual bool HasSignatures => false;

    /// <summary>The list of <see cref="List"/> when it lies ready within an array that stays as it is.</summary>
    public virtual bool TryShare(int x, Box box, out ArraySegment<int> list)
    {
        list = default;
        return false;
    }

    /// <summary>Puts the candidates that are related to x into the buffer, in canonical order, exactly.</summary>
    /// <param name="x">The bound node.</param>
    /// <param name="box">Bounds of all relations: what is outside may be left out.</param>
    /// <param name="buffer">The list.</param>
    public virtual void List(int x, Box box, NodeBuffer buffer) => throw new InvalidOperationException("This relation has no list.");
}

/// <summary>A growing list of nodes that is reused.</summary>
internal sealed class NodeBuffer
{
    private int[] _nodes = new int[16];

    public int Count { get; private set; }

    /// <summary>The list, until the next node is added.</summary>
    public ArraySegment<int> Segment => new(_nodes, 0, Count);

    public void Clear() => Count = 0;

    public void Add(int node)
    {
        if (Count == _nodes.Length)
        {
            Array.Resize(ref _nodes, 2 * Count);
        }

        _nodes[Count++] = node;
    }

    /// <summary>Brings the nodes into canonical order and drops repetitions.</summary>
    public void Sort(Skeleton skeleton)
    {
        Span<int> nodes = _nodes.AsSpan(0, Count);
        for (int i = 0; i < nodes.Length; i++)
        {
            nodes[i] = skeleton.Rank(nodes[i]);
        }

        nodes.Sort();
        int count = 0;
        for (int i = 0; i < nodes.Length; i++)
        {
            if (i == 0 || nodes[i] != nodes[i - 1])
            {
                nodes[count++] = nodes[i];
            }
        }

        ReadOnlySpan<int> order = skeleton.Order;
        for (int i = 0; i < count; i++)
        {
            nodes[i] = order[nodes[i]];
        }

        Count = count;
    }

    public void Reverse() => _nodes.AsSpan(0, Count).Reverse();
}
