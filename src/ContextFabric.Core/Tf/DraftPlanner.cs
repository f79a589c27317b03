using System.Text;

namespace ContextFabric.Tf;

/// <summary>Turns a draft into files to write, with all checks.</summary>
internal sealed class DraftPlanner(DatasetDraft draft, TfWritePlan plan)
{
    private readonly HashSet<string> _features = new(StringComparer.Ordinal);
    private int _maxNode = int.MaxValue;

    public void Add()
    {
        if (draft.Types.Count > 0 || draft.Slots.Count > 0)
        {
            var warp = new DraftWarp(draft, plan);
            warp.Check();
            _maxNode = draft.Types.Count > 0 ? warp.MaxNode : int.MaxValue;
            if (draft.Types.Count > 0 && warp.CanWriteTypes)
            {
                AddFile(TfNames.Types, TfKind.Node, false, "str", warp.WriteTypes);
            }

            if (draft.Slots.Count > 0 || draft.Types.Count > 0)
            {
                AddFile(TfNames.Slots, TfKind.Edge, false, "str", warp.WriteSlots);
            }
        }

        foreach ((string name, IReadOnlyDictionary<int, string> values) in draft.TextFeatures)
        {
            AddTexts(name, values);
        }

        foreach ((string name, IReadOnlyDictionary<int, long> values) in draft.IntFeatures)
        {
            if (Free(name) && CheckNodes(name, values.Keys))
            {
                AddFile(name, TfKind.Node, false, "int", output => WriteNodes(values, static (v, o) => o.Number(v), output));
            }
        }

        foreach ((string name, IReadOnlyCollection<(int From, int To)> pairs) in draft.Edges)
        {
            AddEdges(name, [.. pairs], null, null);
        }

        foreach ((string name, IReadOnlyDictionary<(int From, int To), string?> values) in draft.TextEdges)
        {
            AddEdges(name, [.. values.Keys], values, null);
        }

        foreach ((string name, IReadOnlyDictionary<(int From, int To), long?> values) in draft.IntEdges)
        {
            AddEdges(name, [.. values.Keys], null, values);
        }

        foreach (string name in draft.FeatureMetadata.Keys)
        {
            if (!_features.Contains(name) && name is not (TfNames.Types or TfNames.Slots))
            {
                AddFile(name, TfKind.Config, false, null, static _ => { });
            }
        }
    }

    private static void WriteNodes<T>(IReadOnlyDictionary<int, T> values, Action<T, TfOutput> write, TfOutput output)
    {
        int[] nodes = [.. values.Keys];
        Array.Sort(nodes);
        int next = 1;
        foreach (int node in nodes)
        {
            if (node != next)
            {
                output.Number(node);
                output.Tab();
            }

            write(values[node], output);
            output.EndLine();
            next = node + 1;
        }
    }

    private void AddTexts(string name, IReadOnlyDictionary<int, string> values)
    {
        if (!Free(name) || !CheckNodes(name, values.Keys))
        {
            return;
        }

        bool sound = true;
        foreach ((int node, string value) in values)
        {
            sound &= CheckText(name, $"the value of node {node}", value);
        }

        if (sound)
        {
            AddFile(name, TfKind.Node, false, "str", output => WriteNodes(values, static (v, o) => o.Value(Encoding.UTF8.GetBytes(v)), output));
        }
    }

    private void AddEdges(
        string name,
        (int From, int To)[] pairs,
        IReadOnlyDictionary<(int From, int To), string?>? texts,
        IReadOnlyDictionary<(int From, int To), long?>? numbers)
    {
        if (!Free(name))
        {
            return;
        }

        bool sound = true;
        foreach ((int from, int to) in pairs)
        {
            if (from < 1 || from > _maxNode || to < 1 || to > _maxNode)
            {
                plan.Error(TfCodes.UnknownNode, name, $"edge from {from} to {to}, which do not both exist", expected: Nodes());
                sound &= from >= 1 && to >= 1;
            }

            if (texts is not null)
            {
                sound &= CheckText(name, $"the value of the edge from {from} to {to}", texts[(from, to)] ?? "");
            }
        }

        if (!sound)
        {
            return;
        }

        var header = new TfHeader
        {
            Feature = name,
            Path = "",
            Kind = TfKind.Edge,
            HasEdgeValues = texts is not null || numbers is not null,
            ValueType = numbers is null ? TfValueType.Str : TfValueType.Int,
            Fields = [],
        };
        using var builder = new TfEdgeBuilder(header);
        foreach ((int from, int to) in pairs)
        {
            builder.Code = texts is null ? 0 : builder.Values.GetOrAdd(Encoding.UTF8.GetBytes(texts[(from, to)] ?? ""));
            builder.Number = numbers?[(from, to)];
            builder.Add(from, to, 0);
        }

        using var report = new TfReport(name, "", plan.Bag);
        TfEdgeFeature edges = builder.Finish(new SourceFingerprint(name, 0, ""), report);
        AddFile(name, TfKind.Edge, header.HasEdgeValues, numbers is null ? "str" : "int", output => TfBodies.Edges(edges, output));
    }

    private bool Free(string name)
    {
        if (name is TfNames.Types or TfNames.Slots || TfReader.IsTextConfig(name))
        {
            plan.Error(TfCodes.WrongKindForName, name, $"a feature of this kind cannot be named '{name}'");
            return false;
        }

        _features.Add(name);
        return true;
    }

    private bool CheckNodes(string name, IEnumerable<int> nodes)
    {
        bool sound = true;
        foreach (int node in nodes)
        {
            if (node < 1 || node > _maxNode)
            {
                plan.Error(TfCodes.UnknownNode, name, $"value for node {node}, which does not exist", expected: Nodes());
                sound &= node >= 1;
            }
        }

        return sound;
    }

    private bool CheckText(string name, string what, string value)
    {
        if (value.Contains('\r', StringComparison.Ordinal))
        {
            TfWriteChecks.Refuse(name, what, Encoding.UTF8.GetBytes(value), plan);
            return false;
        }

        if (!TfWritePlan.IsUnicode(value))
        {
            plan.Error(TfCodes.NotUnicode, name, $"{what} is not valid Unicode", TfWritePlan.Show(value));
            return false;
        }

        return true;
    }

    private string Nodes() => _maxNode == int.MaxValue ? "nodes from 1" : $"1 to {_maxNode}";

    private void AddFile(string name, TfKind kind, bool valued, string? valueType, Action<TfOutput> body)
    {
        var fields = new List<KeyValuePair<string, string?>>(draft.Metadata);
        if (valueType is not null)
        {
            // A general value type says nothing about this feature.
            fields.Add(new("valueType", valueType));
        }

        if (draft.FeatureMetadata.TryGetValue(name, out IReadOnlyDictionary<string, string?>? own))
        {
            if (valueType is not null && own.TryGetValue("valueType", out string? declared) && declared != valueType)
            {
                plan.Error(TfCodes.ValueTypeMismatch, name, "the metadata declare another value type than the values have", declared, valueType);
                return;
            }

            fields.AddRange(own);
        }

        fields.RemoveAll(static f => f.Key == "edgeValues");
        plan.Add(name, kind, valued, fields, body);
    }
}
