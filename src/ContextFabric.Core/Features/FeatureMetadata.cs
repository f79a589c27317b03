using ContextFabric.Store;
using ContextFabric.Tf;

namespace ContextFabric;

/// <summary>What a corpus says about a feature.</summary>
public sealed class FeatureMetadata
{
    internal FeatureMetadata(FeatureMeta meta)
    {
        Name = meta.Name;
        Kind = meta.Kind;
        ValueType = meta.ValueType;
        HasValues = meta.HasValues;
        Fields = meta.Metadata;
    }

    /// <summary>Feature name.</summary>
    public string Name { get; }

    /// <summary>Node, edge or config.</summary>
    public TfKind Kind { get; }

    /// <summary>Type of the values.</summary>
    public TfValueType ValueType { get; }

    /// <summary>For edges: whether they carry values.</summary>
    public bool HasValues { get; }

    /// <summary>The metadata lines in file order, repeated keys included.</summary>
    public IReadOnlyList<KeyValuePair<string, string?>> Fields { get; }

    /// <summary>The <c>description</c> field, or the empty string.</summary>
    public string Description => Get("description") ?? "";

    /// <summary>The value of the last field with this key; null when there is none or it has no value.</summary>
    public string? Get(string key)
    {
        for (int i = Fields.Count - 1; i >= 0; i--)
        {
            if (Fields[i].Key == key)
            {
                return Fields[i].Value;
            }
        }

        return null;
    }
}
