namespace ContextFabric;

/// <summary>The levels of the structure: types with their heading features, and the index of structure nodes.</summary>
internal sealed class StructureLevels
{
    private readonly NodeTypes _types;
    private readonly NodeType[] _levels;
    private readonly NodeFeature[] _features;
    private readonly int[] _offsets;

    public StructureLevels(Corpus corpus)
    {
        OtextConfig otext = corpus.Otext;
        _types = corpus.Types;
        var levels = new List<NodeType>();
        var features = new List<NodeFeature>();
        for (int i = 0; i < otext.StructureTypes.Count; i++)
        {
            if (corpus.Types.TryGet(otext.StructureTypes[i], out NodeType type)
                && corpus.Features.TryGet(otext.StructureFeatures[i], out NodeFeature? feature))
            {
                levels.Add(type);
                features.Add(feature);
            }
        }

        _levels = [.. levels];
        _features = [.. features];
        _offsets = new int[_levels.Length];
        for (int i = 0; i < _levels.Length; i++)
        {
            NodeRange range = _types.Range(_levels[i]);
            _offsets[i] = Count - range.First;
            Count += range.Count;
        }
    }

    /// <summary>Number of structure nodes.</summary>
    public int Count { get; }

    public ReadOnlySpan<NodeType> Types => _levels;

    public ReadOnlySpan<NodeFeature> Features => _features;

    /// <summary>Level of a node, 0 the highest; −1 when its type is not configured.</summary>
    public int LevelOf(int node)
    {
        NodeType type = _types.Of(node);
        return type.IsNone ? -1 : _levels.AsSpan().IndexOf(type);
    }

    /// <summary>Index of a structure node among all of them.</summary>
    public int IndexOf(int node, int level) => node + _offsets[level];

    /// <summary>Orders a heading, given as its nodes, against parts (level, code).</summary>
    public int Compare(ReadOnlySpan<int> nodes, ReadOnlySpan<(int Level, int Code)> parts)
    {
        for (int i = 0; i < Math.Min(nodes.Length, parts.Length); i++)
        {
            int level = LevelOf(nodes[i]);
            int order = level.CompareTo(parts[i].Level);
            if (order == 0)
            {
                order = CodeOf(nodes[i], level).CompareTo(parts[i].Code);
            }

            if (order != 0)
            {
                return order;
            }
        }

        return nodes.Length.CompareTo(parts.Length);
    }

    public HeadingPart PartOf(int node)
    {
        int level = LevelOf(node);
        return new HeadingPart(_types.Name(_levels[level]), Headings.LabelOf(_features[level], node));
    }

    public Heading HeadingOf(ReadOnlySpan<int> nodes)
    {
        var parts = new HeadingPart[nodes.Length];
        for (int i = 0; i < parts.Length; i++)
        {
            parts[i] = PartOf(nodes[i]);
        }

        return new Heading(parts);
    }

    public int CodeOf(int node, int level) => Headings.CodeOf(_features[level], node);
}
