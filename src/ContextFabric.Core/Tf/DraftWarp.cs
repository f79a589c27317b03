using System.Globalization;
using System.Text;

namespace ContextFabric.Tf;

/// <summary>Types and slots of a draft: the checks, and the data lines.</summary>
internal sealed class DraftWarp
{
    private const int RunsShown = 10;

    private readonly DatasetDraft _draft;
    private readonly TfWritePlan _plan;
    private readonly int[] _nodes;
    private readonly int[] _mapped;

    public DraftWarp(DatasetDraft draft, TfWritePlan plan)
    {
        _draft = draft;
        _plan = plan;
        _nodes = [.. draft.Types.Keys];
        _mapped = [.. draft.Slots.Keys];
        Array.Sort(_nodes);
        Array.Sort(_mapped);
        MaxNode = _nodes.Length == 0 ? 0 : _nodes[^1];
    }

    /// <summary>Highest node with a type.</summary>
    public int MaxNode { get; }

    /// <summary>False when there are nodes or names that no file can hold.</summary>
    public bool CanWriteTypes { get; private set; } = true;

    /// <summary>Reports everything that makes the corpus invalid.</summary>
    public void Check()
    {
        if (_nodes.Length == 0)
        {
            _plan.Error(TfCodes.SlotsWithoutTypes, TfNames.Slots, "oslots cannot be checked without otype");
            return;
        }

        CheckTypes();
        int maxSlot = MaxSlot();
        CheckSlots(maxSlot);
    }

    public void WriteTypes(TfOutput output)
    {
        var groups = new Dictionary<string, List<(int First, int Last)>>(StringComparer.Ordinal);
        var order = new List<string>();
        foreach (int node in _nodes)
        {
            string type = _draft.Types[node];
            if (!groups.TryGetValue(type, out List<(int First, int Last)>? ranges))
            {
                groups[type] = ranges = [];
                order.Add(type);
            }

            if (ranges.Count > 0 && ranges[^1].Last == node - 1)
            {
                ranges[^1] = (ranges[^1].First, node);
            }
            else
            {
                ranges.Add((node, node));
            }
        }

        foreach (string type in order)
        {
            List<(int First, int Last)> ranges = groups[type];
            if (ranges is not [(1, 1)])
            {
                output.StartSpec();
                foreach ((int first, int last) in ranges)
                {
                    output.Range(first, last);
                }

                output.Tab();
            }

            output.Value(Encoding.UTF8.GetBytes(type));
            output.EndLine();
        }
    }

    public void WriteSlots(TfOutput output)
    {
        int next = 1;
        foreach (int node in _mapped)
        {
            int[] slots = Distinct(_draft.Slots[node]);
            if (slots.Length > 0 && node > 0 && slots[0] > 0)
            {
                if (node != next)
                {
                    output.Number(node);
                    output.Tab();
                }

                output.Spec(slots);
                output.EndLine();
                next = node + 1;
            }
        }
    }

    private static int[] Distinct(IReadOnlyCollection<int> slots)
    {
        int[] sorted = [.. slots];
        Array.Sort(sorted);
        int count = 0;
        for (int i = 0; i < sorted.Length; i++)
        {
            if (i == 0 || sorted[i] != sorted[i - 1])
            {
                sorted[count++] = sorted[i];
            }
        }

        return sorted[..count];
    }

    private void CheckTypes()
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        string? current = null;
        int next = 1;
        foreach (int node in _nodes)
        {
            string type = _draft.Types[node];
            if (node < 1)
            {
                _plan.Error(TfCodes.UnknownNode, TfNames.Types, $"type for node {node}, which does not exist", expected: "nodes from 1");
                CanWriteTypes = false;
                continue;
            }

            if (node > next)
            {
                _plan.Error(TfCodes.NodeWithoutType, TfNames.Types, $"{TfReaderText.Nodes(next, node - 1)} without type", expected: "a type for every node from 1 on");
            }

            next = node + 1;
            if (type != current)
            {
                CheckTypeName(type, node);
                if (!seen.Add(type))
                {
                    bool slot = _nodes[0] == 1 && type == _draft.Types[1];
                    _plan.Error(slot ? TfCodes.SlotTypeScattered : TfCodes.TypeScattered, TfNames.Types, $"node {node} of type '{TfWritePlan.Show(type)}' lies apart from the others of that type");
                }

                current = type;
            }
        }
    }

    private void CheckTypeName(string type, int node)
    {
        if (type.Length == 0)
        {
            _plan.Error(TfCodes.EmptyType, TfNames.Types, $"node {node} has an empty type name");
        }
        else if (type.Contains('\r', StringComparison.Ordinal))
        {
            TfWriteChecks.Refuse(TfNames.Types, $"the type of node {node}", Encoding.UTF8.GetBytes(type), _plan);
            CanWriteTypes = false;
        }
        else if (!TfWritePlan.IsUnicode(type))
        {
            _plan.Error(TfCodes.NotUnicode, TfNames.Types, $"the type of node {node} is not valid Unicode", TfWritePlan.Show(type));
            CanWriteTypes = false;
        }
    }

    /// <summary>Highest node with the type of node 1.</summary>
    private int MaxSlot()
    {
        if (!_draft.Types.TryGetValue(1, out string? slotType))
        {
            return 0;
        }

        int at = Array.FindLastIndex(_nodes, n => _draft.Types[n] == slotType);
        return _nodes[at];
    }

    private void CheckSlots(int maxSlot)
    {
        foreach (int node in _mapped)
        {
            if (node <= maxSlot)
            {
                _plan.Error(TfCodes.SlotHasSlots, TfNames.Slots, $"node {node} is a slot", expected: $"nodes from {maxSlot + 1} on");
            }
            else if (!_draft.Types.ContainsKey(node))
            {
                _plan.Error(TfCodes.SlotsOfUnknownNode, TfNames.Slots, $"node {node} is not in otype");
            }

            foreach (int slot in _draft.Slots[node])
            {
                if (slot < 1 || slot > maxSlot)
                {
                    _plan.Error(TfCodes.NotASlot, TfNames.Slots, $"node {node} has slot {slot}, which does not exist", expected: $"slots 1 to {maxSlot}");
                }
            }
        }

        var unmapped = new Dictionary<string, List<int>>(StringComparer.Ordinal);
        foreach (int node in _nodes)
        {
            if (node > maxSlot && !(_draft.Slots.TryGetValue(node, out IReadOnlyCollection<int>? slots) && slots.Count > 0))
            {
                string type = _draft.Types[node];
                if (!unmapped.TryGetValue(type, out List<int>? nodes))
                {
                    unmapped[type] = nodes = [];
                }

                nodes.Add(node);
            }
        }

        foreach ((string type, List<int> nodes) in unmapped)
        {
            _plan.Error(TfCodes.NodeWithoutSlots, TfNames.Slots, $"{nodes.Count} nodes of type '{TfWritePlan.Show(type)}' have no slots: {Examples(nodes)}");
        }
    }

    private static string Examples(List<int> nodes)
    {
        IEnumerable<string> first = nodes.Take(RunsShown).Select(static n => n.ToString(CultureInfo.InvariantCulture));
        return string.Join(", ", first) + (nodes.Count > RunsShown ? ", …" : "");
    }
}
