using ContextFabric.Diagnostics;
using ContextFabric.Storage;

namespace ContextFabric.Compile;

/// <summary>
/// Builds the section index: sorted keys (parent, heading code) per level, names of level 1 per language, and
/// sequence numbers. Of several level-2 sections with one heading the first found wins, on levels 1 and 3 the last.
/// </summary>
internal sealed partial class SectionIndexBuilder
{
    private readonly Corpus _corpus;
    private readonly IArrayWriter _writer;
    private readonly DiagnosticBag _diagnostics;
    private readonly NodeType[] _types;
    private readonly NodeFeature[] _features;

    // Level-2 headings in the order in which they are found: key → node, key → ordinal.
    private readonly Dictionary<long, int> _level2 = [];
    private readonly Dictionary<long, int> _ordinals = [];
    private readonly HashSet<int> _reported = [];

    private SectionIndexBuilder(Corpus corpus, IArrayWriter writer, DiagnosticBag diagnostics)
    {
        _corpus = corpus;
        _writer = writer;
        _diagnostics = diagnostics;
        _types = [.. corpus.Otext.SectionTypes.Select(t => corpus.Types[t])];
        _features = [.. corpus.Otext.SectionFeatures.Select(Feature)];
    }

    /// <summary>Writes all arrays of the index; the corpus must have sections.</summary>
    public static void Write(Corpus corpus, IArrayWriter writer, DiagnosticBag diagnostics) =>
        new SectionIndexBuilder(corpus, writer, diagnostics).Write();

    private void Write()
    {
        CheckLevel1();
        WriteNames();
        (List<long> keys, List<int> nodes) = _types.Length == 3 ? CollectLevel3() : ([], []);
        if (_types.Length > 1)
        {
            AddLevel2();
        }

        WriteLevel2(out int[] level2Nodes, out int[] positions);
        WriteLevel3(keys.ConvertAll(k => SectionMembers.Key(positions[(int)(k >> 32)], (int)k)), nodes, level2Nodes);
        WriteSequences();
    }

    /// <summary>Adds the level-2 sections by number; those that level 3 brought into the index stay.</summary>
    private void AddLevel2()
    {
        NodeRange range = _corpus.Types.Range(_types[1]);
        for (int node = range.First; node <= range.Last; node++)
        {
            int code = Headings.CodeOf(_features[1], node);
            if (code == 0)
            {
                ReportMissing(1, node);
            }

            if (TryParent(node, 1, 0, out int level1))
            {
                _ = AddLevel2(level1, code, node);
            }
        }
    }

    /// <summary>Ordinal of a level-2 heading, added when it is new.</summary>
    private int AddLevel2(int level1, int code, int node)
    {
        long key = SectionMembers.Key(level1, code);
        if (!_level2.TryAdd(key, node) && _level2[key] != node && _reported.Add(node))
        {
            ReportDuplicate(1, level1, code, _level2[key], node);
        }

        _ = _ordinals.TryAdd(key, _ordinals.Count);
        return _ordinals[key];
    }

    /// <summary>Per level-3 section the ordinal of its level-2 heading with its own code, and its node.</summary>
    private (List<long> Keys, List<int> Nodes) CollectLevel3()
    {
        NodeRange range = _corpus.Types.Range(_types[2]);
        var keys = new List<long>(range.Count);
        var nodes = new List<int>(range.Count);
        for (int node = range.First; node <= range.Last; node++)
        {
            int code = Headings.CodeOf(_features[2], node);
            if (code == 0)
            {
                ReportMissing(2, node);
            }

            if (TryParent(node, 2, 0, out int level1) & TryParent(node, 2, 1, out int level2))
            {
                int parent = AddLevel2(level1, Headings.CodeOf(_features[1], level2), level2);
                keys.Add(SectionMembers.Key(parent, code));
                nodes.Add(node);
            }
        }

        return (keys, nodes);
    }

    /// <summary>Writes level 2 sorted by key; gives the sorted nodes, and for each ordinal its position among them.</summary>
    private void WriteLevel2(out int[] nodes, out int[] positions)
    {
        long[] keys = [.. _level2.Keys];
        nodes = [.. _level2.Values];
        Array.Sort(keys, nodes);
        positions = new int[keys.Length];
        for (int i = 0; i < keys.Length; i++)
        {
            positions[_ordinals[keys[i]]] = i;
        }

        _writer.Write<long>(SectionMembers.Level2Key, keys);
        _writer.Write<int>(SectionMembers.Level2Node, nodes);
    }

    private void WriteLevel3(List<long> keyList, List<int> nodeList, int[] level2Nodes)
    {
        long[] keys = [.. keyList];
        int[] nodes = [.. nodeList];
        Array.Sort(keys, nodes);
        int count = 0;
        for (int i = 0; i < keys.Length; i++)
        {
            if (count > 0 && keys[count - 1] == keys[i])
            {
                int winner = Math.Max(nodes[count - 1], nodes[i]);
                ReportDuplicate(2, level2Nodes[(int)(keys[i] >> 32)], (int)keys[i], winner, Math.Min(nodes[count - 1], nodes[i]));
                nodes[count - 1] = winner;
            }
            else
            {
                keys[count] = keys[i];
                nodes[count++] = nodes[i];
            }
        }

        _writer.Write<long>(SectionMembers.Level3Key, keys.AsSpan(0, count));
        _writer.Write<int>(SectionMembers.Level3Node, nodes.AsSpan(0, count));
    }

    private NodeFeature Feature(string name) => _corpus.Features.TryGet(name, out NodeFeature? feature)
        ? feature
        : throw new InvalidOperationException($"The section feature '{name}' does not exist.");
}
