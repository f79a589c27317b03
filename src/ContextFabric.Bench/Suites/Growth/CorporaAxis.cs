using System.Globalization;
using ContextFabric.Bench.Machine;
using ContextFabric.Bench.Running;
using ContextFabric.Bench.Suites.Common;
using ContextFabric.Bench.Workers;

namespace ContextFabric.Bench.Suites.Growth;

/// <summary>
/// One process opens the corpora one after the other, touches each, and keeps them. Several orders tell what a corpus
/// adds by itself from what it adds because of those that are there.
/// </summary>
internal sealed class CorporaAxis(BenchRun run, GrowthOptions options, SuiteSummary summary)
{
    private const int UsualRuns = 10;
    private const string All = "all corpora";

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var subjects = new List<(Subject Subject, List<(string Corpus, PreparedSubject Prepared)> Corpora)>();
        foreach (Subject subject in run.Subjects.All)
        {
            subjects.Add((subject, []));
        }

        foreach (BenchCorpus corpus in run.Corpora)
        {
            foreach (PreparedSubject prepared in await PreparedSubject.ForAsync(run, corpus, cancellationToken).ConfigureAwait(false))
            {
                subjects.Find(entry => entry.Subject.Name == prepared.Name).Corpora.Add((corpus.Name, prepared));
                CorpusPages.Warm(prepared.Cache.Files);
            }
        }

        // one that lacks a corpus cannot be compared with the others
        subjects.RemoveAll(entry => entry.Corpora.Count < run.Corpora.Count);
        int round = 0;
        foreach (int block in Blocks.Of(run, UsualRuns, needsWarmUp: false))
        {
            run.Step(string.Create(CultureInfo.InvariantCulture, $"several corpora in one process, block {block}"));
            int order = 0;
            foreach (string name in OrderNames(run.Corpora.Count))
            {
                foreach ((Subject Subject, List<(string, PreparedSubject)> Corpora) entry in Interleaving.Turn(subjects.ToArray(), run.Options.Seed, block, round++))
                {
                    IReadOnlyList<(string, PreparedSubject)> sorted = Sort(entry.Corpora, name, run.Options.Seed);
                    if (!await MeasureAsync(sorted, name, block, ++order, cancellationToken).ConfigureAwait(false))
                    {
                        subjects.Remove(entry);
                    }
                }
            }
        }
    }

    /// <summary>Names of the orders; fewer when there are too few corpora for all of them to differ.</summary>
    internal static IReadOnlyList<string> OrderNames(int corpora) => corpora switch
    {
        1 => ["ascending"],
        2 => ["ascending", "descending"],
        _ => ["ascending", "descending", "shuffled-1", "shuffled-2"],
    };

    /// <summary>Corpora in an order. Equal sizes keep their order.</summary>
    internal static IReadOnlyList<(string Corpus, PreparedSubject Prepared)> Sort(IReadOnlyList<(string Corpus, PreparedSubject Prepared)> corpora, string order, int seed)
    {
        IReadOnlyList<(string Corpus, PreparedSubject Prepared)> ascending = [.. corpora.OrderBy(entry => entry.Prepared.Cache.Bytes)];
        return order switch
        {
            "descending" => [.. ascending.Reverse()],
            "shuffled-1" => Interleaving.Shuffle(ascending, seed, 1),
            "shuffled-2" => Interleaving.Shuffle(ascending, seed, 2),
            _ => ascending,
        };
    }

    private async Task<bool> MeasureAsync(IReadOnlyList<(string Corpus, PreparedSubject Prepared)> corpora, string orderName, int block, int order, CancellationToken cancellationToken)
    {
        PreparedSubject first = corpora[0].Prepared;
        var head = new RowHead(block, order, string.Empty, first.Name, "progressive", 1, CacheState.Warm, Verdict.Ok);
        var row = new GrowthRow(GrowthAxes.Corpora) { OrderName = orderName, Step = 0, CumulativeBytes = 0 };
        try
        {
            using WorkerGroup group = await WorkerGroup.StartAsync(run, first, 1, $"scale-corpora-{orderName}", cancellationToken).ConfigureAwait(false);
            (row with { Memory = await ReadAsync(group, cancellationToken).ConfigureAwait(false) }).Write(run, head);
            foreach ((string corpus, PreparedSubject prepared) in corpora)
            {
                head = head with { Corpus = corpus };
                row = row with { Step = row.Step + 1, CorpusAdded = corpus, CumulativeBytes = row.CumulativeBytes + prepared.Cache.Bytes };
                WorkerReply opened = await group.First.SendAsync(WorkerGroup.OpenRequest(prepared.Cache.Path), cancellationToken).ConfigureAwait(false);
                await group.First.SendAsync(new WorkerRequest { Op = WorkerOps.Touch, Kind = options.Touch, Seed = run.Options.Seed }, cancellationToken).ConfigureAwait(false);
                row = row with { Memory = await ReadAsync(group, cancellationToken).ConfigureAwait(false), StepMs = opened.Ms, CacheBytes = prepared.Cache.Bytes, Nodes = opened.Answer.Nodes };
                row.Write(run, head);
            }

            await group.ExitAsync(cancellationToken).ConfigureAwait(false);
            if (Blocks.IsMeasured(block))
            {
                summary.Add(All, head.Subject, $"corpora in one process: {row.Step}, {orderName}, PSS", "MiB", ProcessReading.Megabytes(row.Memory!.Pss ?? row.Memory.Rss));
                summary.Add(All, head.Subject, $"corpora in one process: {row.Step}, {orderName}, USS", "MiB", ProcessReading.Megabytes(row.Memory.Uss));
            }

            return true;
        }
        catch (BenchException e)
        {
            string verdict = run.SubjectFailed(head.Corpus, head.Subject, e);
            (row with { Memory = null, StepMs = null }).Write(run, head with { Verdict = verdict });
            return false;
        }
    }

    private static async Task<ProcessReading> ReadAsync(WorkerGroup group, CancellationToken cancellationToken)
    {
        GroupReading reading = await group.ReadSettledAsync(cancellationToken).ConfigureAwait(false);
        return reading.Sum ?? throw reading.Failure!;
    }
}
