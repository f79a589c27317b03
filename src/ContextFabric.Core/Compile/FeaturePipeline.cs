using ContextFabric.Diagnostics;
using ContextFabric.Storage.Container;
using ContextFabric.Store;
using ContextFabric.Tf;

namespace ContextFabric.Compile;

/// <summary>A feature that is ready to be appended to a store.</summary>
/// <param name="Members">Its arrays; empty for a config feature or a refused one.</param>
/// <param name="Meta">Its metadata; null when it was refused.</param>
/// <param name="Source">Fingerprint of its file; null for members that belong to no single file.</param>
internal sealed record EncodedFeature(MemberBatch Members, FeatureMeta? Meta, SourceFingerprint? Source);

/// <summary>Metadata and fingerprints of the features of a store, as they were appended.</summary>
internal sealed class FeatureResults
{
    private readonly List<FeatureMeta> _metas = [];
    private readonly List<SourceFingerprint> _sources = [];

    public IReadOnlyList<FeatureMeta> Features => [.. _metas.Where(meta => meta.Kind != TfKind.Config).OrderBy(meta => meta.Name, StringComparer.Ordinal)];

    public IReadOnlyList<FeatureMeta> Configs => [.. _metas.Where(meta => meta.Kind == TfKind.Config).OrderBy(meta => meta.Name, StringComparer.Ordinal)];

    public IReadOnlyList<SourceFingerprint> Sources => [.. _sources.OrderBy(source => source.Name, StringComparer.Ordinal)];

    public void Add(EncodedFeature encoded)
    {
        if (encoded.Meta is not null)
        {
            _metas.Add(encoded.Meta);
        }

        if (encoded.Source is not null)
        {
            _sources.Add(encoded.Source);
        }
    }

    public void Add(TfFeature feature) => Add(new EncodedFeature(new MemberBatch(), FeatureMetaBuilder.Build(feature.Header), feature.Fingerprint));
}

/// <summary>Reads one feature file and encodes it. Safe for any number of threads.</summary>
/// <param name="maxNode">Highest node.</param>
/// <param name="types">Types by first node.</param>
/// <param name="ranks">Gives the ranks, waiting for them when necessary; null when they cannot be had.</param>
/// <param name="options">How to read.</param>
/// <param name="bag">Receives the findings.</param>
internal sealed class FeaturePipeline(int maxNode, IReadOnlyList<TypeMeta> types, Func<INodeRanks?> ranks, TfReadOptions options, DiagnosticBag bag)
{
    public EncodedFeature Run(TfSource source)
    {
        var members = new MemberBatch();
        using TfFeature? feature = TfReader.ReadFeature(source, maxNode, options, bag);
        FeatureMeta? meta = feature switch
        {
            TfNodeFeature node => NodeFeatureEncoder.Encode(node, types, members),
            TfEdgeFeature edge => ranks() is INodeRanks known ? EdgeFeatureEncoder.Encode(edge, known, types, members) : null,
            TfConfigFeature config => FeatureMetaBuilder.Build(config.Header),
            _ => null,
        };
        return new EncodedFeature(members, meta, feature?.Fingerprint ?? SourceCheck.FingerprintOf(source.Path));
    }
}
