namespace ContextFabric.Describing;

/// <summary>What a name was meant to name.</summary>
public enum NameKind
{
    /// <summary>A node or edge feature.</summary>
    Feature,

    /// <summary>A node feature.</summary>
    NodeFeature,

    /// <summary>An edge feature.</summary>
    EdgeFeature,

    /// <summary>A node type.</summary>
    NodeType,

    /// <summary>A text format.</summary>
    TextFormat,

    /// <summary>A topic of the guide to the search language.</summary>
    GuideTopic,
}

/// <summary>A name that the corpus does not have, with names that it has.</summary>
public sealed class UnknownNameException : ContextFabricException
{
    private UnknownNameException(string message, NameKind kind, string name, IReadOnlyList<string> suggestions, IReadOnlyList<string> available)
        : base(message)
    {
        Kind = kind;
        Name = name;
        Suggestions = suggestions;
        Available = available;
    }

    /// <summary>What was looked for.</summary>
    public NameKind Kind { get; }

    /// <summary>The name.</summary>
    public string Name { get; }

    /// <summary>Names close to it, best first.</summary>
    public IReadOnlyList<string> Suggestions { get; }

    /// <summary>All names of this kind.</summary>
    public IReadOnlyList<string> Available { get; }

    internal static UnknownNameException Of(NameKind kind, string name, IReadOnlyList<string> available)
        => new(Diagnostics.Suggestions.Unknown(WordFor(kind), name, available), kind, name, Diagnostics.Suggestions.Nearest(name, available), available);

    private static string WordFor(NameKind kind) => kind switch
    {
        NameKind.NodeFeature => "node feature",
        NameKind.EdgeFeature => "edge feature",
        NameKind.NodeType => "node type",
        NameKind.TextFormat => "text format",
        NameKind.GuideTopic => "topic",
        _ => "feature",
    };
}
