namespace ContextFabric.Tf;

/// <summary>The data of one <c>.tf</c> file in columns; the base of the parsed forms.</summary>
public abstract class TfFeature : IDisposable
{
    private int _disposed;

    private protected TfFeature(TfHeader header, SourceFingerprint fingerprint)
    {
        Header = header;
        Fingerprint = fingerprint;
    }

    /// <summary>Kind, value type and metadata.</summary>
    public TfHeader Header { get; }

    /// <summary>Identity of the bytes that were parsed.</summary>
    public SourceFingerprint Fingerprint { get; }

    /// <summary>Gives pooled arrays back; the columns must not be used afterwards. A second call does nothing.</summary>
    public void Dispose()
    {
        // An array that is returned twice would be handed out to two owners.
        if (Interlocked.Exchange(ref _disposed, 1) == 0)
        {
            Dispose(true);
            GC.SuppressFinalize(this);
        }
    }

    /// <summary>Releases what the derived form holds.</summary>
    protected virtual void Dispose(bool disposing)
    {
    }
}

/// <summary>A config feature (<c>otext</c>, <c>otext@…</c> or free): metadata without data.</summary>
public sealed class TfConfigFeature(TfHeader header, SourceFingerprint fingerprint) : TfFeature(header, fingerprint);

/// <summary>A node type and the contiguous nodes that have it.</summary>
/// <param name="Name">Type name, not empty.</param>
/// <param name="First">Lowest node (1-based).</param>
/// <param name="Last">Highest node.</param>
public readonly record struct TfTypeRange(string Name, int First, int Last)
{
    /// <summary>Number of nodes.</summary>
    public int Count => Last - First + 1;
}

/// <summary>The parsed and validated <c>otype</c>: contiguous types, slots first.</summary>
public sealed class TfTypes(TfHeader header, SourceFingerprint fingerprint, IReadOnlyList<TfTypeRange> ranges)
    : TfFeature(header, fingerprint)
{
    /// <summary>All types by first node; element 0 is the slot type. Together they cover 1..<see cref="MaxNode"/>.</summary>
    public IReadOnlyList<TfTypeRange> Ranges { get; } = ranges;

    /// <summary>Name of the slot type.</summary>
    public string SlotType => Ranges[0].Name;

    /// <summary>Highest slot.</summary>
    public int MaxSlot => Ranges[0].Last;

    /// <summary>Highest node.</summary>
    public int MaxNode => Ranges[^1].Last;

    /// <summary>The type of a node, or null when there is no such node. Binary search over the types.</summary>
    public string? TypeOf(int node)
    {
        int low = 0;
        int high = Ranges.Count - 1;
        while (low <= high)
        {
            int middle = (low + high) >>> 1;
            if (node < Ranges[middle].First)
            {
                high = middle - 1;
            }
            else if (node > Ranges[middle].Last)
            {
                low = middle + 1;
            }
            else
            {
                return Ranges[middle].Name;
            }
        }

        return null;
    }
}

/// <summary>
/// The parsed and validated <c>oslots</c>. Index k stands for node <c>maxSlot + 1 + k</c>.
/// A node is contiguous when it holds every slot from First to Last, else its slots are listed.
/// </summary>
public sealed class TfSlots(TfHeader header, SourceFingerprint fingerprint, int[] first, int[] last, int[] gappedNodes, int[] gappedIndptr, int[] gappedSlots)
    : TfFeature(header, fingerprint)
{
    /// <summary>Lowest slot per non-slot node.</summary>
    public int[] First { get; } = first;

    /// <summary>Highest slot per non-slot node.</summary>
    public int[] Last { get; } = last;

    /// <summary>Nodes with gaps, ascending node numbers.</summary>
    public int[] GappedNodes { get; } = gappedNodes;

    /// <summary>Row bounds into <see cref="GappedSlots"/>; one longer than <see cref="GappedNodes"/>.</summary>
    public int[] GappedIndptr { get; } = gappedIndptr;

    /// <summary>Slots of the nodes with gaps, ascending within a row.</summary>
    public int[] GappedSlots { get; } = gappedSlots;
}

/// <summary>
/// A parsed node feature. All columns are indexed by node (entry 0 unused) and may be longer than
/// needed; what they hold beyond the highest node of the corpus is undefined.
/// </summary>
public abstract class TfNodeFeature : TfFeature
{
    private protected TfNodeFeature(TfHeader header, SourceFingerprint fingerprint, int firstNode, int lastNode, int count)
        : base(header, fingerprint)
    {
        FirstNode = firstNode;
        LastNode = lastNode;
        Count = count;
    }

    /// <summary>Lowest node with a value; 0 when there is none.</summary>
    public int FirstNode { get; }

    /// <summary>Highest node with a value; −1 when there is none.</summary>
    public int LastNode { get; }

    /// <summary>Number of nodes with a value.</summary>
    public int Count { get; }
}

/// <summary>A parsed node feature with text values.</summary>
public sealed class TfStringFeature(TfHeader header, SourceFingerprint fingerprint, int firstNode, int lastNode, int count, int[] codes, Utf8Dictionary values, Action<int[]>? release = null)
    : TfNodeFeature(header, fingerprint, firstNode, lastNode, count)
{
    /// <summary>Per node: 0 = no value, else 1 + index into <see cref="Values"/>.</summary>
    public int[] Codes { get; } = codes;

    /// <summary>Distinct values, unescaped, by first appearance; may hold values that were overwritten later.</summary>
    public Utf8Dictionary Values { get; } = values;

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        release?.Invoke(Codes);
        base.Dispose(disposing);
    }
}

/// <summary>A parsed node feature with integer values.</summary>
public sealed class TfIntFeature(TfHeader header, SourceFingerprint fingerprint, int firstNode, int lastNode, int count, long[] numbers, ulong[] present, Action<long[]>? release = null)
    : TfNodeFeature(header, fingerprint, firstNode, lastNode, count)
{
    /// <summary>Value per node; meaningless where <see cref="Present"/> has no bit.</summary>
    public long[] Numbers { get; } = numbers;

    /// <summary>Bit n (word n/64, bit n%64) is set when node n has a value.</summary>
    public ulong[] Present { get; } = present;

    /// <summary>True when the node has a value.</summary>
    public bool Has(int node) => (Present[node >> 6] >> (node & 63) & 1) != 0;

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        release?.Invoke(Numbers);
        base.Dispose(disposing);
    }
}

/// <summary>
/// A parsed edge feature: distinct node pairs ordered by (from, to), with parallel values if declared.
/// Exactly one of the value columns is set when <see cref="TfHeader.HasEdgeValues"/>, none otherwise.
/// </summary>
public sealed class TfEdgeFeature(TfHeader header, SourceFingerprint fingerprint, int[] from, int[] to)
    : TfFeature(header, fingerprint)
{
    /// <summary>Origin of each edge.</summary>
    public int[] From { get; } = from;

    /// <summary>Target of each edge.</summary>
    public int[] To { get; } = to;

    /// <summary>Text values: per edge the index into <see cref="Values"/>; an edge without text has the empty string.</summary>
    public int[]? Codes { get; init; }

    /// <summary>Distinct text values.</summary>
    public Utf8Dictionary? Values { get; init; }

    /// <summary>Integer values per edge; meaningless where <see cref="Present"/> is false.</summary>
    public long[]? Numbers { get; init; }

    /// <summary>Per edge: whether it has an integer value (an edge may exist without one).</summary>
    public bool[]? Present { get; init; }
}
