namespace ContextFabric.Benchmarks;

/// <summary>
/// The baseline: the data of a corpus fully on the managed heap, in the arrays and strings that a program without
/// mapped files would use. Every process that loads it has a copy of its own.
/// </summary>
internal sealed class HeapCorpus
{
    private HeapCorpus(Corpus corpus)
    {
        Up = Rows(corpus.MaxNode, node => corpus.L.Up(node).ToArray());
        Down = Rows(corpus.MaxNode, node => corpus.L.Down(node).ToArray());
        Types = new string[corpus.MaxNode + 1];
        for (int node = 1; node <= corpus.MaxNode; node++)
        {
            Types[node] = corpus.Types.NameOf(node)!;
        }

        foreach (string name in corpus.F.Names)
        {
            NodeFeature feature = corpus.F[name];
            string?[] values = new string?[corpus.MaxNode + 1];
            long?[] numbers = new long?[corpus.MaxNode + 1];
            var interned = new Dictionary<string, string>(StringComparer.Ordinal);
            for (int node = Math.Max(1, feature.FirstNode); node <= feature.LastNode; node++)
            {
                FeatureValue value = feature.ValueAt(node);
                if (value.IsNumber)
                {
                    numbers[node] = value.Number;
                }
                else if (value.Text is string text)
                {
                    if (!interned.TryGetValue(text, out string? shared))
                    {
                        interned[text] = shared = text;
                    }

                    values[node] = shared;
                }
            }

            if (feature is StringFeature)
            {
                Texts[name] = values;
            }
            else
            {
                Numbers[name] = numbers;
            }
        }

        foreach (string name in corpus.E.Names)
        {
            EdgeFeature edge = corpus.E[name];
            Edges[name] = Rows(corpus.MaxNode, node => edge.From(node).ToArray());
        }
    }

    public int[][] Up { get; }

    public int[][] Down { get; }

    public string[] Types { get; }

    public Dictionary<string, string?[]> Texts { get; } = new(StringComparer.Ordinal);

    public Dictionary<string, long?[]> Numbers { get; } = new(StringComparer.Ordinal);

    public Dictionary<string, int[][]> Edges { get; } = new(StringComparer.Ordinal);

    public static HeapCorpus Load(string folder)
    {
        using Corpus corpus = Corpus.Open(folder);
        return new HeapCorpus(corpus);
    }

    private static int[][] Rows(int count, Func<int, int[]> row)
    {
        int[][] rows = new int[count + 1][];
        rows[0] = [];
        for (int node = 1; node <= count; node++)
        {
            rows[node] = row(node);
        }

        return rows;
    }
}
