using System.Numerics;

namespace ContextFabric.Templates;

/// <summary>What a condition demands of a value.</summary>
public enum ConditionKind
{
    /// <summary><c>f*</c>: nothing; the feature is only mentioned.</summary>
    Any,

    /// <summary><c>f</c>: there is a value.</summary>
    Present,

    /// <summary><c>f#</c>: there is no value.</summary>
    Absent,

    /// <summary><c>f=a|b</c>: the value is one of these.</summary>
    Equal,

    /// <summary><c>f#a|b</c>: there is no value, or it is none of these.</summary>
    NotEqual,

    /// <summary><c>f&gt;n</c>: there is a value above the limit.</summary>
    Greater,

    /// <summary><c>f&lt;n</c>: there is a value below the limit.</summary>
    Less,

    /// <summary><c>f~re</c>: there is a value in which the regular expression is found.</summary>
    Match,
}

/// <summary>A condition on the value of a feature: of a node, or of an edge.</summary>
public sealed record TemplateCondition
{
    /// <summary>Feature name.</summary>
    public required string Feature { get; init; }

    /// <summary>What it demands.</summary>
    public required ConditionKind Kind { get; init; }

    /// <summary>The alternatives of <see cref="ConditionKind.Equal"/> and <see cref="ConditionKind.NotEqual"/>, escapes undone.</summary>
    public IReadOnlyList<string> Values { get; init; } = [];

    /// <summary>The limit of <see cref="ConditionKind.Greater"/> and <see cref="ConditionKind.Less"/>.</summary>
    public BigInteger Limit { get; init; }

    /// <summary>The regular expression of <see cref="ConditionKind.Match"/>, escapes of the template undone, in Python's dialect.</summary>
    public string Pattern { get; init; } = "";

    /// <summary>Where it stands.</summary>
    public TextRange Range { get; init; }
}
