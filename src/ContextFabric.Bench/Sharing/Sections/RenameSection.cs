using ContextFabric.Bench.Reports;

namespace ContextFabric.Bench.Sharing;

/// <summary>A corpus file that is replaced by another while a process queries it.</summary>
internal sealed record RenameResult
{
    /// <summary>How many times the process asked all its questions meanwhile.</summary>
    public required long Rounds { get; init; }

    /// <summary>How many times the answers were other than before.</summary>
    public required long Different { get; init; }

    public required bool WasStaleBefore { get; init; }

    public required bool IsStaleAfter { get; init; }

    /// <summary>True when opening the path again gave the answers of the new file.</summary>
    public required bool ReopenGivesNew { get; init; }

    public required IReadOnlyList<Claim> Claims { get; init; }
}

/// <summary>Replaces a store by rename under a process that queries it in a loop.</summary>
internal sealed class RenameSection(SharingContext context)
{
    private static readonly TimeSpan s_newer = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(150);

    public async Task<RenameResult> RunAsync(CancellationToken cancellationToken)
    {
        context.Report("replacing a file under its readers", 0);

        // two corpora that answer differently, so that old and new can be told apart
        string path = await context.Scratch.CopyAsync(context.Stores[0], "replaced.cfm", cancellationToken).ConfigureAwait(false);
        string next = await context.Scratch.CopyAsync(context.Small, "replacement.cfm", cancellationToken).ConfigureAwait(false);

        // staleness is told by length and time of change, and two copies made within a tick of the clock have the same
        File.SetLastWriteTimeUtc(next, File.GetLastWriteTimeUtc(path) + s_newer);
        string expected = await AnswersOfAsync(next, cancellationToken).ConfigureAwait(false);

        using WorkerGroup group = await WorkerGroup.StartAsync(1, WorkerKind.Mapped, [path], cancellationToken).ConfigureAwait(false);
        WorkerProcess worker = group[0];
        bool before = await IsStaleAsync(worker, cancellationToken).ConfigureAwait(false);
        _ = await worker.AskAsync(WorkerProtocol.Loop, cancellationToken).ConfigureAwait(false);
        await Task.Delay(s_pause, cancellationToken).ConfigureAwait(false);
        File.Move(next, path, overwrite: true);
        await Task.Delay(s_pause, cancellationToken).ConfigureAwait(false);
        WorkerReply loop = await worker.AskAsync(WorkerProtocol.EndLoop, cancellationToken).ConfigureAwait(false);
        bool after = await IsStaleAsync(worker, cancellationToken).ConfigureAwait(false);
        string answers = (await worker.AskAsync(WorkerProtocol.Reopen, cancellationToken).ConfigureAwait(false)).Text("answers");
        bool isCurrent = !await IsStaleAsync(worker, cancellationToken).ConfigureAwait(false);
        await group.QuitAsync(cancellationToken).ConfigureAwait(false);
        File.Delete(path);

        var result = new RenameResult
        {
            Rounds = loop.Number("rounds"),
            Different = loop.Number("different"),
            WasStaleBefore = before,
            IsStaleAfter = after,
            ReopenGivesNew = answers == expected && isCurrent,
            Claims = [],
        };
        context.Record(SharingSection.Rename, "during", 0, "rounds", result.Rounds, "");
        context.Record(SharingSection.Rename, "during", 0, "different", result.Different, "");
        return result with { Claims = [Judge(result)] };
    }

    private static async Task<string> AnswersOfAsync(string store, CancellationToken cancellationToken)
    {
        using WorkerGroup group = await WorkerGroup.StartAsync(1, WorkerKind.Mapped, [store], cancellationToken).ConfigureAwait(false);
        string answers = (await group[0].AskAsync(WorkerProtocol.Reopen, cancellationToken).ConfigureAwait(false)).Text("answers");
        await group.QuitAsync(cancellationToken).ConfigureAwait(false);
        return answers;
    }

    private static async Task<bool> IsStaleAsync(WorkerProcess worker, CancellationToken cancellationToken) =>
        (await worker.AskAsync(WorkerProtocol.Stale, cancellationToken).ConfigureAwait(false)).Number("stale") == 1;

    private static Claim Judge(RenameResult result) => new(
        "replace-by-rename",
        "Readers of a replaced file keep the old version, notice it when they ask, and get the new one by opening again",
        $"{Amount.Count(result.Rounds)} rounds of queries meanwhile, {Amount.Count(result.Different)} of them with other answers; stale before: {Word(result.WasStaleBefore)}, after: {Word(result.IsStaleAfter)}; opened again it is {(result.ReopenGivesNew ? "the new one" : "not the new one")}",
        result is { Rounds: > 0, Different: 0, WasStaleBefore: false, IsStaleAfter: true, ReopenGivesNew: true } ? ClaimOutcome.Holds : ClaimOutcome.DoesNotHold);

    private static string Word(bool value) => value ? "yes" : "no";
}
