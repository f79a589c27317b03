namespace ContextFabric.Compile;

internal sealed partial class SectionIndexBuilder
{
    /// <summary>
    /// Numbers the sections: level 1 by node number, lower levels in canonical order within their parent. Only
    /// with three levels; slots are not numbered.
    /// </summary>
    private void WriteSequences()
    {
        var starts2 = new List<int> { 0 };
        var nodes2 = new List<int>();
        var starts3 = new List<int> { 0 };
        var nodes3 = new List<int>();
        int[] of2 = [];
        int[] of3 = [];
        if (_types.Length == 3)
        {
            NodeRange top = _corpus.Types.Range(_types[0]);
            for (int node = top.First; node <= top.Last; node++)
            {
                AddRow(node, _types[1], starts2, nodes2);
            }

            foreach (int node in nodes2)
            {
                AddRow(node, _types[2], starts3, nodes3);
            }

            of2 = Positions(_types[1], nodes2);
            of3 = Positions(_types[2], nodes3);
        }

        _writer.Write<int>(SectionMembers.Sequence2Start, starts2.ToArray());
        _writer.Write<int>(SectionMembers.Sequence2Node, nodes2.ToArray());
        _writer.Write<int>(SectionMembers.Sequence3Start, starts3.ToArray());
        _writer.Write<int>(SectionMembers.Sequence3Node, nodes3.ToArray());
        _writer.Write<int>(SectionMembers.Sequence2Of, of2);
        _writer.Write<int>(SectionMembers.Sequence3Of, of3);
    }

    private void AddRow(int parent, NodeType type, List<int> starts, List<int> nodes)
    {
        if (type != _corpus.Types.SlotType)
        {
            foreach (int node in _corpus.Locality.Down(parent, type))
            {
                nodes.Add(node);
            }
        }

        starts.Add(nodes.Count);
    }

    /// <summary>Per node of a type 1 + its last position in a list, 0 when it is not in it.</summary>
    private int[] Positions(NodeType type, List<int> nodes)
    {
        NodeRange range = _corpus.Types.Range(type);
        int[] positions = new int[range.Count];
        for (int i = 0; i < nodes.Count; i++)
        {
            positions[nodes[i] - range.First] = i + 1;
        }

        return positions;
    }
}
