namespace ContextFabric.Describing;

public sealed partial class CorpusDescriber
{
    private const int MostChildren = 1000;

    /// <summary>
    /// The texts of sections, in full, page by page. References are understood as people write them; one that is not
    /// gives a passage with an error.
    /// </summary>
    /// <exception cref="UnknownNameException">The request names a format or type that does not exist.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A limit is below 1, or the offset negative.</exception>
    public PassageList Passages(PassageRequest request, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentOutOfRangeException.ThrowIfNegative(request.Offset);
        ArgumentOutOfRangeException.ThrowIfLessThan(request.MaxChars, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(request.Limit, 0);
        var reader = new NodeReader(this, new NodeOptions { Format = request.Format, Language = request.Language });
        NodeType childType = TypeOf(request.ChildType);
        var finder = new PassageFinder(Corpus, request.Language);
        List<PassageKey> keys = [.. request.Sections.SelectMany(PassageFinder.Split)];
        var passages = new List<Passage>();
        long chars = 0;
        bool isCut = false;
        foreach (PassageKey key in keys.Take(request.Limit))
        {
            cancellation.ThrowIfCancellationRequested();
            Passage passage = Read(key, finder.Find(key), reader, childType, request);
            chars += passage.Text?.Length ?? 0;
            isCut = chars > request.MaxTotalChars && passages.Count > 0;
            if (isCut)
            {
                break;
            }

            passages.Add(passage);
        }

        return new PassageList
        {
            Passages = passages,
            Total = passages.Count,
            Found = passages.Count(p => p.Error is null),
            LimitApplied = !isCut && passages.Count < keys.Count ? request.Limit : null,
            NextSection = passages.Count < keys.Count ? passages.Count : null,
            TruncatedBy = isCut ? "size" : null,
        };
    }

    /// <summary>The sections below a section, or those of the highest level.</summary>
    /// <param name="parent">A section; null for the whole corpus.</param>
    /// <param name="language">Language of the names of the highest level.</param>
    /// <exception cref="SectionNotFoundException">There is no such section.</exception>
    public SectionList Sections(PassageKey? parent = null, string language = "en")
    {
        Sections sections = Corpus.Text.Sections;
        if (parent is null)
        {
            int[] top = sections.Depth == 0 ? [] : Corpus.Types.NodesOf(Corpus.Types[sections.Types[0]]).ToArray();
            return new SectionList(null, [.. top.Select(node => EntryOf(node, language))]);
        }

        int section = SectionNodeOf(parent, language);
        return new SectionList(ReferenceOf(section, language), SectionsBelow(section, language));
    }

    /// <summary>A section as a page to read: in rows, with the sections before and after it.</summary>
    /// <param name="section">The section.</param>
    /// <param name="unit">Type of the rows; null for the lowest section level.</param>
    /// <param name="format">Text format; null = the default.</param>
    /// <param name="language">Language of section names.</param>
    /// <param name="highlights">Results whose members are highlighted.</param>
    /// <exception cref="SectionNotFoundException">There is no such section.</exception>
    /// <exception cref="UnknownNameException">There is no such type or format.</exception>
    public PassagePage Page(PassageKey section, string? unit = null, string? format = null, string language = "en", HitList? highlights = null)
    {
        ArgumentNullException.ThrowIfNull(section);
        NodeType wanted = TypeOf(unit);
        TextFormat? textFormat = FormatOf(format);
        int node = SectionNodeOf(section, language);
        NodeType rowType = wanted.IsNone ? Corpus.Text.Sections.NodeTypes[^1] : wanted;
        int[] rows = rowType == Corpus.Types.Of(node) ? [node] : Corpus.Locality.Down(node, rowType).ToArray();
        rows = rows.Length == 0 ? [node] : rows;
        List<(int Atom, int Node)> shown = highlights is null ? [] : highlights.MembersWithin(Corpus, node);
        ReadOnlySpan<int> siblings = Corpus.Types.NodesOf(Corpus.Types.Of(node));
        int at = siblings.BinarySearch(node, Corpus.Nodes.Comparer);
        return new PassagePage
        {
            Ref = ReferenceOf(node, language),
            Node = node,
            Type = Corpus.Types.NameOf(node)!,
            Prev = at > 0 ? ReferenceOf(siblings[at - 1], language) : null,
            Next = at + 1 < siblings.Length ? ReferenceOf(siblings[at + 1], language) : null,
            Rows = [.. rows.Select(row => RowOf(row, textFormat, language, shown))],
        };
    }

    private SectionEntry[] SectionsBelow(int section, string language)
    {
        Sections sections = Corpus.Text.Sections;
        int level = sections.NodeTypes.IndexOf(Corpus.Types.Of(section));
        int[] below = level + 1 < sections.Depth ? Corpus.Locality.Down(section, sections.NodeTypes[level + 1]).ToArray() : [];
        return [.. below.Select(node => EntryOf(node, language))];
    }

    private PassageRow RowOf(int row, TextFormat? format, string language, List<(int Atom, int Node)> highlights)
    {
        PassageText text = PassageText.Of(Corpus, row, format);
        int first = Corpus.Slots.First(row);
        int last = Corpus.Slots.Last(row);
        return new PassageRow(row, ReferenceOf(row, language), text.Text,
        [
            .. highlights.Where(h => Corpus.Slots.First(h.Node) <= last && Corpus.Slots.Last(h.Node) >= first).SelectMany(h => text.Matches(Corpus, h.Atom, h.Node)),
        ]);
    }

    private Passage Read(PassageKey key, PassageTarget target, NodeReader reader, NodeType childType, PassageRequest request)
    {
        if (target.Nodes.Count == 0)
        {
            return new Passage
            {
                Section = key,
                Error = $"Section not found: {target.Problem}",
                Hint = _vocabulary.Value.Section is { } example ? $"References look like \"{example}\"; levels: {string.Join(", ", Corpus.Text.Sections.Types)}." : null,
                Candidates = target.Candidates.Count == 0 ? null : target.Candidates,
            };
        }

        int first = target.Nodes[0];
        int last = target.Nodes[^1];
        (string text, int? next) = PassageText.Page(Corpus, target.Nodes, reader.Format, request.Offset, request.MaxChars);
        return new Passage
        {
            Node = first,
            Otype = Corpus.Types.NameOf(first),
            Text = text,
            SectionRef = ReferenceOf(first, request.Language),
            Reference = RangeText(first, last, request.Language),
            Section = key,
            Nodes = target.IsRange ? target.Nodes : null,
            NextOffset = next,
            Children = childType.IsNone ? null : [.. target.Nodes.SelectMany(node => Corpus.Locality.Down(node, childType).ToArray()).Take(MostChildren).Select(reader.Brief)],
        };
    }

    /// <summary>The reference of a range: of the last section only what differs from the first.</summary>
    private string RangeText(int first, int last, string language)
    {
        string start = ReferenceOf(first, language);
        if (first == last)
        {
            return start;
        }

        SectionRef from = Corpus.Text.SectionOf(first, language) ?? default;
        SectionRef to = Corpus.Text.SectionOf(last, language) ?? default;
        if (from.Level1 != to.Level1)
        {
            return $"{start}-{SectionText.Of(to)}";
        }

        return to.Depth == 3 && from.Level2 != to.Level2 ? $"{start}-{to.Level2}:{to.Level3}" : $"{start}-{to[to.Depth - 1]}";
    }

    private string ReferenceOf(int node, string language) => SectionText.Of(Corpus.Text.SectionOf(node, language));

    private SectionEntry EntryOf(int node, string language)
    {
        SectionRef? labels = Corpus.Text.SectionOf(node, language);
        string heading = labels is { Depth: > 0 } found ? found[found.Depth - 1].ToString() : "";
        return new SectionEntry(SectionText.Of(labels), heading, node, Corpus.Types.NameOf(node)!, Corpus.Slots.Count(node));
    }

    private int SectionNodeOf(PassageKey key, string language)
    {
        PassageTarget found = new PassageFinder(Corpus, language).Find(key);
        return found.Nodes.Count == 1 ? found.Nodes[0] : throw new SectionNotFoundException(found.Problem ?? "a single section is needed, not a range", found.Candidates);
    }
}
