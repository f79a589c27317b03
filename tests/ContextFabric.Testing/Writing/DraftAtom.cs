using ContextFabric.Templates;

namespace ContextFabric.Testing.Writing;

/// <summary>What may still be written in a template, quantifiers and all.</summary>
internal sealed class WritingQuota(Random random)
{
    /// <summary>Levels of quantifiers within each other.</summary>
    public const int MaxDepth = 3;

    /// <summary>Atoms within quantifiers.</summary>
    public int Atoms { get; set; } = 7;

    public int Quantifiers { get; set; } = random.Next(3) switch { 0 => 0, 1 => 1, _ => 4 };
}

/// <summary>An atom while its template is being written.</summary>
internal sealed class DraftAtom
{
    public required int Index { get; init; }

    public required int Indent { get; init; }

    public string? Name { get; init; }

    /// <summary>Type or set; where the atom refers to another one, the type of that.</summary>
    public required string Type { get; init; }

    /// <summary>The node that conditions and operators are written for.</summary>
    public required int Node { get; init; }

    public bool IsParent { get; init; }

    public List<TemplateCondition> Conditions { get; init; } = [];

    public List<TemplateQuantifier> Quantifiers { get; } = [];

    /// <summary>This atom as atom 0 of one of its quantifiers.</summary>
    public DraftAtom AsParent() => new() { Index = 0, Indent = Indent, Name = Name, Type = Type, Node = Node, IsParent = true, Conditions = [.. Conditions] };

    public TemplateAtom Build() => new() { Index = Index, Name = Name, Type = Type, IsParent = IsParent, Conditions = [.. Conditions], Quantifiers = [.. Quantifiers] };
}
