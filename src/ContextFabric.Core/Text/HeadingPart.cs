namespace ContextFabric;

/// <summary>One element of a <see cref="Heading"/>.</summary>
/// <param name="Type">Name of the type of the node.</param>
/// <param name="Label">Its label; missing when it has none.</param>
public readonly record struct HeadingPart(string Type, SectionLabel Label)
{
    /// <summary>As <c>type:label</c>; a missing label prints as <c>None</c>, which tells it from an empty one.</summary>
    public override string ToString() => $"{Type}:{(Label.IsMissing ? "None" : Label.ToString())}";
}
