namespace ContextFabric.Describing;

/// <summary>The sections that a reference means.</summary>
/// <param name="Nodes">The sections, in the order of the text; empty when there are none.</param>
/// <param name="IsRange">True when the reference names a first and a last one.</param>
/// <param name="Problem">Why there are none.</param>
/// <param name="Candidates">Names close to what was not understood.</param>
internal sealed record PassageTarget(IReadOnlyList<int> Nodes, bool IsRange, string? Problem, IReadOnlyList<string> Candidates);

/// <summary>Finds the sections that references mean: single ones and ranges.</summary>
internal sealed class PassageFinder(Corpus corpus, string language)
{
    private static readonly char[] s_dashes = ['-', '–', '—'];

    /// <summary>A text with several references as several texts.</summary>
    public static IEnumerable<PassageKey> Split(PassageKey key)
    {
        if (key.Text is null || !key.Text.Contains(';', StringComparison.Ordinal))
        {
            return [key];
        }

        return key.Text.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(text => new PassageKey(text));
    }

    /// <summary>The sections of a reference.</summary>
    public PassageTarget Find(PassageKey key)
    {
        if (key.Parts is { } parts)
        {
            return Single(corpus.Text.Sections.FindByParts([.. parts.Select(LabelOf)], language));
        }

        // A heading may have a dash in it.
        SectionLookup whole = corpus.Text.Sections.Find(key.Text!, language, abbreviated: true);
        return whole.Found ? Single(whole) : FindRange(key.Text!) ?? Single(whole);
    }

    private static SectionLabel LabelOf(FeatureValue part) => part.IsNumber ? new SectionLabel(part.Number) : new SectionLabel(part.Text);

    private static PassageTarget Single(SectionLookup found)
        => found.Found ? new PassageTarget([found.Node], false, null, []) : new PassageTarget([], false, found.Problem, found.Suggestions);

    private PassageTarget? FindRange(string text)
    {
        PassageTarget? partial = null;
        for (int dash = text.LastIndexOfAny(s_dashes); dash > 0; dash = text.LastIndexOfAny(s_dashes, dash - 1))
        {
            SectionLookup from = corpus.Text.Sections.Find(text[..dash], language, abbreviated: true);
            if (!from.Found)
            {
                continue;
            }

            string last = text[(dash + 1)..].Trim();
            SectionLookup to = FindEnd(from, last);
            if (to.Found)
            {
                return Between(from.Node, to.Node, text);
            }

            partial ??= Single(to);
        }

        return partial;
    }

    /// <summary>The end of a range: a reference of its own, or its lower parts alone.</summary>
    private SectionLookup FindEnd(SectionLookup from, string last)
    {
        string first = from.Section.Level1.ToString();
        SectionLookup? problem = null;
        foreach (string candidate in from.Section.Depth switch
        {
            3 => (string[])[$"{first} {from.Section.Level2}:{last}", $"{first} {last}", last],
            2 => [$"{first} {last}", last],
            _ => [last],
        })
        {
            SectionLookup to = corpus.Text.Sections.Find(candidate, language);
            if (to.Found && corpus.Types.Of(to.Node) == corpus.Types.Of(from.Node))
            {
                return to;
            }

            problem ??= to.Found ? null : to;
        }

        return problem ?? new SectionLookup(0, from.Section, $"'{last}' is no {corpus.Types.NameOf(from.Node)}", []);
    }

    private PassageTarget Between(int from, int to, string text)
    {
        ReadOnlySpan<int> all = corpus.Types.NodesOf(corpus.Types.Of(from));
        int start = all.BinarySearch(from, corpus.Nodes.Comparer);
        int end = all.BinarySearch(to, corpus.Nodes.Comparer);
        return end < start
            ? new PassageTarget([], true, $"'{text}' ends before it starts", [])
            : new PassageTarget(all[start..(end + 1)].ToArray(), true, null, []);
    }
}
