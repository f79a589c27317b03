namespace ContextFabric;

public sealed partial class Text
{
    private void Render(ReadOnlySpan<int> nodes, TextFormat? format, Descend descend, NodeFormatter? formatter, ref Utf8Output output)
    {
        _corpus.ThrowIfClosed();
        if (format is not null && !ReferenceEquals(format.Types, _corpus.Types))
        {
            throw new ArgumentException("The text format belongs to another corpus.", nameof(format));
        }

        foreach (int node in nodes)
        {
            NodeType type = _corpus.Types.Of(node);
            if (type.IsNone)
            {
                continue;
            }

            (TextFormat? used, NodeType target) = Choose(type, format, descend);
            if (used is null && formatter is null)
            {
                output.Append(_corpus.Types.Name(type));
                output.Append(node);
            }
            else if (target == type)
            {
                RenderOne(node, used, formatter, ref output);
            }
            else if (target == _corpus.Types.SlotType)
            {
                foreach (int slot in _corpus.Slots.Of(node))
                {
                    RenderOne(slot, used, formatter, ref output);
                }
            }
            else
            {
                foreach (int part in _corpus.Locality.Down(node, target))
                {
                    RenderOne(part, used, formatter, ref output);
                }
            }
        }

        // Mapped bytes that were read while the corpus was being closed may have been zeros.
        _corpus.ThrowIfClosed();
    }

    private static void RenderOne(int node, TextFormat? format, NodeFormatter? formatter, ref Utf8Output output)
    {
        if (formatter is null)
        {
            format!.Render(node, ref output);
        }
        else
        {
            output.Append(formatter(node));
        }
    }

    /// <summary>The format that <c>Get</c> uses for nodes of a type (null: none is defined), and the type it expands them to.</summary>
    internal (TextFormat? Format, NodeType Target) FormatOf(NodeType type, TextFormat? asked) => Choose(type, asked, Descend.Auto);

    /// <summary>
    /// The format for a node of a type (null: none is defined) and the type to expand the node to (its own: no expansion).
    /// </summary>
    private (TextFormat? Format, NodeType Target) Choose(NodeType type, TextFormat? asked, Descend descend)
    {
        TextFormat? format = asked;
        NodeType target = type;
        if (format is null && descend != Descend.Always && Formats.TryGetTypeDefault(type, out format))
        {
            return (format, type);
        }

        format ??= Formats.Default;
        if (descend != Descend.Never)
        {
            target = format?.TargetType ?? _corpus.Types.SlotType;
        }

        return (format, target);
    }
}
