using ContextFabric.Cli.Commands;
using ContextFabric.Cli.Output;
using ContextFabric.Diagnostics;

namespace ContextFabric.Cli.Searching;

/// <summary>
/// Reads what is shown of the members of results. The last member of each atom is kept, because results that follow
/// each other mostly share their first members.
/// </summary>
internal sealed class MemberReader
{
    private readonly Corpus _corpus;
    private readonly TextFormat? _format;
    private readonly int _textLimit;
    private readonly NodeFeature[] _features;
    private readonly List<Member> _last = [];

    /// <summary>Prepares reading.</summary>
    /// <param name="corpus">The corpus.</param>
    /// <param name="textFormat">Name of a text format; null = the default.</param>
    /// <param name="features">Names of node features that are shown.</param>
    /// <param name="textLimit">Characters of a text at most; 0 = no limit.</param>
    /// <exception cref="CliException">There is no such format or feature.</exception>
    public MemberReader(Corpus corpus, string? textFormat, IReadOnlyList<string> features, int textLimit)
    {
        _corpus = corpus;
        _format = TextCommand.FindFormat(corpus, textFormat);
        _textLimit = textLimit;
        _features = [.. features.Select(name => corpus.Features.TryGet(name, out NodeFeature? feature)
            ? feature
            : throw CliException.NotFound(Suggestions.Unknown("node feature", name, corpus.Features.Names)))];
    }

    /// <summary>Names of the features that are shown.</summary>
    public IReadOnlyList<string> Features => [.. _features.Select(f => f.Name)];

    /// <summary>Reads the member that an atom is bound to.</summary>
    public Member Read(int atom, int node)
    {
        while (_last.Count <= atom)
        {
            _last.Add(Member.None);
        }

        if (_last[atom].Node != node)
        {
            _last[atom] = Read(node);
        }

        return _last[atom];
    }

    /// <summary>The headings of the sections around a node.</summary>
    public string SectionOf(int node) => _corpus.Text.Sections.LabelsOf(node)?.ToString() ?? string.Empty;

    /// <summary>Text of slots that stand side by side, on one line, blanks at its ends included.</summary>
    public string TextOf(ReadOnlySpan<int> slots) => _corpus.Text.Get(slots, _format).ReplaceLineEndings(" ").Replace('\t', ' ');

    private Member Read(int node) => new(
        node,
        _corpus.Types.NameOf(node) ?? string.Empty,
        SectionOf(node),
        ShortText(_corpus.Slots.Of(node)),
        _features.Length == 0 ? [] : [.. _features.Select(f => f.ValueAt(node))]);

    // of a book only as many words are read as are shown; more where many of them have no text
    private string ShortText(ReadOnlySpan<int> slots)
    {
        if (_textLimit <= 0)
        {
            return TextOf(slots).Trim();
        }

        for (int count = _textLimit; ; count *= 2)
        {
            bool isAll = count >= slots.Length;
            string text = TextOf(isAll ? slots : slots[..count]).Trim();
            if (isAll || text.Length > _textLimit)
            {
                return TextWidth.OneLine(text, _textLimit);
            }
        }
    }
}
