using System.Text.Json.Nodes;
using ContextFabric.Bench.Machine;
using ContextFabric.Bench.Running;
using ContextFabric.Bench.Suites.Common;
using ContextFabric.Bench.Workers;

namespace ContextFabric.Bench.Suites.Compiling;

/// <summary>
/// <c>bench compile</c>: time, memory and size of compiling, and whether the bytes are the same every time and with any
/// number of threads. Each compilation is a process of its own and writes to a folder of its own, which is removed
/// afterwards. Reading the sources as text, line by line, stands beside it as what cannot be saved.
/// </summary>
internal sealed class CompileSuite : ISummarizedSuite
{
    /// <summary>Stands in the place of a subject in the rows of reading the sources.</summary>
    public const string ReadingName = "read-text";

    private const string TableName = "compile.csv";
    private const int UsualRuns = 5;

    /// <summary>Numbers of threads; null for 1 and as many as the machine has.</summary>
    public IReadOnlyList<int>? Threads { get; init; }

    /// <summary>True to keep the last store of each corpus among the results.</summary>
    public bool Keep { get; init; }

    public string Name => "compile";

    public IReadOnlyList<string> UsualSubjects => [WorkerSession.Mapped];

    public SuiteSummary Summary { get; } = new();

    private IReadOnlyList<int> ThreadCounts => Threads ?? [.. new[] { 1, Environment.ProcessorCount }.Distinct()];

    public void Describe(JsonObject config)
    {
        config["threads"] = string.Join(',', ThreadCounts);
        config["keep"] = Keep;
    }

    public async Task RunAsync(BenchRun run, CancellationToken cancellationToken)
    {
        using var scratch = BenchScratch.Create(run);
        foreach (BenchCorpus corpus in run.Corpora)
        {
            if (corpus.Folder is null)
            {
                run.Warn($"{corpus.Name} has no .tf files to compile");
                continue;
            }

            await MeasureAsync(run, corpus, corpus.Folder, scratch, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task MeasureAsync(BenchRun run, BenchCorpus corpus, string folder, BenchScratch scratch, CancellationToken cancellationToken)
    {
        var digests = new Dictionary<string, string>(StringComparer.Ordinal);
        Subject? product = run.Subjects.All.FirstOrDefault(subject => !subject.IsPeer); // built-in subjects have one compiler
        List<Case> cases = [.. run.Subjects.All.Where(subject => subject.IsPeer || subject.IsCopy || subject == product).SelectMany(subject => subject.IsPeer ? [new Case(subject, null)] : ThreadCounts.Select(threads => new Case(subject, threads)))];
        string[] sources = [.. Directory.EnumerateFiles(folder, "*.tf").Order(StringComparer.Ordinal)];
        string cache = CorpusPages.Warm(sources);
        int round = 0;
        foreach (int block in Blocks.Of(run, UsualRuns))
        {
            run.Step($"{corpus.Name}: compiling, block {block}");
            int order = 0;
            foreach (Case one in Interleaving.Turn(cases.ToArray(), run.Options.Seed, block, round++))
            {
                var head = new RowHead(block, ++order, corpus.Name, one.Subject.Name, "compile", 1, cache, Verdict.Ok);
                if (!await CompileAsync(run, corpus, folder, one, head, scratch, digests, cancellationToken).ConfigureAwait(false))
                {
                    cases.RemoveAll(other => other.Subject == one.Subject);
                }
            }

            ReadAsText(run, new RowHead(block, ++order, corpus.Name, ReadingName, "read", 1, cache, Verdict.Ok), sources);
        }

        if (Keep && Directory.Exists(KeptIn(scratch)))
        {
            string kept = Directory.CreateDirectory(run.Folder.File("stores")).FullName;
            Directory.Move(KeptIn(scratch), Path.Combine(kept, corpus.Name));
        }
    }

    private async Task<bool> CompileAsync(
        BenchRun run, BenchCorpus corpus, string folder, Case one, RowHead head, BenchScratch scratch, Dictionary<string, string> digests, CancellationToken cancellationToken)
    {
        string output = scratch.NewFolder();
        Directory.CreateDirectory(output);
        string target = one.Subject.IsPeer ? output : Path.Combine(output, "corpus.cfm");
        try
        {
            using WorkerClient worker = await run.StartWorkerAsync(one.Subject, $"compile-{corpus.Name}-{one.Subject.Name}", cancellationToken).ConfigureAwait(false);
            if (worker.Hello.Ops is { } ops && !ops.Contains(WorkerOps.Compile))
            {
                run.Warn($"{one.Subject.Name} does not compile; it is left out of 'compile'");
                return false;
            }

            WorkerReply reply = await worker.SendAsync(new WorkerRequest { Op = WorkerOps.Compile, Path = folder, Out = target, Threads = one.Threads }, cancellationToken).ConfigureAwait(false);
            long? peak = ProcessReading.PeakOf(worker.ProcessId);
            await worker.ExitAsync(cancellationToken).ConfigureAwait(false);
            var written = CompiledFiles.Of(target);
            string verdict = Judge(run, corpus, one, digests, written);
            if (Blocks.IsMeasured(head.Block))
            {
                Write(run, corpus, one, head with { Verdict = verdict }, reply, peak, written);
            }

            return true;
        }
        catch (BenchException e)
        {
            string verdict = run.SubjectFailed(corpus.Name, one.Subject.Name, e);
            run.Add(TableName, RawColumns.Compile, head with { Verdict = verdict }, one.Threads, null, null, null, null, ProcessReading.Megabytes(corpus.SourceBytes), null, null, null, null);
            return false;
        }
        finally
        {
            if (Keep && !one.Subject.IsPeer)
            {
                BenchScratch.Remove(KeptIn(scratch));
                Directory.Move(output, KeptIn(scratch));
            }
            else
            {
                BenchScratch.Remove(output);
            }
        }
    }

    private static string KeptIn(BenchScratch scratch) => Path.Combine(scratch.Path, "kept");

    private static string Judge(BenchRun run, BenchCorpus corpus, Case one, Dictionary<string, string> digests, CompiledFiles written)
    {
        string compiler = one.Subject.IsPeer ? one.Subject.Name : string.Empty;
        if (digests.TryAdd(compiler, written.Digest) || digests[compiler] == written.Digest)
        {
            return Verdict.Ok;
        }

        run.Add(new VerdictRow(corpus.Name, one.Subject.Name, Verdict.Nondeterministic)
        {
            Digest = written.Digest,
            ExpectedDigest = digests[compiler],
            Message = $"with {one.Threads?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "its own number of"} threads other bytes were written than before",
        });
        return Verdict.Nondeterministic;
    }

    private void Write(BenchRun run, BenchCorpus corpus, Case one, RowHead head, WorkerReply reply, long? peak, CompiledFiles written)
    {
        double? source = ProcessReading.Megabytes(corpus.SourceBytes);
        double? output = ProcessReading.Megabytes(written.Bytes);
        run.Add(
            TableName, RawColumns.Compile, head, one.Threads, reply.Ms, reply.Counters.UserMs, reply.Counters.SystemMs, ProcessReading.Megabytes(peak), source, output, written.Digest, null, null);
        foreach ((string phase, double ms) in reply.Answer.Phases ?? [])
        {
            run.Add(TableName, RawColumns.Compile, head, one.Threads, null, null, null, null, source, output, null, phase, ms);
        }

        string what = one.Threads is { } threads ? $"compile, threads: {threads}" : "compile";
        Summary.Add(corpus.Name, one.Subject.Name, what, "ms", reply.Ms);
        Summary.Add(corpus.Name, one.Subject.Name, $"{what}, sources per second", "MiB/s", source / reply.Ms * 1000);
        Summary.Add(corpus.Name, one.Subject.Name, $"{what}, peak memory", "MiB", ProcessReading.Megabytes(peak));
        Summary.Add(corpus.Name, one.Subject.Name, "size of the output", "MiB", output);
        Summary.Add(corpus.Name, one.Subject.Name, "output / sources", "", output / source);
    }

    private void ReadAsText(BenchRun run, RowHead head, string[] sources)
    {
        var reading = TextReading.Of(sources);
        if (Blocks.IsMeasured(head.Block))
        {
            run.Add(TableName, RawColumns.Compile, head, 1, reading.WallMs, reading.UserMs, reading.SystemMs, null, ProcessReading.Megabytes(reading.Bytes), null, null, null, null);
            Summary.Add(head.Corpus, ReadingName, "reading the sources", "ms", reading.WallMs);
        }
    }

    private sealed record Case(Subject Subject, int? Threads);
}
