using ContextFabric.Bench.Reports;
using ContextFabric.Storage.Raw;

namespace ContextFabric.Bench.Sharing;

/// <summary>What fork means for a managed program: the end of a child that reads a mapping, by how it was made.</summary>
internal sealed record ForkResult
{
    /// <summary>Why it could not be tried; null when it was.</summary>
    public string? Skipped { get; init; }

    /// <summary>Signal that ended the child that read the usual mapping; 0 for none.</summary>
    public long DefaultSignal { get; init; }

    /// <summary>Exit code of the child that read an inheritable mapping; −1 for none.</summary>
    public long InheritableExitCode { get; init; }

    public required IReadOnlyList<Claim> Claims { get; init; }
}

/// <summary>Forks two children, one of which does not survive.</summary>
internal sealed class ForkSection(SharingContext context)
{
    private const string Id = "fork-crash";
    private const string Statement = "A forked child does not have the mapping that the library makes, and reading it is its end";

    public async Task<ForkResult> RunAsync(CancellationToken cancellationToken)
    {
        if (ForkProbe.Refusal is { } refusal)
        {
            return new ForkResult { Skipped = refusal, Claims = [new Claim(Id, Statement, refusal, ClaimOutcome.CannotBeTested)] };
        }

        context.Report("a forked child reads the usual mapping", 0);
        string path = await context.Scratch.CopyAsync(context.Small, "forked.cfm", cancellationToken).ConfigureAwait(false);
        using WorkerGroup group = await WorkerGroup.StartAsync(1, WorkerKind.ForkCrash, [path], cancellationToken).ConfigureAwait(false);
        WorkerReply usual = await group[0].AskAsync($"{WorkerProtocol.Fork} {ForkCrashWorker.Default}", cancellationToken).ConfigureAwait(false);
        WorkerReply inherited = await group[0].AskAsync($"{WorkerProtocol.Fork} {ForkCrashWorker.Inheritable}", cancellationToken).ConfigureAwait(false);
        await group.QuitAsync(cancellationToken).ConfigureAwait(false);
        File.Delete(path);
        var result = new ForkResult { DefaultSignal = usual.Number("signal"), InheritableExitCode = inherited.Number("code"), Claims = [] };
        context.Record(SharingSection.Fork, ForkCrashWorker.Default, 0, "signal", result.DefaultSignal, "");
        context.Record(SharingSection.Fork, ForkCrashWorker.Inheritable, 0, "exit-code", result.InheritableExitCode, "");
        return result with { Claims = [Judge(result)] };
    }

    private static Claim Judge(ForkResult result) => new(
        Id,
        Statement,
        $"a child that read the usual mapping ended by signal {result.DefaultSignal}{(result.DefaultSignal == ChildExit.SegmentationFault ? " (segmentation fault)" : string.Empty)}, one with a mapping made to be inherited with exit code {result.InheritableExitCode}; fork is no deployment for a managed program: only the forking thread lives on in the child",
        result is { DefaultSignal: ChildExit.SegmentationFault, InheritableExitCode: 0 } ? ClaimOutcome.Holds : ClaimOutcome.DoesNotHold);
}
