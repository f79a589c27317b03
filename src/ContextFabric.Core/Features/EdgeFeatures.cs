using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using ContextFabric.Diagnostics;
using ContextFabric.Store;
using ContextFabric.Tf;

namespace ContextFabric;

/// <summary>The edge features of a corpus (Text-Fabric's <c>E</c>), without <c>oslots</c> (see <see cref="SlotSets"/>).</summary>
public sealed class EdgeFeatures
{
    // Cached strings of edge values share a table with those of node features: their ids are negative.
    private readonly ConcurrentDictionary<string, EdgeFeature> _open = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, (OpenStore Store, FeatureMeta Meta, int Id)> _located = new(StringComparer.Ordinal);
    private readonly Skeleton _skeleton;
    private readonly StringCache _cache;

    internal EdgeFeatures(IReadOnlyList<OpenStore> stores, Skeleton skeleton, StringCache cache)
    {
        _skeleton = skeleton;
        _cache = cache;
        int id = 0;
        foreach (OpenStore store in stores)
        {
            foreach (FeatureMeta meta in store.Meta.Features)
            {
                _located.Remove(meta.Name);
                if (meta.Kind == TfKind.Edge && meta.Name != TfNames.Slots)
                {
                    _located.Add(meta.Name, (store, meta, --id));
                }
            }
        }
    }

    /// <summary>Names in code unit order.</summary>
    public IReadOnlyCollection<string> Names => _located.Keys;

    /// <summary>The feature with this name.</summary>
    /// <exception cref="KeyNotFoundException">There is none; the message names the nearest ones.</exception>
    public EdgeFeature this[string name]
        => TryGet(name, out EdgeFeature? feature) ? feature : throw new KeyNotFoundException(Suggestions.Unknown("edge feature", name, Names));

    /// <summary>True when there is a feature of this name.</summary>
    public bool Contains(string name) => _located.ContainsKey(name);

    /// <summary>Looks a feature up by name.</summary>
    public bool TryGet(string name, [NotNullWhen(true)] out EdgeFeature? feature)
    {
        if (_open.TryGetValue(name, out feature))
        {
            return true;
        }

        if (!_located.TryGetValue(name, out (OpenStore Store, FeatureMeta Meta, int Id) at))
        {
            return false;
        }

        feature = _open.GetOrAdd(name, _ => new EdgeFeature(at.Store.Arrays, at.Meta, _skeleton, _cache, at.Id));
        return true;
    }
}
