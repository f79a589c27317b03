using System.Diagnostics.CodeAnalysis;
using ContextFabric.Store;
using ContextFabric.Tf;

namespace ContextFabric;

/// <summary>
/// The node features of a corpus (Text-Fabric's <c>F</c>), without <c>otype</c> (see <see cref="NodeTypes"/>).
/// All are visible at once; the columns of one are looked up when it is first asked for, and read when a node is.
/// </summary>
public sealed class NodeFeatures
{
    private readonly FeatureTable<NodeFeature> _table;

    internal NodeFeatures(IReadOnlyList<OpenStore> stores, Skeleton skeleton, StringCache cache)
        => _table = new FeatureTable<NodeFeature>(stores, TfKind.Node, TfNames.Types, "node feature", (store, meta, id) =>
            meta.ValueType == TfValueType.Int
                ? new IntFeature(store.Arrays, meta, skeleton)
                : new StringFeature(store.Arrays, meta, skeleton, cache, id));

    /// <summary>Names in code point order.</summary>
    public IReadOnlyList<string> Names => _table.Names;

    /// <summary>The feature with this name.</summary>
    /// <exception cref="KeyNotFoundException">There is none; the message names the nearest ones.</exception>
    public NodeFeature this[string name] => _table.Get(name);

    /// <summary>True when there is a feature of this name.</summary>
    public bool Contains(string name) => _table.Contains(name);

    /// <summary>Looks a feature up by name.</summary>
    public bool TryGet(string name, [NotNullWhen(true)] out NodeFeature? feature) => _table.TryGet(name, out feature);

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
}
