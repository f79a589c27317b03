using System.Diagnostics.CodeAnalysis;
using ContextFabric.Store;
using ContextFabric.Tf;

namespace ContextFabric;

/// <summary>The edge features of a corpus (Text-Fabric's <c>E</c>), without <c>oslots</c> (see <see cref="SlotSets"/>).</summary>
public sealed class EdgeFeatures
{
    private readonly FeatureTable<EdgeFeature> _table;

    // Decoded values share a cache with those of node features: numbers below zero keep the two apart.
    internal EdgeFeatures(IReadOnlyList<OpenStore> stores, Skeleton skeleton, StringCache cache)
        => _table = new FeatureTable<EdgeFeature>(
            stores, TfKind.Edge, TfNames.Slots, "edge feature", (store, meta, id) => new EdgeFeature(store.Arrays, meta, skeleton, cache, -1 - id));

    /// <summary>Names in code point order.</summary>
    public IReadOnlyList<string> Names => _table.Names;

    /// <summary>The feature with this name.</summary>
    /// <exception cref="KeyNotFoundException">There is none; the message names the nearest ones.</exception>
    public EdgeFeature this[string name] => _table.Get(name);

    /// <summary>True when there is a feature of this name.</summary>
    public bool Contains(string name) => _table.Contains(name);

    /// <summary>Looks a feature up by name.</summary>
    public bool TryGet(string name, [NotNullWhen(true)] out EdgeFeature? feature) => _table.TryGet(name, out feature);
}
