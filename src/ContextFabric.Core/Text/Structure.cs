using System.Diagnostics.CodeAnalysis;
using ContextFabric.Compile;

namespace ContextFabric;

/// <summary>
/// The structure of a corpus: nodes of configured types as a tree, each with a heading that is made of the
/// labels of all nodes above it. Independent of the sections. Spans are on mapped memory and live as long as
/// the corpus is open.
/// </summary>
public sealed partial class Structure
{
    private readonly Corpus _corpus;
    private readonly StructureLevels _levels;
    private readonly DerivedArray<int> _headingStart;
    private readonly DerivedArray<int> _heading;
    private readonly DerivedArray<int> _parent;
    private readonly DerivedArray<int> _childStart;
    private readonly DerivedArray<int> _child;
    private readonly DerivedArray<int> _top;
    private readonly DerivedArray<int> _byHeading;
    private readonly DerivedArray<int> _duplicateStart;
    private readonly DerivedArray<int> _duplicate;

    internal Structure(Corpus corpus)
    {
        _corpus = corpus;
        _levels = new StructureLevels(corpus);
        if (!IsConfigured)
        {
            return;
        }

        var arrays = DerivedArrays.Open(corpus, StructureMembers.Parent, StructureBuilder.Write);
        _headingStart = arrays.Get<int>(StructureMembers.HeadingStart);
        _heading = arrays.Get<int>(StructureMembers.Heading);
        _parent = arrays.Get<int>(StructureMembers.Parent);
        _childStart = arrays.Get<int>(StructureMembers.ChildStart);
        _child = arrays.Get<int>(StructureMembers.Child);
        _top = arrays.Get<int>(StructureMembers.Top);
        _byHeading = arrays.Get<int>(StructureMembers.ByHeading);
        _duplicateStart = arrays.Get<int>(StructureMembers.DuplicateStart);
        _duplicate = arrays.Get<int>(StructureMembers.Duplicate);
    }

    /// <summary>False when the corpus configures no structure; then every answer is empty.</summary>
    public bool IsConfigured => _levels.Count > 0;

    /// <summary>Names of the types, highest level first.</summary>
    public IReadOnlyList<string> Types => [.. _levels.Types.ToArray().Select(_corpus.Types.Name)];

    /// <summary>Names of the features with the labels, one per level.</summary>
    public IReadOnlyList<string> Features => [.. _levels.Features.ToArray().Select(f => f.Name)];

    /// <summary>Nodes without parent, in canonical order.</summary>
    public ReadOnlySpan<int> Top => _top.Span;

    /// <summary>True when the type of the node is a structure type.</summary>
    public bool Contains(int node) => _levels.LevelOf(node) >= 0;

    /// <summary>The parent of a node, or null: for a top node and for a node outside the structure.</summary>
    public int? Parent(int node)
    {
        int parent = TryIndexOf(node, out int index) ? _parent.Span[index] : 0;
        _corpus.ThrowIfClosed();
        return parent > 0 ? parent : null;
    }

    /// <summary>The children of a node in canonical order; empty for a node outside the structure.</summary>
    public ReadOnlySpan<int> Children(int node) => TryIndexOf(node, out int index) ? Row(_childStart, _child, index) : [];

    /// <summary>The full heading of a node, or null when it is outside the structure.</summary>
    public Heading? Heading(int node) => TryIndexOf(node, out int index) ? _levels.HeadingOf(HeadingNodes(index)) : null;

    /// <summary>
    /// The node with a heading; when several have it, the one with the highest number. Labels match by exact type.
    /// </summary>
    public bool TryNodeOf(Heading heading, out int node)
    {
        ArgumentNullException.ThrowIfNull(heading);
        node = 0;
        if (!TryParts(heading, out (int Level, int Code)[]? parts))
        {
            return false;
        }

        ReadOnlySpan<int> nodes = _byHeading.Span;
        int low = 0;
        int high = nodes.Length - 1;
        while (low <= high)
        {
            int middle = (low + high) >>> 1;
            _ = TryIndexOf(nodes[middle], out int index);
            int order = _levels.Compare(HeadingNodes(index), parts);
            if (order == 0)
            {
                node = nodes[middle];
                break;
            }

            (low, high) = order < 0 ? (middle + 1, high) : (low, middle - 1);
        }

        _corpus.ThrowIfClosed();
        return node > 0;
    }

    /// <summary>The node with a heading, or null; see <see cref="TryNodeOf"/>.</summary>
    public int? NodeOf(Heading heading) => TryNodeOf(heading, out int node) ? node : null;

    /// <summary>The headings that several nodes have.</summary>
    /// <param name="limit">Give at most this many.</param>
    public IReadOnlyList<StructureDuplicate> Duplicates(int limit = int.MaxValue)
    {
        var duplicates = new List<StructureDuplicate>();
        for (int i = 0; i < _duplicateStart.Span.Length - 1 && duplicates.Count < limit; i++)
        {
            ReadOnlySpan<int> nodes = Row(_duplicateStart, _duplicate, i);
            duplicates.Add(new StructureDuplicate(Heading(nodes[0])!, nodes.ToArray()));
        }

        return duplicates;
    }

    /// <summary>Overview: levels and numbers.</summary>
    public StructureInfo Info() => new(Types, Features, _levels.Count, Top.Length, Math.Max(_duplicateStart.Span.Length - 1, 0));

    private ReadOnlySpan<int> Row(DerivedArray<int> starts, DerivedArray<int> values, int row)
    {
        int start = starts.Span[row];
        int end = starts.Span[row + 1];
        _corpus.ThrowIfClosed();
        return values.Span[start..end];
    }

    private bool TryIndexOf(int node, out int index)
    {
        _corpus.ThrowIfClosed();
        int level = _levels.LevelOf(node);
        index = level < 0 ? -1 : _levels.IndexOf(node, level);
        return level >= 0;
    }

    private ReadOnlySpan<int> HeadingNodes(int index) => Row(_headingStart, _heading, index);

    private bool TryParts(Heading heading, [NotNullWhen(true)] out (int Level, int Code)[]? parts)
    {
        parts = new (int, int)[heading.Count];
        for (int i = 0; i < parts.Length; i++)
        {
            int level = _corpus.Types.TryGet(heading[i].Type, out NodeType type) ? _levels.Types.IndexOf(type) : -1;
            if (level < 0 || !Headings.TryCodeOf(_levels.Features[level], heading[i].Label, out int code))
            {
                return false;
            }

            parts[i] = (level, code);
        }

        return parts.Length > 0;
    }
}
