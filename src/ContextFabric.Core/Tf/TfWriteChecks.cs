namespace ContextFabric.Tf;

/// <summary>
/// Checks of parsed features before they are written. False: the feature cannot be written at all.
/// Contradictions between features are reported, but a forced save may still write them.
/// </summary>
internal static class TfWriteChecks
{
    public static bool Types(TfTypes types, TfWritePlan plan)
    {
        if (types.Ranges.Count == 0)
        {
            plan.Error(TfCodes.TypesEmpty, TfNames.Types, "there are no types");
            return false;
        }

        var names = new HashSet<string>(StringComparer.Ordinal);
        int next = 1;
        foreach (TfTypeRange range in types.Ranges)
        {
            if (range.Name.Length == 0)
            {
                plan.Error(TfCodes.EmptyType, TfNames.Types, $"{TfReaderText.Nodes(range.First, range.Last)} have an empty type name");
                return false;
            }

            if (!TfWritePlan.IsUnicode(range.Name) || range.Name.Contains('\r', StringComparison.Ordinal))
            {
                plan.Error(TfCodes.ValueWithCarriageReturn, TfNames.Types, "a type name cannot be written", TfWritePlan.Show(range.Name));
                return false;
            }

            if (!names.Add(range.Name))
            {
                plan.Error(TfCodes.TypeScattered, TfNames.Types, $"type '{range.Name}' has two ranges of nodes");
            }

            if (range.First != next || range.Last < range.First)
            {
                plan.Error(TfCodes.NodeWithoutType, TfNames.Types, $"type '{range.Name}' starts at node {range.First}", expected: $"node {next}");
            }

            next = range.Last + 1;
        }

        return true;
    }

    public static bool Slots(TfSlots slots, TfTypes? types, TfWritePlan plan)
    {
        if (types is null || types.Ranges.Count == 0)
        {
            plan.Error(TfCodes.SlotsWithoutTypes, TfNames.Slots, "oslots cannot be checked without otype");
            return false;
        }

        int count = types.MaxNode - types.MaxSlot;
        if (slots.First.Length != count)
        {
            plan.Error(TfCodes.NodeWithoutSlots, TfNames.Slots, $"oslots has {slots.First.Length} nodes", expected: $"{count} nodes, as in otype");
        }

        for (int i = 0; i < slots.First.Length; i++)
        {
            int node = types.MaxSlot + 1 + i;
            if (slots.First[i] < 1)
            {
                plan.Error(TfCodes.NodeWithoutSlots, TfNames.Slots, $"node {node} has no slots");
            }
            else if (slots.Last[i] > types.MaxSlot)
            {
                plan.Error(TfCodes.NotASlot, TfNames.Slots, $"node {node} has slot {slots.Last[i]}", expected: $"slots 1 to {types.MaxSlot}");
            }
        }

        return !slots.First.AsSpan().ContainsAnyInRange(int.MinValue, 0);
    }

    public static bool Strings(TfStringFeature feature, TfTypes? types, TfWritePlan plan)
    {
        Nodes(feature, types, plan);
        HashSet<int>? broken = Broken(feature.Values);
        if (broken is null)
        {
            return true;
        }

        bool sound = true;
        for (int node = Math.Max(1, feature.FirstNode); node <= feature.LastNode; node++)
        {
            if (feature.Codes[node] > 0 && broken.Contains(feature.Codes[node] - 1))
            {
                sound = false;
                Refuse(feature.Header.Feature, $"the value of node {node}", feature.Values[feature.Codes[node] - 1], plan);
            }
        }

        return sound;
    }

    public static bool Nodes(TfNodeFeature feature, TfTypes? types, TfWritePlan plan)
    {
        if (types is { Ranges.Count: > 0 } && feature.LastNode > types.MaxNode)
        {
            plan.Error(TfCodes.UnknownNode, feature.Header.Feature, $"value for node {feature.LastNode}, which does not exist", expected: $"1 to {types.MaxNode}");
        }

        return true;
    }

    public static bool Edges(TfEdgeFeature feature, TfTypes? types, TfWritePlan plan)
    {
        int maxNode = types is { Ranges.Count: > 0 } ? types.MaxNode : int.MaxValue;
        HashSet<int>? broken = feature.Values is null ? null : Broken(feature.Values);
        string name = feature.Header.Feature;
        bool sound = true;
        long previous = -1;
        for (int i = 0; i < feature.From.Length; i++)
        {
            int from = feature.From[i];
            int to = feature.To[i];
            long key = ((long)from << 32) | (uint)to;
            if (key <= previous)
            {
                throw new ArgumentException($"The edges of '{name}' must be distinct and ordered by origin and target.");
            }

            previous = key;
            if (from < 1 || from > maxNode || to < 1 || to > maxNode)
            {
                plan.Error(TfCodes.UnknownNode, name, $"edge from {from} to {to}, which do not both exist", expected: $"1 to {maxNode}");
            }

            if (broken is not null && broken.Contains(feature.Codes![i]))
            {
                sound = false;
                Refuse(name, $"the value of the edge from {from} to {to}", feature.Values![feature.Codes[i]], plan);
            }
        }

        return sound;
    }

    public static void Refuse(string feature, string what, ReadOnlySpan<byte> value, TfWritePlan plan) => plan.Error(
        TfCodes.ValueWithCarriageReturn,
        feature,
        $"{what} has a carriage return, which the format cannot express",
        TfReport.Show(value),
        "line feeds, or none");

    /// <summary>Ids of the texts with a carriage return, or null.</summary>
    private static HashSet<int>? Broken(Utf8Dictionary values)
    {
        HashSet<int>? broken = null;
        for (int id = 0; id < values.Count; id++)
        {
            if (values[id].Contains((byte)'\r'))
            {
                (broken ??= []).Add(id);
            }
        }

        return broken;
    }
}
