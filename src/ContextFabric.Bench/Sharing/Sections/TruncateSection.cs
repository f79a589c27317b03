using ContextFabric.Bench.Reports;
using ContextFabric.Storage;

namespace ContextFabric.Bench.Sharing;

/// <summary>A corpus file that is made shorter: before it is opened, and under a process that maps it.</summary>
internal sealed record TruncateResult
{
    /// <summary>The error on opening it; null when there was none.</summary>
    public string? OpenError { get; init; }

    /// <summary>Exit code of the process that read beyond the new end; null when it survived.</summary>
    public int? ExitCode { get; init; }

    /// <summary>First line of what it said.</summary>
    public string? LastWords { get; init; }

    /// <summary>True when it could still read what lies before the new end.</summary>
    public required bool ReadsBelowEnd { get; init; }

    public required IReadOnlyList<Claim> Claims { get; init; }
}

/// <summary>Shows the guard at opening, and the limit that no guard can remove, in a worker that is sacrificed.</summary>
internal sealed class TruncateSection(SharingContext context)
{
    public async Task<TruncateResult> RunAsync(CancellationToken cancellationToken)
    {
        context.Report("a file that is made shorter", 0);
        string path = await context.Scratch.CopyAsync(context.Small, "truncated.cfm", cancellationToken).ConfigureAwait(false);
        long length = new FileInfo(path).Length;
        long kept = length / 2;
        var result = new TruncateResult { ReadsBelowEnd = false, Claims = [] };
        if (OperatingSystem.IsWindows())
        {
            Truncate(path, kept);
            result = result with { OpenError = TryOpen(path) };
            return result with { Claims = [JudgeGuard(result), NoFault("Windows does not let a mapped file be made shorter")] };
        }

        using WorkerGroup group = await WorkerGroup.StartAsync(1, WorkerKind.File, [nameof(FileAccessKind.Read), path], cancellationToken).ConfigureAwait(false);
        WorkerProcess worker = group[0];
        _ = await worker.AskAsync(WorkerProtocol.Touch, cancellationToken).ConfigureAwait(false);
        Truncate(path, kept);
        result = result with { OpenError = TryOpen(path) };
        _ = await worker.AskAsync($"{WorkerProtocol.Peek} 0", cancellationToken).ConfigureAwait(false);
        (int ExitCode, string Error)? end = await worker.SacrificeAsync($"{WorkerProtocol.Peek} {length - 1}", cancellationToken).ConfigureAwait(false);
        File.Delete(path);
        result = result with
        {
            ReadsBelowEnd = true,
            ExitCode = end?.ExitCode,
            LastWords = end is { } died ? Shorten(died.Error) : null,
        };
        context.Record(SharingSection.Truncate, "read beyond the end", 0, "exit-code", result.ExitCode, "");
        return result with { Claims = [JudgeGuard(result), JudgeFault(result)] };
    }

    private static void Truncate(string path, long length)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete);
        file.SetLength(length);
    }

    // the message of the runtime, without the calls that led to it
    private static string Shorten(string error) =>
        string.Join(' ', error.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).TakeWhile(line => !line.StartsWith("at ", StringComparison.Ordinal)).Take(2));

    private static string? TryOpen(string path)
    {
        try
        {
            Corpus.Open([path], modules: null, new CorpusOptions { CacheMode = CacheMode.Never }).Dispose();
            return null;
        }
        catch (CorpusFormatException e)
        {
            return e.Message.Replace(path, Path.GetFileName(path), StringComparison.Ordinal);
        }
    }

    private static Claim JudgeGuard(TruncateResult result) => new(
        "truncation-guard",
        "A file that is too short is refused when it is opened",
        result.OpenError ?? "it was opened without an error",
        result.OpenError is null ? ClaimOutcome.DoesNotHold : ClaimOutcome.Holds);

    private static Claim JudgeFault(TruncateResult result) => result.ExitCode is null
        ? NoFault("the process survived reading beyond the end")
        : new Claim(
            "truncation-fault",
            "Making a file shorter under its readers kills those who read beyond its end, so published files are never changed",
            $"the sacrificed worker ended with exit code {result.ExitCode} ({result.LastWords}); before the new end it could read",
            result is { ExitCode: not 0, ReadsBelowEnd: true } ? ClaimOutcome.Holds : ClaimOutcome.DoesNotHold);

    private static Claim NoFault(string why) => new(
        "truncation-fault", "Making a file shorter under its readers kills those who read beyond its end, so published files are never changed", why, ClaimOutcome.CannotBeTested);
}
