namespace ContextFabric;

public sealed partial class Text
{
    /// <summary>The text of nodes together with the choices that led to it. Same text as <c>Get</c>.</summary>
    public TextExplanation Explain(ReadOnlySpan<int> nodes, TextFormat? format = null, Descend descend = Descend.Auto, NodeFormatter? formatter = null)
    {
        var entries = new List<TextExplanationNode>(nodes.Length);
        foreach (int node in nodes)
        {
            entries.Add(ExplainOne(node, format, descend, formatter));
        }

        string text = formatter is null ? Get(nodes, format, descend) : string.Concat(entries.SelectMany(e => e.Material).Select(m => m.Text));
        return new TextExplanation(format?.ToString(), descend, formatter is not null, entries, text);
    }

    /// <summary>The text of one node together with the choices that led to it.</summary>
    public TextExplanation Explain(int node, TextFormat? format = null, Descend descend = Descend.Auto, NodeFormatter? formatter = null) =>
        Explain([node], format, descend, formatter);

    private TextExplanationNode ExplainOne(int node, TextFormat? format, Descend descend, NodeFormatter? formatter)
    {
        _corpus.ThrowIfClosed();
        NodeType type = _corpus.Types.Of(node);
        if (type.IsNone)
        {
            return new TextExplanationNode(node, null, null, false, null, false, []);
        }

        (TextFormat? used, NodeType target) = Choose(type, format, descend);
        if (used is null && formatter is null)
        {
            target = type;
        }

        var material = new List<TextContribution>();
        foreach (int part in Expand(node, type, target))
        {
            string text = formatter is not null ? formatter(part) ?? "" : Get(part, used, Descend.Never);
            material.Add(new TextContribution(part, text));
        }

        return new TextExplanationNode(node, _corpus.Types.Name(type), _corpus.Types.Name(target), target != type, used?.ToString(), format is not null, material);
    }

    /// <summary>The nodes that a node is expanded to.</summary>
    internal List<int> Expand(int node, NodeType type, NodeType target)
    {
        if (target == type)
        {
            return [node];
        }

        if (target == _corpus.Types.SlotType)
        {
            return [.. _corpus.Slots.Of(node)];
        }

        var parts = new List<int>();
        foreach (int part in _corpus.Locality.Down(node, target))
        {
            parts.Add(part);
        }

        return parts;
    }
}
