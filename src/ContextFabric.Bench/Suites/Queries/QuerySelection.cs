using System.Text.Json.Nodes;
using ContextFabric.Bench.Running;

namespace ContextFabric.Bench.Suites.Queries;

/// <summary>Which queries a benchmark runs.</summary>
internal sealed record QuerySelection
{
    private const int QuickPerCategory = 5;

    /// <summary>A file or folder; null for the bundled set of the corpus.</summary>
    public string? Path { get; init; }

    /// <summary>Only these categories; empty for all.</summary>
    public IReadOnlyList<string> Categories { get; init; } = [];

    /// <summary>The queries for a corpus.</summary>
    /// <exception cref="BenchException">There are none.</exception>
    public async Task<IReadOnlyList<BenchQuery>> ReadAsync(BenchRun run, BenchCorpus corpus, CancellationToken cancellationToken)
    {
        IReadOnlyList<BenchQuery> all = Path is not null ? QueryFile.Read(Path) : await BundledAsync(run, corpus, cancellationToken).ConfigureAwait(false);
        if (Categories.FirstOrDefault(category => all.All(query => query.Category != category)) is { } unknown)
        {
            throw new BenchException($"--category: no query has the category '{unknown}'; there are {string.Join(", ", all.Select(query => query.Category).Distinct())}");
        }

        IEnumerable<BenchQuery> chosen = all.Where(query => Categories.Count == 0 || Categories.Contains(query.Category));
        return run.Options.Quick
            ? [.. chosen.GroupBy(query => query.Category).SelectMany(category => category.Take(QuickPerCategory))]
            : [.. chosen];
    }

    /// <summary>Adds it to <c>config.json</c>.</summary>
    public void Describe(JsonObject config)
    {
        config["queries"] = Path is null ? null : System.IO.Path.GetFileName(Path.TrimEnd('/', '\\'));
        config["categories"] = string.Join(',', Categories);
    }

    private static async Task<IReadOnlyList<BenchQuery>> BundledAsync(BenchRun run, BenchCorpus corpus, CancellationToken cancellationToken)
    {
        var product = new Subject(Workers.WorkerSession.Mapped, Workers.WorkerSession.Mapped, []);
        SubjectCache cache = await run.CacheOfAsync(product, corpus, cancellationToken).ConfigureAwait(false);
        return BundledQueries.For(cache.Path)
            ?? throw new BenchException($"{corpus.Name}: no bundled query set has the title and version of this corpus (there are: {string.Join(", ", BundledQueries.Names)}); name a file with --queries");
    }
}
