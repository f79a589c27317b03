using ContextFabric.Store;
using ContextFabric.Tf;

namespace ContextFabric.Compile;

/// <summary>Store metadata of a feature from its parsed header.</summary>
internal static class FeatureMetaBuilder
{
    public static FeatureMeta Build(TfHeader header) => new()
    {
        Name = header.Feature,
        Kind = header.Kind,
        ValueType = header.ValueType,
        HasValues = header.HasEdgeValues,
        File = Path.GetFileName(header.Path),
        Metadata = [.. header.Fields.Select(field => KeyValuePair.Create(field.Key, field.Value))],
    };
}
