namespace ContextFabric;

/// <summary>How a text format treats special cases.</summary>
public sealed record TextFormatOptions
{
    /// <summary>The documented behaviour.</summary>
    public static TextFormatOptions Default { get; } = new();

    /// <summary>
    /// Text-Fabric's behaviour: in a variable with three or more features an empty text or a zero, once found,
    /// gives way to the default. Otherwise both are values like any other.
    /// </summary>
    public bool EmptyFallsBackInLongChains { get; init; }
}
