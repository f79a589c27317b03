using System.Text.Json.Nodes;
using ContextFabric.Tf;

namespace ContextFabric.Conformance;

/// <summary>Answers the operations of the <c>api-*.json</c> files through the public API.</summary>
internal sealed class ApiAnswers(Corpus corpus)
{
    private const int TopFrequencies = 10;
    private const int FirstEvents = 200;

    public JsonNode? Answer(string operation, JsonArray arguments)
    {
        int Node(int at = 0) => arguments[at]!.GetValue<int>();
        string Name(int at = 0) => arguments[at]!.GetValue<string>();
        JsonObject Options() => arguments.Count > 1 && arguments[1] is JsonObject options ? options : [];

        return operation switch
        {
            "corpus" => Overview(),
            "order.sha256" => Digest.Of(corpus.C.Order),
            "rank.sha256" => Digest.Of(corpus.C.Rank),
            "levUp.sha256" => Rows(1, corpus.MaxNode, node => corpus.C.LevUp(node).ToArray()),
            "levDown.sha256" => Rows(corpus.MaxSlot + 1, corpus.MaxNode, node => corpus.C.LevDown(node).ToArray()),
            "boundary.sha256" => Boundary(),
            "oslots.sha256" => Rows(corpus.MaxSlot + 1, corpus.MaxNode, node => corpus.Slots.Of(node).ToArray()),
            "feature" => Feature(corpus.F[Name()]),
            "F.otype.s.sha256" => Digest.Of(corpus.Types.TryGet(Name(), out NodeType type) ? corpus.Types.NodesOf(type) : []),
            "L.u" => Neighbours(arguments, node => corpus.L.Up(node).ToArray(), (node, types) => corpus.L.Up(node, types).ToArray()),
            "L.d.sha256" => DigestOf(Neighbours(arguments, node => corpus.L.Down(node).ToArray(), Down)),
            "L.i.sha256" => DigestOf(Neighbours(arguments, corpus.L.Intersecting, corpus.L.Intersecting)),
            "L.n" => Neighbours(arguments, node => corpus.L.Next(node).ToArray(), (node, types) => corpus.L.Next(node, types).ToArray()),
            "L.p" => Neighbours(arguments, node => corpus.L.Previous(node).ToArray(), (node, types) => corpus.L.Previous(node, types).ToArray()),
            "N.sortNodes" => Json(corpus.N.Sorted(arguments[0]!.AsArray().Select(node => node!.GetValue<int>()))),
            "N.walk.sha256" => Digest.Of(corpus.N.CanonicalOrder),
            "N.walk.events.first200" => Events(),
            "T.formats" => new JsonObject(corpus.T.Formats.Select(format => KeyValuePair.Create(format.Name, (JsonNode?)format.TargetTypeName))),
            "T.text" => Text(arguments[0]!, Options()),
            "T.sectionFromNode" => Labels(Node(), Options()),
            "T.sectionTuple" => SectionNodes(Node(), Options()),
            "T.nodeFromSection" => corpus.T.NodeOf([.. arguments[0]!.AsArray().Select(Label)]),
            "T.languages" => new JsonArray([.. corpus.T.Languages.Select(language => (JsonNode?)language.Code).OrderBy(code => code!.GetValue<string>(), StringComparer.Ordinal)]),
            "T.top" => Json(corpus.T.Structure.Top),
            "T.up" => corpus.T.Structure.Parent(Node()),
            "T.down" => Json(corpus.T.Structure.Children(Node())),
            "T.headingFromNode" => Heading(Node()),
            "edge" => Edge(corpus.E[Name()]),
            "E.f" => Edges(corpus.E[Name()], corpus.E[Name()].From(Node(1)), position => corpus.E[Name()].FromValue(Node(1), position)),
            "E.t" => Edges(corpus.E[Name()], corpus.E[Name()].To(Node(1)), position => corpus.E[Name()].ToValue(Node(1), position)),
            "E.b" => Both(corpus.E[Name()], Node(1)),
            _ => $"unknown operation '{operation}'",
        };
    }

    private static JsonArray Json(ReadOnlySpan<int> nodes)
    {
        var array = new JsonArray();
        foreach (int node in nodes)
        {
            array.Add(node);
        }

        return array;
    }

    private static JsonNode? Json(FeatureValue value) => value.IsNone ? null : value.IsNumber ? value.Number : value.Text;

    private static JsonNode? Json(SectionLabel label) => label.Number is long number ? number : label.Text;

    private static SectionLabel Label(JsonNode? label)
        => label is null ? SectionLabel.Missing : label.GetValueKind() == System.Text.Json.JsonValueKind.Number ? label.GetValue<long>() : label.GetValue<string>();

    private static string Rows(int first, int last, Func<int, int[]> row)
    {
        using var digest = new Digest();
        return digest.Rows(first, last, row).Hex();
    }

    private static string DigestOf(JsonArray nodes) => Digest.Of([.. nodes.Select(node => node!.GetValue<int>())]);

    private static string Value(FeatureValue value) => value.ToString();

    private JsonObject Overview() => new()
    {
        ["slotType"] = corpus.Types.Name(corpus.SlotType),
        ["maxSlot"] = corpus.MaxSlot,
        ["maxNode"] = corpus.MaxNode,
        ["levels"] = new JsonArray([.. corpus.C.Levels.Select(level => new JsonArray(
            level.Name, level.IsSlot ? 1 : Math.Round(level.AverageSlots, 2, MidpointRounding.ToEven), level.First, level.Last))]),
    };

    private string Boundary()
    {
        using var digest = new Digest();
        digest.Rows(1, corpus.MaxSlot, slot =>
        {
            int[] starting = corpus.C.StartingAt(slot).ToArray();
            Array.Reverse(starting);
            return starting;
        });
        return digest.Mark('|').Rows(1, corpus.MaxSlot, slot => corpus.C.EndingAt(slot).ToArray()).Hex();
    }

    private static JsonObject Feature(NodeFeature feature)
    {
        using var digest = new Digest();
        int count = 0;
        for (int node = feature.FirstNode; node <= feature.LastNode; node++)
        {
            FeatureValue value = feature.ValueAt(node);
            if (!value.IsNone)
            {
                digest.Number(node).Mark('\t').Text(Value(value)).Mark('\n');
                count++;
            }
        }

        IEnumerable<JsonNode?> top = feature is StringFeature text
            ? text.Frequencies().Take(TopFrequencies).Select(f => new JsonArray(f.Value, f.Count))
            : ((IntFeature)feature).Frequencies().Take(TopFrequencies).Select(f => new JsonArray(f.Value, f.Count));
        return new JsonObject
        {
            ["valueType"] = feature.ValueType == TfValueType.Int ? "int" : "str",
            ["count"] = count,
            ["sha256"] = digest.Hex(),
            ["freqTop"] = new JsonArray([.. top]),
            ["distinct"] = feature.DistinctCount,
        };
    }

    private int[] Down(int node, NodeTypeSet types)
    {
        foreach (NodeTypeInfo info in corpus.Types.All)
        {
            if (types == info.Type)
            {
                return corpus.L.Down(node, info.Type).ToArray();
            }
        }

        return corpus.L.Down(node, types).ToArray();
    }

    private JsonArray Neighbours(JsonArray arguments, Func<int, int[]> all, Func<int, NodeTypeSet, int[]> some)
    {
        int node = arguments[0]!.GetValue<int>();
        if (arguments.Count == 1 || arguments[1] is null)
        {
            return Json(all(node));
        }

        IEnumerable<string> names = arguments[1] is JsonArray list ? list.Select(name => name!.GetValue<string>()) : [arguments[1]!.GetValue<string>()];
        var types = new NodeTypeSet([.. names.Select(name => corpus.Types.TryGet(name, out NodeType type) ? type : NodeType.None)]);
        return Json(some(node, types));
    }

    private JsonArray Events()
    {
        var events = new JsonArray();
        foreach (NodeEvent step in corpus.N.WalkEvents())
        {
            if (events.Count == FirstEvents)
            {
                break;
            }

            JsonNode? mark = step.Kind == NodeEventKind.Slot ? null : step.Kind == NodeEventKind.End;
            events.Add(new JsonArray(step.Node, mark));
        }

        return events;
    }

    private string Text(JsonNode node, JsonObject options)
    {
        Descend descend = options["descend"] is not JsonNode flag ? Descend.Auto : flag.GetValue<bool>() ? Descend.Always : Descend.Never;
        TextFormat? format = options["fmt"] is JsonNode name ? corpus.T.Formats[name.GetValue<string>()] : null;
        int[] nodes = node is JsonArray list ? [.. list.Select(item => item!.GetValue<int>())] : [node.GetValue<int>()];
        return corpus.T.Get(nodes, format, descend);
    }

    private static SectionOptions SectionSettings(JsonObject options) => new()
    {
        LastSlot = options["lastSlot"]?.GetValue<bool>() ?? false,
        FillUp = options["fillup"]?.GetValue<bool>() ?? false,
        Level = options["level"]?.GetValue<int>(),
    };

    /// <summary>Headings as Text-Fabric gives them: a missing first level is the empty text, a missing other one null.</summary>
    private JsonArray Labels(int node, JsonObject options)
    {
        string language = options["lang"]?.GetValue<string>() ?? "en";
        var labels = new JsonArray();
        if (corpus.T.SectionOf(node, language, SectionSettings(options)) is SectionRef section)
        {
            for (int level = 0; level < section.Depth; level++)
            {
                SectionLabel label = section[level];
                labels.Add(label.IsMissing && level == 0 ? "" : Json(label));
            }
        }

        return labels;
    }

    /// <summary>Section nodes as Text-Fabric gives them: a missing first level is null, a missing other one the empty text.</summary>
    private JsonArray SectionNodes(int node, JsonObject options)
    {
        SectionNodes sections = corpus.T.SectionNodes(node, SectionSettings(options));
        var nodes = new JsonArray();
        for (int level = 0; level < sections.Depth; level++)
        {
            JsonNode? entry = sections[level] > 0 ? sections[level] : level == 0 ? null : "";
            nodes.Add(entry);
        }

        return nodes;
    }

    private JsonArray? Heading(int node)
        => corpus.T.Structure.Heading(node) is Heading heading
            ? new JsonArray([.. heading.Select(part => new JsonArray(part.Type, Json(part.Label)))])
            : null;

    private static JsonObject Edge(EdgeFeature edge)
    {
        using var digest = new Digest();
        long count = 0;
        foreach (int from in edge.Origins())
        {
            int[] targets = edge.From(from).ToArray();
            int[] positions = [.. Enumerable.Range(0, targets.Length)];
            Array.Sort(targets, positions);
            for (int i = 0; i < targets.Length; i++)
            {
                digest.Number(from).Mark('\t').Number(targets[i]);
                if (edge.HasValues)
                {
                    digest.Mark('\t').Text(Value(edge.FromValue(from, positions[i])));
                }

                digest.Mark('\n');
                count++;
            }
        }

        return new JsonObject
        {
            ["hasValues"] = edge.HasValues,
            ["count"] = count,
            ["sha256"] = digest.Hex(),
            ["freq"] = edge.HasValues
                ? new JsonArray([.. edge.Frequencies().Select(f => new JsonArray(Json(f.Value), f.Count))])
                : edge.CountBetween(),
        };
    }

    private static JsonArray Edges(EdgeFeature edge, ReadOnlySpan<int> nodes, Func<int, FeatureValue> valueAt)
    {
        var entries = new JsonArray();
        for (int i = 0; i < nodes.Length; i++)
        {
            JsonNode? entry = edge.HasValues ? new JsonArray(nodes[i], Json(valueAt(i))) : nodes[i];
            entries.Add(entry);
        }

        return entries;
    }

    private static JsonArray Both(EdgeFeature edge, int node)
        => new([.. edge.Both(node).Select(entry => edge.HasValues ? new JsonArray(entry.Node, Json(entry.Value)) : (JsonNode?)entry.Node)]);
}
