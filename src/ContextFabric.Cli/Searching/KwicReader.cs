using ContextFabric.Cli.Output;

namespace ContextFabric.Cli.Searching;

/// <summary>
/// Makes a result into a hit in its context. The hit reaches from the first to the last slot of the innermost
/// members, those that contain no other member: of book, clause and word it is the word. When that is too long for
/// a line, it is the first of these members alone.
/// </summary>
internal sealed class KwicReader(Corpus corpus, MemberReader members)
{
    /// <summary>Columns of a hit at most.</summary>
    public const int HitWidth = 48;

    private const int ContextSlots = 24;
    private const int HitSlots = 64;

    /// <summary>Reads a result.</summary>
    public KwicLine Read(ReadOnlySpan<int> nodes)
    {
        List<int> inner = Innermost(nodes);
        (int first, int last) = SpanOf(inner);
        List<Cell> hit = last - first < HitSlots ? HitOf(first, last, inner) : [];
        if (hit.Count == 0 || hit.Sum(part => TextWidth.Of(part.Text)) > HitWidth)
        {
            int one = inner.MinBy(corpus.Slots.First);
            (first, last) = (corpus.Slots.First(one), corpus.Slots.Last(one));
            hit = Cut(HitOf(first, Math.Min(last, first + HitSlots - 1), [one]), last - first >= HitSlots);
        }

        (int from, int to) = ReachOf(first);
        return new KwicLine(
            members.Read(0, nodes[0]).Section,
            TextOf(Math.Max(from, first - ContextSlots), first - 1).TrimEnd(),
            hit,
            TextOf(last + 1, Math.Min(to, last + ContextSlots)).TrimStart());
    }

    /// <summary>The members that contain no other one with fewer slots.</summary>
    private List<int> Innermost(ReadOnlySpan<int> nodes)
    {
        var inner = new List<int>();
        foreach (int node in nodes)
        {
            bool isInnermost = true;
            foreach (int other in nodes)
            {
                isInnermost &= !Contains(node, other);
            }

            if (isInnermost && !inner.Contains(node))
            {
                inner.Add(node);
            }
        }

        return inner;
    }

    private bool Contains(int node, int other)
    {
        ReadOnlySpan<int> outer = corpus.Slots.Of(node);
        ReadOnlySpan<int> inner = corpus.Slots.Of(other);
        if (outer.Length <= inner.Length || outer[0] > inner[0] || outer[^1] < inner[^1])
        {
            return false;
        }

        if (outer[^1] - outer[0] + 1 == outer.Length)
        {
            return true;
        }

        foreach (int slot in inner)
        {
            if (outer.BinarySearch(slot) < 0)
            {
                return false;
            }
        }

        return true;
    }

    private (int First, int Last) SpanOf(List<int> nodes) => (nodes.Min(corpus.Slots.First), nodes.Max(corpus.Slots.Last));

    // slots of members in one colour, those between them in another
    private List<Cell> HitOf(int first, int last, List<int> inner)
    {
        var parts = new List<Cell>();
        for (int begin = first; begin <= last;)
        {
            bool isMember = IsIn(begin, inner);
            int end = begin;
            while (end < last && IsIn(end + 1, inner) == isMember)
            {
                end++;
            }

            string text = TextOf(begin, end);
            parts.Add(new Cell(end == last ? text.TrimEnd() : text, isMember ? Tone.Accent : Tone.Normal));
            begin = end + 1;
        }

        return parts;
    }

    private bool IsIn(int slot, List<int> nodes) => nodes.Exists(node => corpus.Slots.Of(node).BinarySearch(slot) >= 0);

    private static List<Cell> Cut(List<Cell> parts, bool isCut)
    {
        if (isCut)
        {
            parts[^1] = parts[^1] with { Text = parts[^1].Text + "…" };
        }

        var kept = new List<Cell>();
        int room = HitWidth;
        foreach (Cell part in parts)
        {
            string text = TextWidth.CutEnd(part.Text, room);
            kept.Add(part with { Text = text });
            room -= TextWidth.Of(text);
            if (room == 0)
            {
                break;
            }
        }

        return kept;
    }

    // context ends with the section of the highest level: what comes after it is another text
    private (int From, int To) ReachOf(int slot)
    {
        int section = corpus.Text.Sections.NodesOf(slot).Level1;
        return section == 0 ? (1, corpus.MaxSlot) : (corpus.Slots.First(section), corpus.Slots.Last(section));
    }

    private string TextOf(int first, int last)
    {
        if (first > last)
        {
            return string.Empty;
        }

        Span<int> slots = stackalloc int[last - first + 1];
        for (int i = 0; i < slots.Length; i++)
        {
            slots[i] = first + i;
        }

        return members.TextOf(slots);
    }
}
