using ContextFabric.Tf;

namespace ContextFabric.Synthesis;

/// <summary>Data lines of the features of a synthetic corpus, each written in one pass from functions of the node.</summary>
internal sealed class SyntheticBodies(SyntheticCorpusOptions options, SyntheticTree tree, SyntheticLexemes? lexemes, SyntheticPace pace)
{
    /// <summary>Nodes with a gap that have been written.</summary>
    public long Gapped { get; private set; }

    /// <summary>Edges that have been written.</summary>
    public long EdgeCount { get; private set; }

    /// <summary>Types with their nodes, in the order of the nodes.</summary>
    public IReadOnlyList<TfTypeRange> Ranges { get; } = RangesOf(options, tree, lexemes);

    /// <summary>Where the nodes of a type are; null for the slots.</summary>
    public TfTypeRange RangeOf(string? type) => type is null ? Ranges[0] : Ranges.First(range => range.Name == type);

    public void Slots(TfOutput output)
    {
        pace.Begin(TfNames.Slots);
        output.Number(options.Slots + 1);
        output.Tab();
        for (int level = 0; level < tree.Levels; level++)
        {
            int first = 0;
            for (int node = 0; node < tree.Count(level); node++)
            {
                int end = tree.FirstSlot(level, node + 1);
                (int from, int to) = tree.Gap(level, node, first, end);
                output.StartSpec();
                if (to > from)
                {
                    output.Range(first + 1, from);
                    output.Range(to + 1, end);
                    Gapped++;
                }
                else
                {
                    output.Range(first + 1, end);
                }

                output.EndLine();
                pace.Advance();
                first = end;
            }
        }

        lexemes?.WriteSlots(output, pace);
    }

    /// <summary>The heading of each section of a level.</summary>
    public void Headings(int level, TfOutput output)
    {
        string name = options.Types[level].Name;
        pace.Begin(name);
        output.Number(RangeOf(name).First);
        output.Tab();
        Span<byte> word = stackalloc byte[SyntheticWords.Longest];
        for (int node = 0; node < tree.Count(level); node++)
        {
            if (level == 0)
            {
                int length = SyntheticWords.Spell(node, word);
                word[0] -= 'a' - 'A';
                output.Bytes(word[..length]);
            }
            else
            {
                output.Number(node - tree.FirstChild(level - 1, tree.Owner(level - 1, node)) + 1);
            }

            output.EndLine();
            pace.Advance();
        }
    }

    /// <summary>Which lexeme each slot is, and the name of each lexeme.</summary>
    public void LexemeNames(TfOutput output)
    {
        pace.Begin(SyntheticCorpusOptions.LexemeFeature);
        for (int slot = 0; slot < options.Slots; slot++)
        {
            Word(lexemes!.Of(slot), output);
            output.EndLine();
            pace.Advance();
        }

        int node = RangeOf(SyntheticCorpusOptions.LexemeType).First;
        Number(node, output);
        foreach (int lexeme in lexemes!.Occurring)
        {
            Word(lexeme, output);
            output.EndLine();
        }
    }

    public void Nodes(SyntheticFeature feature, TfOutput output)
    {
        pace.Begin(feature.Name);
        var zipf = new ZipfTable(feature.Distinct, feature.Exponent);
        var values = new SyntheticRandom(options.Seed, "value " + feature.Name);
        var presence = new SyntheticRandom(options.Seed, "presence " + feature.Name);
        TfTypeRange range = RangeOf(feature.NodeType);
        int next = 1;
        for (int node = range.First; node <= range.Last; node++)
        {
            pace.Advance();
            int index = node - range.First;
            if (feature.Coverage < 1 && presence.Unit(index) >= feature.Coverage)
            {
                continue;
            }

            if (node != next)
            {
                Number(node, output);
            }

            Value(feature.Values, zipf.Pick(values.Unit(index)), output);
            output.EndLine();
            next = node + 1;
        }
    }

    public void Edges(SyntheticEdge edge, TfOutput output)
    {
        pace.Begin(edge.Name);
        ZipfTable? zipf = edge.Values == SyntheticValues.None ? null : new ZipfTable(edge.Distinct, edge.Exponent);
        var values = new SyntheticRandom(options.Seed, "value " + edge.Name);
        var targets = new SyntheticTargets(edge, RangeOf(edge.NodeType), options.Seed);
        long count = 0;
        for (int node = targets.First; node <= targets.Last; node++)
        {
            pace.Advance();
            ReadOnlySpan<int> of = targets.Of(node);
            if (zipf is null && of.Length > 0)
            {
                Number(node, output);
                output.Spec(of);
                output.EndLine();
            }

            for (int i = 0; zipf is not null && i < of.Length; i++)
            {
                Number(node, output);
                Number(of[i], output);
                Value(edge.Values, zipf.Pick(values.Unit(count + i)), output);
                output.EndLine();
            }

            count += of.Length;
        }

        EdgeCount += count;
    }

    private static void Number(int number, TfOutput output)
    {
        output.Number(number);
        output.Tab();
    }

    private static void Value(SyntheticValues kind, int rank, TfOutput output)
    {
        if (kind == SyntheticValues.Text)
        {
            Word(rank, output);
        }
        else
        {
            output.Number(rank + 1);
        }
    }

    private static void Word(int number, TfOutput output)
    {
        Span<byte> word = stackalloc byte[SyntheticWords.Longest];
        output.Bytes(word[..SyntheticWords.Spell(number, word)]);
    }

    private static List<TfTypeRange> RangesOf(SyntheticCorpusOptions options, SyntheticTree tree, SyntheticLexemes? lexemes)
    {
        var ranges = new List<TfTypeRange> { new(options.SlotType, 1, options.Slots) };
        for (int level = 0; level < tree.Levels; level++)
        {
            Add(options.Types[level].Name, tree.Count(level));
        }

        if (lexemes is not null)
        {
            Add(SyntheticCorpusOptions.LexemeType, lexemes.Count);
        }

        return ranges;

        void Add(string name, int count)
        {
            int last = ranges[^1].Last;
            ranges.Add(new TfTypeRange(name, last + 1, last + count));
        }
    }
}
