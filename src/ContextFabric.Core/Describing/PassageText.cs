using System.Text;

namespace ContextFabric.Describing;

/// <summary>Texts of sections, in pages of so many characters, or with the places of their words.</summary>
internal sealed class PassageText
{
    private readonly List<(int Slot, int Start, int End)> _places = [];

    private PassageText(string text) => Text = text;

    /// <summary>The text.</summary>
    public string Text { get; }

    /// <summary>The text of a node, with the places of its slots where it is made of those.</summary>
    public static PassageText Of(Corpus corpus, int node, TextFormat? format)
    {
        NodeType type = corpus.Types.Of(node);
        (TextFormat? used, NodeType target) = corpus.Text.FormatOf(type, format);
        if (used is null || target != corpus.SlotType)
        {
            return new PassageText(corpus.Text.Get(node, format));
        }

        var text = new StringBuilder();
        var places = new List<(int, int, int)>();
        foreach (int slot in corpus.Text.Expand(node, type, target))
        {
            int start = text.Length;
            string part = corpus.Text.Get(slot, used, Descend.Never);
            text.Append(part);

            // What separates words is no part of them.
            places.Add((slot, start, start + part.TrimEnd().Length));
        }

        var passage = new PassageText(text.ToString());
        passage._places.AddRange(places);
        return passage;
    }

    /// <summary>The characters of the texts of nodes from an offset on, and the offset of what is left (null: nothing).</summary>
    public static (string Text, int? NextOffset) Page(Corpus corpus, IReadOnlyList<int> nodes, TextFormat? format, int offset, int limit)
    {
        var text = new StringBuilder();
        int at = 0;
        foreach (int node in nodes)
        {
            NodeType type = corpus.Types.Of(node);
            (TextFormat? used, NodeType target) = corpus.Text.FormatOf(type, format);
            foreach (int part in used is null ? [node] : corpus.Text.Expand(node, type, target))
            {
                string piece = corpus.Text.Get(part, used, Descend.Never);
                int skipped = Math.Clamp(offset - at, 0, piece.Length);
                at += piece.Length;
                if (skipped == piece.Length)
                {
                    continue;
                }

                int room = limit - text.Length;
                if (piece.Length - skipped > room)
                {
                    // A page ends between parts; a part that is longer than a page, between characters.
                    text.Append(text.Length > 0 ? "" : piece.AsSpan(skipped, Whole(piece, skipped, room)));
                    return (text.ToString(), Math.Max(offset, 0) + text.Length);
                }

                text.Append(piece, skipped, piece.Length - skipped);
            }
        }

        return (text.ToString(), null);
    }

    /// <summary>The stretches of the text that belong to a node; one without places when those are not known.</summary>
    public IEnumerable<TextMatch> Matches(Corpus corpus, int atom, int node)
    {
        if (_places.Count == 0)
        {
            return [new TextMatch(atom, node, null, null)];
        }

        var matches = new List<TextMatch>();
        ReadOnlySpan<int> slots = corpus.Slots.Of(node);
        int begin = -1;
        for (int i = 0; i <= _places.Count; i++)
        {
            bool isIn = i < _places.Count && slots.BinarySearch(_places[i].Slot) >= 0;
            if (isIn && begin < 0)
            {
                begin = i;
            }
            else if (!isIn && begin >= 0)
            {
                matches.Add(new TextMatch(atom, node, _places[begin].Start, Math.Max(_places[begin].Start, _places[i - 1].End)));
                begin = -1;
            }
        }

        return matches;
    }

    private static int Whole(string text, int start, int length)
        => length > 0 && char.IsHighSurrogate(text[start + length - 1]) ? Math.Max(length - 1, length == 1 ? 2 : 0) : length;
}
