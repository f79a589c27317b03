using System.Globalization;
using ContextFabric.Bench.Running;
using ContextFabric.Bench.Statistics;
using ContextFabric.Bench.Suites.Common;
using ContextFabric.Bench.Suites.Memory;
using ContextFabric.Bench.Suites.Queries;
using ContextFabric.Synthesis;

namespace ContextFabric.Bench.Suites.Growth;

/// <summary>
/// Synthetic corpora of one shape and growing size: writing, compiling, opening, first answers, a few fixed queries whose
/// results grow with the corpus, touching, memory. They are made in the scratch folder and removed one after the other.
/// </summary>
internal sealed class SlotsAxis(BenchRun run, GrowthOptions options, SuiteSummary summary)
{
    private const int UsualRuns = 5;
    private const string Exponents = "exponent";

    // sources, two stores while one replaces the other, and a cache of a peer
    private const long DiskBytesPerSlot = 400;
    private readonly List<Subject> _subjects = [.. run.Subjects.All];
    private readonly SortedDictionary<string, List<(double X, double Y)>> _points = new(StringComparer.Ordinal);
    private IReadOnlyList<BenchQuery>? _queries;
    private (int Slots, double Peak)? _compiled;

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        using var scratch = BenchScratch.Create(run);
        MemoryBudget budget = MemoryBudget.Read();
        foreach (int slots in options.SlotsOf(run.Options.Quick))
        {
            if (WhyTooLarge(slots, scratch, budget) is { } reason)
            {
                run.Warn($"synthetic corpora end before {slots} slots: {reason}");
                break;
            }

            await MeasureAsync(slots, scratch, cancellationToken).ConfigureAwait(false);
        }

        Fit();
    }

    private async Task MeasureAsync(int slots, BenchScratch scratch, CancellationToken cancellationToken)
    {
        run.Step(string.Create(CultureInfo.InvariantCulture, $"synthetic corpus of {slots} slots: writing it"));
        string folder = scratch.NewFolder();
        SyntheticReport made = SyntheticCorpus.Write(folder, options.Shape with { Slots = slots, Seed = run.Options.Seed }, cancellationToken: cancellationToken);
        var row = new GrowthRow(GrowthAxes.Slots) { Slots = slots, Nodes = made.MaxNode, SourceBytes = made.SourceBytes };
        var corpus = new SyntheticMeasurement(run, options, folder, slots, row, summary);
        corpus.Write(1, 1, string.Empty, GrowthMeasures.Generate, made.Elapsed.TotalMilliseconds, GrowthMeasures.Milliseconds);
        string? store = null;
        int round = 0;
        foreach (int block in Blocks.Of(run, UsualRuns))
        {
            run.Step(string.Create(CultureInfo.InvariantCulture, $"{corpus.Name}: block {block}"));
            if (_subjects.Any(subject => !subject.IsPeer))
            {
                store = await CompileAsync(corpus, store, scratch, block, cancellationToken).ConfigureAwait(false);
                if (store is null)
                {
                    break;
                }

                _queries ??= WriteQueries(CorpusQueries.Derive(store));
            }

            int order = 1;
            foreach (Subject subject in Interleaving.Turn(_subjects.ToArray(), run.Options.Seed, block, round++))
            {
                SubjectCache cache = subject.IsPeer ? new SubjectCache(folder, []) : new SubjectCache(store!, [RealPath.Of(store!)]);
                var prepared = new PreparedSubject(subject, cache);
                if (!await corpus.RunAsync(prepared, block, ++order, _queries ?? [], cancellationToken).ConfigureAwait(false))
                {
                    _subjects.Remove(subject); // larger corpora are not for it either
                }
            }
        }

        foreach ((string measure, double median) in corpus.Medians())
        {
            if (!_points.TryGetValue(measure, out List<(double X, double Y)>? points))
            {
                _points[measure] = points = [];
            }

            points.Add((slots, median));
        }

        BenchScratch.Remove(folder);
        BenchScratch.Remove(Path.GetDirectoryName(store) ?? folder);
    }

    private async Task<string?> CompileAsync(SyntheticMeasurement corpus, string? old, BenchScratch scratch, int block, CancellationToken cancellationToken)
    {
        Subject compiler = _subjects.First(subject => !subject.IsPeer);
        string store = Path.Combine(Directory.CreateDirectory(scratch.NewFolder()).FullName, "corpus.cfm");
        double? peak = await corpus.CompileAsync(compiler, store, block, cancellationToken).ConfigureAwait(false);
        if (old is not null)
        {
            BenchScratch.Remove(Path.GetDirectoryName(old)!);
        }

        if (peak is not null)
        {
            _compiled = (corpus.Slots, Math.Max(peak.Value, _compiled is { } before && before.Slots == corpus.Slots ? before.Peak : 0));
        }
        else if (!File.Exists(store))
        {
            _subjects.RemoveAll(subject => !subject.IsPeer);
            return null;
        }

        return store;
    }

    private IReadOnlyList<BenchQuery> WriteQueries(IReadOnlyList<BenchQuery> queries)
    {
        QueryFile.Write(run.Folder.File("scale-queries.json"), queries.Select(query => (options.ShapeName, query)));
        return queries;
    }

    private string? WhyTooLarge(int slots, BenchScratch scratch, MemoryBudget budget)
    {
        const double Mebi = 1 << 20;
        const double MostOfMemory = 0.9;
        string root = Path.GetFullPath(scratch.Path);
        long free = DriveInfo.GetDrives()
            .Where(drive => drive.IsReady && root.StartsWith(drive.Name, StringComparison.Ordinal))
            .MaxBy(drive => drive.Name.Length)?.AvailableFreeSpace ?? long.MaxValue;
        if ((double)slots * DiskBytesPerSlot > free)
        {
            return string.Create(CultureInfo.InvariantCulture, $"about {slots * DiskBytesPerSlot / Mebi:0} MiB of disk are needed, {free / Mebi:0} MiB are free");
        }

        double? peak = _compiled is { } compiled ? compiled.Peak * slots / compiled.Slots : null;
        return peak * Mebi <= MostOfMemory * budget.Available || peak is null
            ? null
            : string.Create(CultureInfo.InvariantCulture, $"by the last corpus, compiling would take about {peak:0} MiB, more than {MostOfMemory * 100:0} % of the {budget.Available / Mebi:0} MiB that are available");
    }

    // value = c · slots^exponent, over the medians of all sizes
    private void Fit()
    {
        foreach ((string measure, List<(double X, double Y)> points) in _points)
        {
            if (points.All(point => point.Y > 0) && LinearFit.OfLogarithms(points) is { } fit)
            {
                string[] parts = measure.Split('\t');
                summary.Add($"slots {points[0].X:0}–{points[^1].X:0}", parts[0], $"{Exponents} of {parts[1]}", string.Empty, fit.Slope.Value);
            }
        }
    }
}
