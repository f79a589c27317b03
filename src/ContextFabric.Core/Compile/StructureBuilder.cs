using System.Runtime.InteropServices;
using ContextFabric.Diagnostics;
using ContextFabric.Storage;

namespace ContextFabric.Compile;

/// <summary>
/// Builds the structure. The heading of a node is made of the structure nodes around it whose type stands
/// at or above its own, outermost first, then itself. Its parent is the nearest of these whose own heading is
/// the beginning of it; a node without one is a top node.
/// </summary>
internal sealed class StructureBuilder
{
    private readonly Corpus _corpus;
    private readonly IArrayWriter _writer;
    private readonly DiagnosticBag _diagnostics;
    private readonly StructureLevels _levels;
    private readonly int[] _nodes;
    private readonly int[] _starts;
    private readonly List<int> _parts = [];

    // Parallel to _parts: level and code of each part, so that headings compare as runs of numbers.
    private readonly List<long> _keys = [];
    private readonly long[] _ownKeys;

    private StructureBuilder(Corpus corpus, IArrayWriter writer, DiagnosticBag diagnostics)
    {
        _corpus = corpus;
        _writer = writer;
        _diagnostics = diagnostics;
        _levels = new StructureLevels(corpus);
        _nodes = new int[_levels.Count];
        _starts = new int[_levels.Count + 1];
        _ownKeys = new long[_levels.Count];
    }

    /// <summary>Writes all arrays of the structure; the corpus must have one.</summary>
    public static void Write(Corpus corpus, IArrayWriter writer, DiagnosticBag diagnostics) =>
        new StructureBuilder(corpus, writer, diagnostics).Write();

    private void Write()
    {
        CollectOwnKeys();
        CollectHeadings();
        int[] parents = new int[_nodes.Length];
        for (int i = 0; i < parents.Length; i++)
        {
            parents[i] = ParentOf(i);
        }

        _writer.Write<int>(StructureMembers.HeadingStart, _starts);
        _writer.Write<int>(StructureMembers.Heading, _parts.ToArray());
        _writer.Write<int>(StructureMembers.Parent, parents);
        WriteChildren(parents);
        WriteHeadingOrder();
    }

    private void CollectOwnKeys()
    {
        for (int level = 0; level < _levels.Types.Length; level++)
        {
            NodeRange range = _corpus.Types.Range(_levels.Types[level]);
            for (int node = range.First; node <= range.Last; node++)
            {
                int code = _levels.CodeOf(node, level);
                _ownKeys[_levels.IndexOf(node, level)] = ((long)level << 32) | (uint)code;
                if (code == 0)
                {
                    Report(TextDiagnosticCodes.StructureHeadingMissing, level, $"{_corpus.Types.Name(_levels.Types[level])} {node} has no structure heading");
                }
            }
        }
    }

    private void CollectHeadings()
    {
        var above = new List<int>();
        for (int level = 0; level < _levels.Types.Length; level++)
        {
            NodeRange range = _corpus.Types.Range(_levels.Types[level]);
            for (int node = range.First; node <= range.Last; node++)
            {
                above.Clear();
                foreach (int up in _corpus.Locality.Up(node))
                {
                    if ((uint)_levels.LevelOf(up) <= (uint)level)
                    {
                        above.Add(up);
                    }
                }

                for (int i = above.Count - 1; i >= 0; i--)
                {
                    Append(above[i]);
                }

                Append(node);
                int index = _levels.IndexOf(node, level);
                _nodes[index] = node;
                _starts[index + 1] = _parts.Count;
            }
        }
    }

    private void Append(int node)
    {
        _parts.Add(node);
        _keys.Add(_ownKeys[_levels.IndexOf(node, _levels.LevelOf(node))]);
    }

    private ReadOnlySpan<int> Heading(int index) =>
        CollectionsMarshal.AsSpan(_parts)[_starts[index].._starts[index + 1]];

    private ReadOnlySpan<long> Keys(int index) =>
        CollectionsMarshal.AsSpan(_keys)[_starts[index].._starts[index + 1]];

    private int ParentOf(int index)
    {
        ReadOnlySpan<int> heading = Heading(index);
        for (int length = heading.Length - 1; length > 0; length--)
        {
            int ancestor = heading[length - 1];
            int ancestorIndex = _levels.IndexOf(ancestor, _levels.LevelOf(ancestor));
            if (Keys(ancestorIndex).SequenceEqual(Keys(index)[..length]))
            {
                return ancestor;
            }
        }

        return 0;
    }

    private void WriteChildren(int[] parents)
    {
        int[] order = [.. _nodes];
        Array.Sort(order, CompareRank);
        var top = new List<int>();
        var rows = new List<int>?[_nodes.Length];
        foreach (int node in order)
        {
            int parent = parents[_levels.IndexOf(node, _levels.LevelOf(node))];
            if (parent == 0)
            {
                top.Add(node);
            }
            else
            {
                (rows[_levels.IndexOf(parent, _levels.LevelOf(parent))] ??= []).Add(node);
            }
        }

        var children = new List<int>();
        int[] starts = new int[_nodes.Length + 1];
        for (int i = 0; i < rows.Length; i++)
        {
            if (rows[i] is { } row)
            {
                children.AddRange(row);
            }

            starts[i + 1] = children.Count;
        }

        _writer.Write<int>(StructureMembers.ChildStart, starts);
        _writer.Write<int>(StructureMembers.Child, children.ToArray());
        _writer.Write<int>(StructureMembers.Top, top.ToArray());
    }

    private void WriteHeadingOrder()
    {
        int[] order = new int[_nodes.Length];
        for (int i = 0; i < order.Length; i++)
        {
            order[i] = i;
        }

        // Equal headings by node number, so that the last of a run is the one that wins.
        Array.Sort(order, (a, b) => Keys(a).SequenceCompareTo(Keys(b)) is not 0 and int order ? order : _nodes[a].CompareTo(_nodes[b]));
        var distinct = new List<int>();
        var shared = new List<int[]>();
        for (int start = 0, end; start < order.Length; start = end)
        {
            end = start + 1;
            while (end < order.Length && Keys(order[start]).SequenceEqual(Keys(order[end])))
            {
                end++;
            }

            distinct.Add(_nodes[order[end - 1]]);
            if (end - start > 1)
            {
                int[] nodes = Array.ConvertAll(order[start..end], i => _nodes[i]);
                Array.Sort(nodes, CompareRank);
                shared.Add(nodes);
            }
        }

        _writer.Write<int>(StructureMembers.ByHeading, distinct.ToArray());
        WriteDuplicates(shared);
    }

    private void WriteDuplicates(List<int[]> shared)
    {
        shared.Sort((a, b) => CompareRank(a[0], b[0]));
        var nodes = new List<int>();
        int[] starts = new int[shared.Count + 1];
        for (int i = 0; i < shared.Count; i++)
        {
            nodes.AddRange(shared[i]);
            starts[i + 1] = nodes.Count;
            int level = _levels.LevelOf(shared[i][0]);
            Heading heading = _levels.HeadingOf(Heading(_levels.IndexOf(shared[i][0], level)));
            Report(TextDiagnosticCodes.StructureHeadingDuplicate, level, $"heading {heading} is shared by the nodes {string.Join(", ", shared[i].Take(5))}{(shared[i].Length > 5 ? ", …" : "")}");
        }

        _writer.Write<int>(StructureMembers.DuplicateStart, starts);
        _writer.Write<int>(StructureMembers.Duplicate, nodes.ToArray());
    }

    private int CompareRank(int a, int b) => _corpus.Nodes.Rank(a).CompareTo(_corpus.Nodes.Rank(b));

    private void Report(string code, int level, string message) =>
        _diagnostics.Add(new Diagnostic(DiagnosticSeverity.Info, code, message) { Feature = _levels.Features[level].Name });
}
