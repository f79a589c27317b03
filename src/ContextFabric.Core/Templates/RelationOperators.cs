using ContextFabric.Querying;

namespace ContextFabric.Templates;

/// <summary>An operator that depends on slots or ranks alone.</summary>
/// <param name="Text">As written; <c>k</c> stands for a number.</param>
/// <param name="Operator">What it is.</param>
/// <param name="Converse">The text of the operator that says the same from right to left.</param>
/// <param name="Meaning">What <c>a operator b</c> says.</param>
internal sealed record RelationOperator(string Text, SlotOperator Operator, string Converse, string Meaning)
{
    /// <summary>True when a number stands in it.</summary>
    public bool TakesNumber => Text.Contains('k', StringComparison.Ordinal);
}

/// <summary>The operators that every corpus has: the only list of them.</summary>
internal static class RelationOperators
{
    private static readonly Dictionary<string, RelationOperator> s_byText;

    static RelationOperators()
    {
        All =
        [
            new("=", SlotOperator.Same, "=", "a is b"),
            new("#", SlotOperator.Different, "#", "a is another node than b"),
            new("<", SlotOperator.Before, ">", "a comes before b in canonical order"),
            new(">", SlotOperator.After, "<", "a comes after b in canonical order"),
            new("==", SlotOperator.SameSlots, "==", "a has the same slots as b"),
            new("##", SlotOperator.DifferentSlots, "##", "a has other slots than b"),
            new("&&", SlotOperator.Overlaps, "&&", "a shares a slot with b"),
            new("||", SlotOperator.Disjoint, "||", "a shares no slot with b"),
            new("[[", SlotOperator.Embeds, "]]", "a embeds b: all slots of b are slots of a"),
            new("]]", SlotOperator.EmbeddedIn, "[[", "a is embedded in b: all slots of a are slots of b"),
            new("<<", SlotOperator.EndsBefore, ">>", "a ends before b starts"),
            new(">>", SlotOperator.StartsAfter, "<<", "a starts after b ends"),
            new("=:", SlotOperator.StartsNear, "=:", "a and b start at the same slot"),
            new(":=", SlotOperator.EndsNear, ":=", "a and b end at the same slot"),
            new("::", SlotOperator.BoundsNear, "::", "a and b start and end at the same slots"),
            new("<:", SlotOperator.PrecedesNear, ":>", "b starts right after a ends"),
            new(":>", SlotOperator.FollowsNear, "<:", "a starts right after b ends"),
            new("=k:", SlotOperator.StartsNear, "=k:", "a and b start at most k slots apart"),
            new(":k=", SlotOperator.EndsNear, ":k=", "a and b end at most k slots apart"),
            new(":k:", SlotOperator.BoundsNear, ":k:", "a and b start and end at most k slots apart"),
            new("<k:", SlotOperator.PrecedesNear, ":k>", "b starts at most k slots before or behind the slot after a"),
            new(":k>", SlotOperator.FollowsNear, "<k:", "a starts at most k slots before or behind the slot after b"),
        ];
        s_byText = All.ToDictionary(entry => entry.Text, StringComparer.Ordinal);
    }

    /// <summary>All of them, the simplest first.</summary>
    public static IReadOnlyList<RelationOperator> All { get; }

    /// <summary>The operator with this text, in which <c>k</c> stands for a number; null when there is none.</summary>
    public static RelationOperator? Find(string text) => s_byText.GetValueOrDefault(text);
}
