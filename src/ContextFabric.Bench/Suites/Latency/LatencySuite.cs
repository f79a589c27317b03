using System.Globalization;
using System.Numerics;
using System.Text.Json.Nodes;
using ContextFabric.Bench.Running;
using ContextFabric.Bench.Statistics;
using ContextFabric.Bench.Suites.Queries;

namespace ContextFabric.Bench.Suites.Latency;

/// <summary>
/// Times of queries. Per block each subject has a fresh process; in it every query runs once to warm up, and then all
/// queries are timed in random order, the subjects taking turns. Only right answers are timed.
/// </summary>
internal sealed class LatencySuite(LatencyOptions options) : IBenchSuite
{
    private const int UsualRuns = 10;
    private const double OverheadShare = 0.05;
    private const double OverheadMs = 1;
    private readonly LatencyLedger _ledger = new();

    public string Name => "latency";

    /// <summary>The figures of the run.</summary>
    public IReadOnlyList<LatencySummaryRow> Summary { get; private set; } = [];

    public void Describe(JsonObject config) => options.Describe(config);

    public async Task RunAsync(BenchRun run, CancellationToken cancellationToken)
    {
        options.Validate();
        var queries = new List<(string, BenchQuery)>();
        try
        {
            foreach (BenchCorpus corpus in run.Corpora)
            {
                IReadOnlyList<BenchQuery> set = await options.Queries.ReadAsync(run, corpus, cancellationToken).ConfigureAwait(false);
                queries.AddRange(set.Select(query => (corpus.Name, query)));
                QueryFile.Write(run.Folder.File("queries.json"), queries);
                await MeasureAsync(run, corpus, set, cancellationToken).ConfigureAwait(false);
            }
        }
        finally
        {
            Summary = LatencySummary.Of(_ledger, run.Subjects.Baseline, [.. run.Subjects.All.Select(subject => subject.Name)], run.Options.Seed);
        }

        WarnOfOverhead(run);
        CheckNoise(run);
    }

    private async Task MeasureAsync(BenchRun run, BenchCorpus corpus, IReadOnlyList<BenchQuery> set, CancellationToken cancellationToken)
    {
        IReadOnlyList<(Subject Subject, SubjectCache Cache)> prepared = await SubjectPaths.PrepareAsync(run, corpus, cancellationToken).ConfigureAwait(false);
        CacheChoice cache = run.Options.Cache == CacheChoice.None ? CacheChoice.Warm : run.Options.Cache;
        string[] files = [.. prepared.SelectMany(p => p.Cache.Files).Distinct(StringComparer.Ordinal)];
        foreach (CacheChoice choice in (CacheChoice[])[CacheChoice.Warm, CacheChoice.Cold])
        {
            if (!cache.HasFlag(choice))
            {
                continue;
            }

            var answers = new Dictionary<(string Query, string Subject), BigInteger>();
            int runs = run.Options.RunsOr(UsualRuns);
            for (int block = 1 - run.Options.WarmUp; block <= runs; block++)
            {
                string state = choice == CacheChoice.Cold ? CorpusPages.Cool(run, files) : CorpusPages.Warm(files);
                run.Step(block < 1 ? $"{corpus.Name}: block to warm up" : string.Create(CultureInfo.InvariantCulture, $"{corpus.Name}: block {block} of {runs}, {state}"));
                var measured = new LatencyBlock(run, options, corpus, set, _ledger, answers, block, state);
                await measured.RunAsync(prepared, isFirst: block == 1 - run.Options.WarmUp, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    private void WarnOfOverhead(BenchRun run)
    {
        foreach ((string subject, List<(double Ms, double OverheadMs)> times) in _ledger.Overheads)
        {
            double ms = Sample.Of(times.Select(time => time.Ms)).Median;
            double overhead = Sample.Of(times.Select(time => time.OverheadMs)).Median;
            if (overhead > OverheadMs && overhead > ms * OverheadShare)
            {
                run.Warn(string.Create(CultureInfo.InvariantCulture, $"{subject}: the way to the worker and back costs {overhead:0.0} ms beside queries of {ms:0.0} ms (medians)"));
            }
        }
    }

    private void CheckNoise(BenchRun run)
    {
        if (run.Options.MaxNoise is { } allowed && LatencySummary.NoisePercent(Summary, Subject.CopyName) is { } noise && noise > allowed)
        {
            run.TooNoisy(string.Create(
                CultureInfo.InvariantCulture, $"{run.Subjects.Baseline} and its copy differ by {noise:0.0} %, more than the {allowed:0.0} % of --max-noise"));
        }
    }
}
