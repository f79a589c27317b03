using System.Text.Json.Nodes;
using ContextFabric.Bench.Machine;
using ContextFabric.Bench.Running;
using ContextFabric.Bench.Suites.Common;
using ContextFabric.Bench.Workers;

namespace ContextFabric.Bench.Suites.Opening;

/// <summary>
/// <c>bench load</c>: the way of a fresh process to its first answer (start, opening, first value, first query), with the
/// files in memory and without. The resident share in a row is that after the first query: with a cold cache it shows how
/// much of the corpus an answer needs.
/// </summary>
internal sealed class LoadSuite : ISummarizedSuite
{
    private const string TableName = "load.csv";
    private const int UsualRuns = 10;

    /// <summary>Features to load; null for all.</summary>
    public IReadOnlyList<string>? Features { get; init; }

    public string Name => "load";

    public SuiteSummary Summary { get; } = new();

    public void Describe(JsonObject config) => config["features"] = Features is null ? FeatureSelection.Everything : string.Join(',', Features);

    public async Task RunAsync(BenchRun run, CancellationToken cancellationToken)
    {
        IReadOnlyList<CacheChoice> states = CacheControl.States(run.Options.Cache, CacheChoice.Both);
        using var scratch = BenchScratch.Create(run);
        foreach (BenchCorpus corpus in run.Corpora)
        {
            List<PreparedSubject> subjects = await OpenedCorpora.PrepareAsync(run, corpus, states, scratch, cancellationToken).ConfigureAwait(false);
            int round = 0;
            foreach (int block in Blocks.Of(run, UsualRuns))
            {
                run.Step($"{corpus.Name}: loading, block {block}");
                int order = 0;
                foreach (CacheChoice state in states)
                {
                    foreach (PreparedSubject subject in Interleaving.Turn(subjects.ToArray(), run.Options.Seed, block, round++))
                    {
                        string cache = CacheControl.Set(run, state, subject.Cache);
                        var head = new RowHead(block, ++order, corpus.Name, subject.Name, "load", 1, cache, Verdict.Ok);
                        if (!await MeasureAsync(run, subject, head, cancellationToken).ConfigureAwait(false))
                        {
                            subjects.Remove(subject);
                        }
                    }
                }
            }

            OpenedCorpora.Release(subjects, scratch);
        }
    }

    private async Task<bool> MeasureAsync(BenchRun run, PreparedSubject subject, RowHead head, CancellationToken cancellationToken)
    {
        try
        {
            using WorkerClient worker = await run.StartWorkerAsync(subject.Subject, $"load-{head.Corpus}-{subject.Name}", cancellationToken).ConfigureAwait(false);
            WorkerRequest request = WorkerGroup.OpenRequest(subject.Cache.Path) with { Features = new FeatureSelection(Features) };
            WorkerReply opened = await worker.SendAsync(request, cancellationToken).ConfigureAwait(false);
            WorkerReply first = await worker.SendAsync(new WorkerRequest { Op = WorkerOps.First }, cancellationToken).ConfigureAwait(false);
            ProcessReading memory = ProcessReading.Read(worker.ProcessId, subject.Cache.Files);
            var row = new OpeningRow
            {
                StartMs = worker.StartMs,
                OpenMs = opened.Ms,
                LookupMs = first.Answer.LookupMs,
                QueryMs = first.Answer.QueryMs,
                MinorFaults = memory.MinorFaults,
                MajorFaults = memory.MajorFaults,
                Mapped = OpenedMapping.BytesOf(worker.ProcessId, subject.Cache.Files),
                Memory = memory,
                ResidentPercent = CorpusPages.ResidentPercent(subject.Cache.Files),
                CacheBytes = subject.Cache.Bytes,
                Nodes = opened.Answer.Nodes,
            };
            await worker.ExitAsync(cancellationToken).ConfigureAwait(false);
            if (Blocks.IsMeasured(head.Block))
            {
                run.Add(TableName, RawColumns.Load, head, row.Cells);
                Summary.Add(head.Corpus, subject.Name, $"process start, {head.Cache}", "ms", row.StartMs);
                Summary.Add(head.Corpus, subject.Name, $"open, {head.Cache}", "ms", row.OpenMs);
                Summary.Add(head.Corpus, subject.Name, $"time to first answer, {head.Cache}", "ms", row.TotalMs);
            }

            return true;
        }
        catch (BenchException e)
        {
            string verdict = run.SubjectFailed(head.Corpus, subject.Name, e);
            run.Add(TableName, RawColumns.Load, head with { Verdict = verdict }, new OpeningRow { CacheBytes = subject.Cache.Bytes }.Cells);
            return false;
        }
    }
}
