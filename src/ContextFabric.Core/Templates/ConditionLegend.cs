namespace ContextFabric.Templates;

/// <summary>A form of conditions, for people.</summary>
/// <param name="Form">As written, for a feature <c>f</c>.</param>
/// <param name="Kind">What it demands.</param>
/// <param name="Meaning">When it holds.</param>
internal sealed record ConditionForm(string Form, ConditionKind Kind, string Meaning);

/// <summary>The forms of conditions: one or more for each kind.</summary>
internal static class ConditionLegend
{
    /// <summary>All of them, the simplest first.</summary>
    public static IReadOnlyList<ConditionForm> All { get; } =
    [
        new("f=a", ConditionKind.Equal, "the value is a"),
        new("f=a|b", ConditionKind.Equal, "the value is a or b"),
        new("f#a", ConditionKind.NotEqual, "there is no value, or it is another one than a"),
        new("f#a|b", ConditionKind.NotEqual, "there is no value, or it is neither a nor b"),
        new("f", ConditionKind.Present, "there is a value, be it the empty text"),
        new("f#", ConditionKind.Absent, "there is no value"),
        new("f>3", ConditionKind.Greater, "the value is a number above 3"),
        new("f<3", ConditionKind.Less, "the value is a number below 3"),
        new("f~re", ConditionKind.Match, "the regular expression re is found somewhere in the value"),
        new("f*", ConditionKind.Any, "always: the feature is only mentioned"),
    ];
}
