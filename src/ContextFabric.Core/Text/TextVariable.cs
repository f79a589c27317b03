using System.Text;
using ContextFabric.Tf;

namespace ContextFabric;

/// <summary>A piece of a text format bound to the features of a corpus: literal text or a variable.</summary>
internal sealed class TextVariable
{
    private readonly NodeFeature[] _chain;
    private readonly StringFeature? _single;
    private readonly NodeTypes? _types;
    private readonly byte[] _text;
    private readonly bool _emptyFallsBack;

    private TextVariable(NodeFeature[] chain, NodeTypes? types, string text, bool emptyFallsBack)
    {
        _chain = chain;
        _single = chain.Length == 1 ? chain[0] as StringFeature : null;
        _types = types;
        _text = Encoding.UTF8.GetBytes(text);
        _emptyFallsBack = emptyFallsBack;
    }

    /// <summary>Binds a piece; features the corpus lacks have no values.</summary>
    public static TextVariable Bind(TextPiece piece, NodeFeatures features, NodeTypes types, TextFormatOptions options)
    {
        var chain = new List<NodeFeature>(piece.Names.Length);
        NodeTypes? fallback = null;
        foreach (string name in piece.Names)
        {
            if (features.TryGet(name, out NodeFeature? feature))
            {
                chain.Add(feature);
            }
            else if (name == TfNames.Types)
            {
                // Every node has a type, so nothing behind it is ever reached.
                fallback = types;
                break;
            }
        }

        return new TextVariable([.. chain], fallback, piece.Text, options.EmptyFallsBackInLongChains && piece.Names.Length > 2);
    }

    /// <summary>Appends the value of the first feature that has one for the node, else the default.</summary>
    public void Render(int node, ref Utf8Output output)
    {
        if (_single is not null && !_emptyFallsBack)
        {
            if (_single.TryGetUtf8(node, out ReadOnlySpan<byte> value))
            {
                output.Append(value);
                return;
            }
        }
        else if (_chain.Length > 0 && TryRenderChain(node, ref output))
        {
            return;
        }

        if (_types is not null)
        {
            output.Append(_types.NameOf(node));
        }
        else
        {
            output.Append(_text);
        }
    }

    private bool TryRenderChain(int node, ref Utf8Output output)
    {
        foreach (NodeFeature feature in _chain)
        {
            if (feature is StringFeature text)
            {
                if (text.TryGetUtf8(node, out ReadOnlySpan<byte> value))
                {
                    return !(_emptyFallsBack && value.IsEmpty) && Append(value, ref output);
                }
            }
            else if (feature is IntFeature numbers && numbers.TryGet(node, out long number))
            {
                if (_emptyFallsBack && number == 0)
                {
                    return false;
                }

                output.Append(number);
                return true;
            }
        }

        return false;
    }

    private static bool Append(ReadOnlySpan<byte> value, ref Utf8Output output)
    {
        output.Append(value);
        return true;
    }
}
