namespace ContextFabric.Synthesis;

/// <summary>Ready-made options.</summary>
public static class SyntheticPresets
{
    /// <summary>Slots in lines, three texts and a number on each slot; no gaps, edges or sections.</summary>
    public static SyntheticCorpusOptions Flat { get; } = new()
    {
        Types = [new("line", 10)],
        Features =
        [
            Text("text", 20_000),
            Text("lemma", 8_000),
            Text("pos", 12),
            Number("length", 15),
        ],
    };

    /// <summary>
    /// Shaped like a corpus of linguistic annotation: books, chapters and verses, sentences, clauses and phrases,
    /// some with gaps, lexemes, texts and numbers on slots, kinds on phrases and clauses, edges between both.
    /// </summary>
    public static SyntheticCorpusOptions Linguistic { get; } = new()
    {
        Types = [new("book", 25), new("chapter", 22), new("verse", 1.5), new("sentence", 1.8), new("clause", 2.9), new("phrase", 2)],
        Sections = 3,
        GapRate = 0.05,
        Lexemes = 8_000,
        Features =
        [
            Text("text", 30_000),
            Text("pos", 14),
            Text("gloss", 8_000) with { Coverage = 0.9 },
            Text("stem", 20) with { Coverage = 0.2 },
            Number("person", 3) with { Coverage = 0.4 },
            Number("freq", 2_000),
            Text("kind", 20) with { NodeType = "clause" },
            Text("function", 28) with { NodeType = "phrase" },
        ],
        Edges =
        [
            new("mother", 0.4) { NodeType = "clause" },
            new("parallel", 0.3) { NodeType = "phrase", Values = SyntheticValues.Number, Distinct = 100 },
        ],
    };

    /// <summary>Slots in sentences with about twenty plain and five valued edges each.</summary>
    public static SyntheticCorpusOptions DenseEdges { get; } = new()
    {
        Types = [new("sentence", 12)],
        Features = [Text("text", 20_000), Text("pos", 12)],
        Edges =
        [
            new("link", 20),
            new("weight", 5) { Values = SyntheticValues.Number, Distinct = 50 },
        ],
    };

    private static SyntheticFeature Text(string name, int distinct) => new(name, SyntheticValues.Text) { Distinct = distinct };

    private static SyntheticFeature Number(string name, int distinct) => new(name, SyntheticValues.Number) { Distinct = distinct };
}
