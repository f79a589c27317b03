namespace ContextFabric;

/// <summary>
/// A text format ready for use: how one node of its target type is written. Belongs to one corpus. Immutable.
/// </summary>
public sealed class TextFormat
{
    private readonly TextVariable[] _pieces;

    internal TextFormat(string name, TextTemplate template, Corpus corpus, TextFormatOptions options)
    {
        Name = name;
        Template = template.Source;
        Features = template.FeatureNames;
        Types = corpus.Types;
        TargetType = template.TargetType is string type ? corpus.Types[type] : corpus.Types.SlotType;
        _pieces = [.. template.Pieces.Select(p => TextVariable.Bind(p, corpus.Features, corpus.Types, options))];
    }

    /// <summary>Name without the prefix <c>fmt:</c>; empty for a format made from a template.</summary>
    public string Name { get; }

    /// <summary>The template as written.</summary>
    public string Template { get; }

    /// <summary>Type of the nodes that a node is expanded to before each is written; the slot type unless the template says otherwise.</summary>
    public NodeType TargetType { get; }

    /// <summary>Name of <see cref="TargetType"/>.</summary>
    public string TargetTypeName => Types.Name(TargetType);

    /// <summary>Names of all features in the template, whether they exist or not.</summary>
    public IReadOnlyList<string> Features { get; }

    internal NodeTypes Types { get; }

    /// <inheritdoc/>
    public override string ToString() => Name.Length > 0 ? Name : Template;

    /// <summary>Appends one node as it is, without expansion.</summary>
    internal void Render(int node, ref Utf8Output output)
    {
        foreach (TextVariable piece in _pieces)
        {
            piece.Render(node, ref output);
        }
    }
}
