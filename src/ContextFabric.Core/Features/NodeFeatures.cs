using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using ContextFabric.Diagnostics;
using ContextFabric.Store;
using ContextFabric.Tf;

namespace ContextFabric;

/// <summary>
/// The node features of a corpus (Text-Fabric's <c>F</c>). All are visible at once; the columns of one are
/// looked up when it is first asked for, and read when a node is.
/// </summary>
public sealed class NodeFeatures
{
    private readonly ConcurrentDictionary<string, NodeFeature> _open = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, Located> _located = new(StringComparer.Ordinal);
    private readonly Skeleton _skeleton;
    private readonly StringCache _cache;

    internal NodeFeatures(IReadOnlyList<OpenStore> stores, Skeleton skeleton, StringCache cache)
    {
        _skeleton = skeleton;
        _cache = cache;
        foreach (OpenStore store in stores)
        {
            foreach (FeatureMeta meta in store.Meta.Features)
            {
                _located.Remove(meta.Name);
                if (meta.Kind == TfKind.Node && meta.Name != TfNames.Types)
                {
                    _located.Add(meta.Name, new Located(store, meta, _located.Count));
                }
            }
        }

        int id = 0;
        foreach (string name in _located.Keys.ToArray())
        {
            _located[name] = _located[name] with { Id = id++ };
        }
    }

    /// <summary>Names in code unit order, without <c>otype</c>.</summary>
    public IReadOnlyCollection<string> Names => _located.Keys;

    /// <summary>The feature with this name.</summary>
    /// <exception cref="KeyNotFoundException">There is none; the message names the nearest ones.</exception>
    public NodeFeature this[string name]
        => TryGet(name, out NodeFeature? feature) ? feature : throw new KeyNotFoundException(Suggestions.Unknown("node feature", name, Names));

    /// <summary>True when there is a feature of this name.</summary>
    public bool Contains(string name) => _located.ContainsKey(name);

    /// <summary>Looks a feature up by name.</summary>
    public bool TryGet(string name, [NotNullWhen(true)] out NodeFeature? feature)
    {
        if (_open.TryGetValue(name, out feature))
        {
            return true;
        }

        if (!_located.TryGetValue(name, out Located? located))
        {
            return false;
        }

        feature = _open.GetOrAdd(name, _ => Open(located));
        return true;
    }

    /// <summary>The text feature with this name.</summary>
    /// <exception cref="KeyNotFoundException">There is none.</exception>
    /// <exception cref="InvalidOperationException">Its values are integers.</exception>
    public StringFeature Text(string name)
        => this[name] as StringFeature ?? throw new InvalidOperationException($"Node feature '{name}' has integer values.");

    /// <summary>The integer feature with this name.</summary>
    /// <exception cref="KeyNotFoundException">There is none.</exception>
    /// <exception cref="InvalidOperationException">Its values are texts.</exception>
    public IntFeature Int(string name)
        => this[name] as IntFeature ?? throw new InvalidOperationException($"Node feature '{name}' has text values.");

    private NodeFeature Open(Located located)
        => located.Meta.ValueType == TfValueType.Int
            ? new IntFeature(located.Store.Arrays, located.Meta, _skeleton)
            : new StringFeature(located.Store.Arrays, located.Meta, _skeleton, _cache, located.Id);

    private sealed record Located(OpenStore Store, FeatureMeta Meta, int Id);
}
