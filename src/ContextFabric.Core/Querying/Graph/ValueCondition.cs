using ContextFabric.Templates;

namespace ContextFabric.Querying;

/// <summary>
/// A condition on a value, checked against the type of the feature. Limits beyond 64 bits are saturated by the
/// binder into <see cref="ConditionKind.Present"/> or an <see cref="ConditionKind.Equal"/> without alternatives.
/// </summary>
internal sealed record ValueCondition(ConditionKind Kind)
{
    /// <summary>Alternatives, of a text feature.</summary>
    public string[] Texts { get; init; } = [];

    /// <summary>Alternatives, of a number feature.</summary>
    public long[] Numbers { get; init; } = [];

    /// <summary>Limit of a comparison.</summary>
    public long Limit { get; init; }

    /// <summary>The compiled pattern of a match.</summary>
    public TextPattern? Pattern { get; init; }

    /// <summary>Where it stands, for findings while running.</summary>
    public TextRange Range { get; init; }
}
