using ContextFabric.Diagnostics;
using ContextFabric.Store;

namespace ContextFabric;

/// <summary>The node types of a corpus and the type of every node (Text-Fabric's <c>F.otype</c>).</summary>
public sealed class NodeTypes
{
    private readonly Skeleton _skeleton;
    private readonly NodeTypeInfo[] _byId;
    private readonly Dictionary<string, NodeTypeInfo> _byName = new(StringComparer.Ordinal);

    internal NodeTypes(Skeleton skeleton, StoreMeta meta)
    {
        _skeleton = skeleton;
        int count = meta.Types.Count;
        _byId = new NodeTypeInfo[count];
        for (int id = 0; id < count; id++)
        {
            TypeMeta type = meta.Types[id];
            int nodes = type.Last - type.First + 1;
            int rank = count - 1 - IndexOf(meta.Levels, type.Name);
            _byId[id] = new NodeTypeInfo(new NodeType(id), type.Name, nodes, (double)type.SlotCount / nodes, type.First, type.Last, id == 0, rank);
            _byName.Add(type.Name, _byId[id]);
        }

        var all = new NodeTypeInfo[count];
        foreach (NodeTypeInfo info in _byId)
        {
            all[count - 1 - info.Rank] = info;
        }

        All = all;
    }

    /// <summary>All types from big to small; the slot type is the last.</summary>
    public IReadOnlyList<NodeTypeInfo> All { get; }

    /// <summary>The type of the slots.</summary>
    public NodeType SlotType => _byId[0].Type;

    /// <summary>The type with this name.</summary>
    /// <exception cref="KeyNotFoundException">There is none; the message names the nearest ones.</exception>
    public NodeType this[string name]
        => TryGet(name, out NodeType type) ? type : throw new KeyNotFoundException(Suggestions.Unknown("node type", name, All.Select(info => info.Name)));

    /// <summary>Looks a type up by name.</summary>
    public bool TryGet(string name, out NodeType type)
    {
        bool found = _byName.TryGetValue(name, out NodeTypeInfo? info);
        type = info?.Type ?? NodeType.None;
        return found;
    }

    /// <summary>The type of a node; <see cref="NodeType.None"/> when there is no such node. O(1).</summary>
    public NodeType Of(int node)
    {
        NodeType type = _skeleton.IsNode(node) ? new NodeType(_skeleton.TypeIdOf(node)) : NodeType.None;
        _skeleton.ThrowIfClosed();
        return type;
    }

    /// <summary>The name of the type of a node; null when there is no such node. O(1), no allocation.</summary>
    public string? NameOf(int node)
    {
        NodeType type = Of(node);
        return type.IsNone ? null : _byId[type.Id].Name;
    }

    /// <summary>The name of a type.</summary>
    /// <exception cref="ArgumentException">The type is <see cref="NodeType.None"/> or of another corpus.</exception>
    public string Name(NodeType type) => Info(type).Name;

    /// <summary>Facts about a type.</summary>
    /// <exception cref="ArgumentException">The type is <see cref="NodeType.None"/> or of another corpus.</exception>
    public NodeTypeInfo Info(NodeType type)
        => (uint)type.Id < (uint)_byId.Length ? _byId[type.Id] : throw new ArgumentException("No type of this corpus.", nameof(type));

    /// <summary>Lowest and highest node of a type; empty for <see cref="NodeType.None"/>.</summary>
    public NodeRange Range(NodeType type)
        => type.IsNone ? new NodeRange(1, 0) : new NodeRange(Info(type).First, Info(type).Last);

    /// <summary>The nodes of a type in canonical order, in place. Empty for <see cref="NodeType.None"/>.</summary>
    public ReadOnlySpan<int> NodesOf(NodeType type)
    {
        _skeleton.ThrowIfClosed();
        return type.IsNone ? [] : _skeleton.OfRange(Range(type));
    }

    /// <summary>Position of a type from small to big; 0 for the slot type.</summary>
    public int Rank(NodeType type) => Info(type).Rank;

    private static int IndexOf(IReadOnlyList<string> names, string name)
    {
        int at = 0;
        while (names[at] != name)
        {
            at++;
        }

        return at;
    }
}
