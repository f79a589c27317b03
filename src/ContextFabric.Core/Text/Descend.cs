namespace ContextFabric;

/// <summary>Whether a node is expanded to the nodes inside it before it is written as text.</summary>
public enum Descend
{
    /// <summary>
    /// To the target type of the format; without an asked-for format a node whose type has a default format
    /// is written with that and not expanded.
    /// </summary>
    Auto,

    /// <summary>Always to the target type; the default formats of types are not used.</summary>
    Always,

    /// <summary>Never: the format is applied to the node itself.</summary>
    Never,
}
