namespace ContextFabric.Tf;

/// <summary>
/// Writer of parsed features. Checks everything first and then writes all files or none. What it
/// writes reads back as the same data, and writing that again gives the same bytes.
/// </summary>
public static class TfWriter
{
    /// <summary>
    /// Writes features to <c>folder/name.tf</c>, replacing files of the same name. The folder is
    /// created when needed. Cost linear in the data.
    /// </summary>
    /// <param name="folder">Target folder.</param>
    /// <param name="features">Features in any order. With <c>otype</c> among them all nodes are checked against it.</param>
    /// <param name="options">Dates and strictness, or null for the defaults.</param>
    /// <returns>What was written and what is wrong.</returns>
    /// <exception cref="ArgumentException">The edges of a feature are not distinct and ordered.</exception>
    /// <exception cref="IOException">The folder cannot be written to; it is then as it was.</exception>
    public static SaveReport Write(string folder, IReadOnlyCollection<TfFeature> features, TfWriteOptions? options = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        ArgumentNullException.ThrowIfNull(features);
        var plan = new TfWritePlan(options ?? new TfWriteOptions());
        TfTypes? types = features.OfType<TfTypes>().FirstOrDefault();
        foreach (TfFeature feature in features)
        {
            Plan(feature, types, plan);
        }

        return plan.Run(folder);
    }

    private static void Plan(TfFeature feature, TfTypes? types, TfWritePlan plan)
    {
        TfHeader header = feature.Header;
        string name = header.Feature;
        if (!FitsName(feature))
        {
            plan.Error(TfCodes.WrongKindForName, name, $"a feature of this kind cannot be named '{name}'");
            return;
        }

        bool sound = feature switch
        {
            TfTypes own => TfWriteChecks.Types(own, plan),
            TfSlots slots => TfWriteChecks.Slots(slots, types, plan),
            TfStringFeature texts => TfWriteChecks.Strings(texts, types, plan),
            TfIntFeature numbers => TfWriteChecks.Nodes(numbers, types, plan),
            TfEdgeFeature edges => TfWriteChecks.Edges(edges, types, plan),
            _ => true,
        };
        if (!sound)
        {
            return;
        }

        TfKind kind = feature switch
        {
            TfTypes or TfNodeFeature => TfKind.Node,
            TfSlots or TfEdgeFeature => TfKind.Edge,
            _ => TfKind.Config,
        };
        Action<TfOutput> body = feature switch
        {
            TfTypes own => output => TfBodies.Types(own.Ranges, output),
            TfSlots slots => output => TfBodies.Slots(slots, types!.MaxSlot, output),
            TfStringFeature texts => output => TfBodies.Strings(texts, output),
            TfIntFeature numbers => output => TfBodies.Integers(numbers, output),
            TfEdgeFeature edges => output => TfBodies.Edges(edges, output),
            _ => static _ => { }
        };
        bool valued = feature is TfEdgeFeature { Codes: not null } or TfEdgeFeature { Numbers: not null };
        plan.Add(name, kind, valued, Metadata(header, ValueType(feature, valued)), body);
    }

    private static bool FitsName(TfFeature feature) => feature.Header.Feature switch
    {
        TfNames.Types => feature is TfTypes,
        TfNames.Slots => feature is TfSlots,
        string name when TfReader.IsTextConfig(name) => feature is TfConfigFeature,
        _ => feature is not (TfTypes or TfSlots),
    };

    /// <summary>Type of the values, or null where there are none and either will do.</summary>
    private static string? ValueType(TfFeature feature, bool valued) => feature switch
    {
        TfIntFeature or TfEdgeFeature { Numbers: not null } => "int",
        TfEdgeFeature when !valued => null,
        TfSlots or TfConfigFeature => null,
        _ => "str",
    };

    /// <summary>The fields as they are, but never with a value type that would change or spoil the data.</summary>
    private static List<KeyValuePair<string, string?>> Metadata(TfHeader header, string? actual)
    {
        var fields = new List<KeyValuePair<string, string?>>(header.Fields.Count + 1);
        foreach (TfMetadataField field in header.Fields)
        {
            fields.Add(new(field.Key, field.Value));
        }

        // No declaration means text.
        string? declared = header.Find("valueType")?.Value;
        bool fits = actual is null ? declared is null or "str" or "int" : declared == actual || (declared is null && actual == "str");
        if (!fits && header.Kind != TfKind.Config)
        {
            fields.Add(new("valueType", actual ?? "str"));
        }

        return fields;
    }
}
