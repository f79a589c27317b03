using System.Buffers;

namespace ContextFabric;

/// <summary>
/// The text of nodes in the formats of the corpus, and its sections and structure. Safe for any number of
/// threads. A node that does not exist has the text "" and no section.
/// </summary>
public sealed partial class Text
{
    private readonly Corpus _corpus;
    private TextFormats? _formats;
    private Sections? _sections;
    private Structure? _structure;
    private CharacterTable? _characters;

    internal Text(Corpus corpus) => _corpus = corpus;

    /// <summary>All text formats; made at first use.</summary>
    public TextFormats Formats => _formats ??= new TextFormats(_corpus);

    /// <summary>The format used when none is asked for; see <see cref="TextFormats.Default"/>.</summary>
    public TextFormat? DefaultFormat => Formats.Default;

    /// <summary>Sections such as book, chapter and verse.</summary>
    public Sections Sections => _sections ??= new Sections(_corpus);

    /// <summary>The structure: a tree of headed nodes, independent of the sections.</summary>
    public Structure Structure => _structure ??= new Structure(_corpus);

    /// <summary>Makes a format from a template, for instance <c>chapter#{number}:</c>. Every text is a template.</summary>
    /// <param name="template">Literal text with variables <c>{feature/feature:default}</c>, after an optional <c>type#</c>.</param>
    /// <param name="options">Special cases; null = the documented behaviour.</param>
    public TextFormat ParseFormat(string template, TextFormatOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(template);
        return new TextFormat("", TextFormats.Parse(template, _corpus), _corpus, options ?? TextFormatOptions.Default);
    }

    /// <summary>The text of a node.</summary>
    /// <param name="node">Any node; "" when it does not exist.</param>
    /// <param name="format">A format of this corpus; null = the default of the node's type, else of the corpus.</param>
    /// <param name="descend">Whether the node is expanded first.</param>
    public string Get(int node, TextFormat? format = null, Descend descend = Descend.Auto) =>
        Get([node], format, descend);

    /// <summary>The text of a node in the format with this name.</summary>
    /// <exception cref="ArgumentException">There is no such format; the message lists those that exist.</exception>
    public string Get(int node, string format, Descend descend = Descend.Auto) =>
        Get([node], Formats[format], descend);

    /// <summary>The texts of several nodes, one after the other in the given order, nothing between them.</summary>
    public string Get(ReadOnlySpan<int> nodes, TextFormat? format = null, Descend descend = Descend.Auto)
    {
        var output = new Utf8Output(null, null);
        try
        {
            Render(nodes, format, descend, null, ref output);
            return output.ToString();
        }
        finally
        {
            output.Dispose();
        }
    }

    /// <summary>Expands a node as <paramref name="format"/> and <paramref name="descend"/> say, and writes each part by a method.</summary>
    public string Get(int node, NodeFormatter formatter, TextFormat? format = null, Descend descend = Descend.Auto) =>
        Get([node], formatter, format, descend);

    /// <summary>Expands nodes as <paramref name="format"/> and <paramref name="descend"/> say, and writes each part by a method.</summary>
    public string Get(ReadOnlySpan<int> nodes, NodeFormatter formatter, TextFormat? format = null, Descend descend = Descend.Auto)
    {
        ArgumentNullException.ThrowIfNull(formatter);
        var output = new Utf8Output(null, null);
        try
        {
            Render(nodes, format, descend, formatter, ref output);
            return output.ToString();
        }
        finally
        {
            output.Dispose();
        }
    }

    /// <summary>Writes the text of a node into a buffer; false, with nothing written, when it does not fit.</summary>
    public bool TryWrite(int node, Span<char> destination, out int written, TextFormat? format = null, Descend descend = Descend.Auto) =>
        TryWrite([node], destination, out written, format, descend);

    /// <summary>Writes the texts of nodes into a buffer; false, with nothing written, when they do not fit.</summary>
    public bool TryWrite(ReadOnlySpan<int> nodes, Span<char> destination, out int written, TextFormat? format = null, Descend descend = Descend.Auto)
    {
        var output = new Utf8Output(null, null);
        try
        {
            Render(nodes, format, descend, null, ref output);
            return output.TryCopyTo(destination, out written);
        }
        finally
        {
            output.Dispose();
        }
    }

    /// <summary>Writes the texts of nodes to a writer, piece by piece.</summary>
    public void Write(ReadOnlySpan<int> nodes, TextWriter writer, TextFormat? format = null, Descend descend = Descend.Auto)
    {
        ArgumentNullException.ThrowIfNull(writer);
        Write(nodes, new Utf8Output(writer, null), format, descend);
    }

    /// <summary>Writes the text of a node to a writer, piece by piece.</summary>
    public void Write(int node, TextWriter writer, TextFormat? format = null, Descend descend = Descend.Auto) =>
        Write([node], writer, format, descend);

    /// <summary>Writes the texts of nodes as UTF-8.</summary>
    public void Write(ReadOnlySpan<int> nodes, IBufferWriter<byte> writer, TextFormat? format = null, Descend descend = Descend.Auto)
    {
        ArgumentNullException.ThrowIfNull(writer);
        Write(nodes, new Utf8Output(null, writer), format, descend);
    }

    /// <summary>Writes the text of a node as UTF-8.</summary>
    public void Write(int node, IBufferWriter<byte> writer, TextFormat? format = null, Descend descend = Descend.Auto) =>
        Write([node], writer, format, descend);

    /// <summary>
    /// How often each character occurs in the features of a format: over all their values on all nodes, once
    /// per feature. Ascending code points; empty for a format that is not among <see cref="Formats"/>.
    /// </summary>
    public IReadOnlyList<CharacterCount> Characters(TextFormat format)
    {
        ArgumentNullException.ThrowIfNull(format);
        _corpus.ThrowIfClosed();
        CharacterTable table = _characters ??= new CharacterTable(_corpus);
        for (int i = 0; i < Formats.Count; i++)
        {
            if (ReferenceEquals(Formats[i], format))
            {
                IReadOnlyList<CharacterCount> counts = table.Of(i);
                _corpus.ThrowIfClosed();
                return counts;
            }
        }

        return [];
    }

    private void Write(ReadOnlySpan<int> nodes, Utf8Output output, TextFormat? format, Descend descend)
    {
        try
        {
            Render(nodes, format, descend, null, ref output);
            output.Flush();
        }
        finally
        {
            output.Dispose();
        }
    }
}
