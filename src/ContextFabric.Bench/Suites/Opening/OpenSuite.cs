using System.Text.Json.Nodes;
using ContextFabric.Bench.Machine;
using ContextFabric.Bench.Running;
using ContextFabric.Bench.Suites.Common;
using ContextFabric.Bench.Workers;

namespace ContextFabric.Bench.Suites.Opening;

/// <summary>
/// <c>bench open</c>: opening alone, as the first thing in a process (mode <c>first</c>, which includes what the runtime
/// does once) and again and again in one process (mode <c>again</c>), each time after the corpus was closed. Over corpora of
/// different sizes it shows whether opening depends on the size.
/// </summary>
internal sealed class OpenSuite : ISummarizedSuite
{
    private const string TableName = "open.csv";
    private const string FirstMode = "first";
    private const string AgainMode = "again";
    private const int UsualRuns = 10;
    private const int UsualRepeats = 10;
    private const int QuickRepeats = 3;

    public string Name => "open";

    public SuiteSummary Summary { get; } = new();

    public void Describe(JsonObject config)
    {
        config["repeats"] = UsualRepeats;
        config["quick_repeats"] = QuickRepeats;
    }

    public async Task RunAsync(BenchRun run, CancellationToken cancellationToken)
    {
        IReadOnlyList<CacheChoice> states = CacheControl.States(run.Options.Cache, CacheChoice.Warm);
        using var scratch = BenchScratch.Create(run);
        foreach (BenchCorpus corpus in run.Corpora)
        {
            List<PreparedSubject> subjects = await OpenedCorpora.PrepareAsync(run, corpus, states, scratch, cancellationToken).ConfigureAwait(false);
            int round = 0;
            foreach (int block in Blocks.Of(run, UsualRuns))
            {
                run.Step($"{corpus.Name}: opening, block {block}");
                int order = 0;
                foreach (CacheChoice state in states)
                {
                    foreach (PreparedSubject subject in Interleaving.Turn(subjects.ToArray(), run.Options.Seed, block, round++))
                    {
                        var head = new RowHead(block, ++order, corpus.Name, subject.Name, FirstMode, 1, CacheControl.Set(run, state, subject.Cache), Verdict.Ok);
                        if (!await MeasureAsync(run, subject, state, head, cancellationToken).ConfigureAwait(false))
                        {
                            subjects.Remove(subject);
                        }
                    }
                }
            }

            OpenedCorpora.Release(subjects, scratch);
        }
    }

    private async Task<bool> MeasureAsync(BenchRun run, PreparedSubject subject, CacheChoice state, RowHead head, CancellationToken cancellationToken)
    {
        try
        {
            using WorkerClient worker = await run.StartWorkerAsync(subject.Subject, $"open-{head.Corpus}-{subject.Name}", cancellationToken).ConfigureAwait(false);
            Write(run, head, await OpenAsync(worker, subject, worker.StartMs, cancellationToken).ConfigureAwait(false));
            if (worker.Hello.Ops?.Contains(WorkerOps.Close) == true)
            {
                int repeats = run.Options.Quick ? QuickRepeats : UsualRepeats;
                for (int i = 0; i < repeats; i++)
                {
                    await worker.SendAsync(new WorkerRequest { Op = WorkerOps.Close }, cancellationToken).ConfigureAwait(false);
                    await worker.SendAsync(new WorkerRequest { Op = WorkerOps.Gc }, cancellationToken).ConfigureAwait(false);
                    RowHead again = head with { Mode = AgainMode, Cache = CacheControl.Set(run, state, subject.Cache) };
                    Write(run, again, await OpenAsync(worker, subject, null, cancellationToken).ConfigureAwait(false));
                }
            }

            await worker.ExitAsync(cancellationToken).ConfigureAwait(false);
            return true;
        }
        catch (BenchException e)
        {
            string verdict = run.SubjectFailed(head.Corpus, subject.Name, e);
            run.Add(TableName, RawColumns.Load, head with { Verdict = verdict }, new OpeningRow { CacheBytes = subject.Cache.Bytes }.Cells);
            return false;
        }
    }

    private static async Task<OpeningRow> OpenAsync(WorkerClient worker, PreparedSubject subject, double? startMs, CancellationToken cancellationToken)
    {
        WorkerReply reply = await worker.SendAsync(WorkerGroup.OpenRequest(subject.Cache.Path), cancellationToken).ConfigureAwait(false);
        return new OpeningRow
        {
            StartMs = startMs,
            OpenMs = reply.Ms,
            MinorFaults = reply.Counters.MinorFaults,
            MajorFaults = reply.Counters.MajorFaults,
            Mapped = OpenedMapping.BytesOf(worker.ProcessId, subject.Cache.Files),
            Memory = ProcessReading.Read(worker.ProcessId, subject.Cache.Files),
            ResidentPercent = CorpusPages.ResidentPercent(subject.Cache.Files),
            CacheBytes = subject.Cache.Bytes,
            Nodes = reply.Answer.Nodes,
        };
    }

    private void Write(BenchRun run, RowHead head, OpeningRow row)
    {
        if (Blocks.IsMeasured(head.Block))
        {
            run.Add(TableName, RawColumns.Load, head, row.Cells);
            Summary.Add(head.Corpus, head.Subject, $"open, {(head.Mode == FirstMode ? "first in a process" : "again")}, {head.Cache}", "ms", row.OpenMs);
        }
    }
}
