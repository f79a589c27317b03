using System.Text.RegularExpressions;
using ContextFabric.Bench.Running;
using ContextFabric.Bench.Suites.Queries;

namespace ContextFabric.Bench.Suites.Common;

/// <summary>
/// Queries for corpora that nobody has written any for: one lexical, one structural, one quantified. They follow from
/// types and features alone, so that every subject gets the same ones.
/// </summary>
internal static partial class CorpusQueries
{
    private const double WantedShare = 0.1;
    private const double WantedLength = 10;
    private const int MostDistinct = 500;

    /// <summary>Id of the lexical query.</summary>
    public const string Lexical = "lexical";

    /// <summary>Id of the structural query.</summary>
    public const string Structural = "structural";

    /// <summary>Id of the quantified query.</summary>
    public const string Quantified = "quantified";

    /// <summary>The queries of a benchmark that is not about queries: those of a file, the bundled ones, or derived ones.</summary>
    /// <param name="run">The run.</param>
    /// <param name="corpus">The corpus.</param>
    /// <param name="store">Its store.</param>
    /// <param name="path">A file or folder of queries; null for none.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <exception cref="BenchException">The file is no query set, or the store cannot be read.</exception>
    public static async Task<IReadOnlyList<BenchQuery>> ForAsync(BenchRun run, BenchCorpus corpus, string store, string? path, CancellationToken cancellationToken)
    {
        if (path is null && BundledQueries.For(store) is null)
        {
            return Derive(store);
        }

        return await new QuerySelection { Path = path }.ReadAsync(run, corpus, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Derives queries. The store is closed again, so that this process does not map what is measured.</summary>
    public static IReadOnlyList<BenchQuery> Derive(string store)
    {
        using Corpus corpus = Corpus.Open(store, new CorpusOptions { CacheMode = CacheMode.Never });
        string slot = corpus.Types.Name(corpus.SlotType);
        string word = Condition(corpus) is { } condition ? $"{slot} {condition}" : slot;
        var queries = new List<BenchQuery> { new(Lexical, Lexical, word) };
        if (Container(corpus) is { } container)
        {
            queries.Add(new BenchQuery(Structural, Structural, $"{container}\n  {word}"));
            queries.Add(new BenchQuery(Quantified, Quantified, $"{container}\n/without/\n  {word}\n/-/"));
        }

        return queries;
    }

    // the type whose nodes are nearest to ten slots, by ratio; of equals the one with the first nodes
    private static string? Container(Corpus corpus) => corpus.Types.All
        .Where(type => type.Type != corpus.SlotType && type.Count > 0 && type.AverageSlots > 0)
        .OrderBy(type => type.First)
        .MinBy(type => Math.Abs(Math.Log(type.AverageSlots / WantedLength)))?.Name;

    // a value that about a tenth of the slots have, of a feature with few different ones
    private static string? Condition(Corpus corpus)
    {
        (string Feature, string Value, double Distance)? best = null;
        var slots = new NodeTypeSet(corpus.SlotType);
        foreach (string name in corpus.Features.Names)
        {
            if (corpus.Features[name] is not StringFeature feature || feature.DistinctCount is < 2 or > MostDistinct || !PlainName().IsMatch(name))
            {
                continue;
            }

            foreach (Frequency<string> frequency in feature.Frequencies(slots))
            {
                double distance = Math.Abs(((double)frequency.Count / corpus.MaxSlot) - WantedShare);
                if (PlainValue().IsMatch(frequency.Value) && (best is null || distance < best.Value.Distance))
                {
                    best = (name, frequency.Value, distance);
                }
            }
        }

        return best is { } found ? $"{found.Feature}={found.Value}" : null;
    }

    // letters and digits only: what else may stand in a template differs between engines
    [GeneratedRegex(@"^[\p{L}\p{N}]+$", RegexOptions.CultureInvariant)]
    private static partial Regex PlainValue();

    [GeneratedRegex("^[A-Za-z][A-Za-z0-9_]*$", RegexOptions.CultureInvariant)]
    private static partial Regex PlainName();
}
