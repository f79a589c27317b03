using System.CommandLine;
using System.Diagnostics;
using ContextFabric.Cli.Output;
using ContextFabric.Storage;

namespace ContextFabric.Cli.Commands;

/// <summary><c>cfabric verify STORE</c>: structure and checksums of every member.</summary>
internal static class VerifyCommand
{
    public static Command Create(CliOutput output)
    {
        Argument<string> corpus = new("CORPUS");
        Option<bool> json = CommandExtensions.JsonOption();
        return new Command("verify", "Check structure and checksums of a store")
            .With(corpus, json)
            .Runs((parsed, cancellationToken) =>
            {
                List<StoreCheck> checks = [Check(parsed.GetValue(corpus)!, cancellationToken)];
                if (parsed.GetValue(json))
                {
                    CliOutput.Json(checks, CliJson.Instance.ListStoreCheck);
                }
                else
                {
                    checks.ForEach(check => Print(check, output));
                }

                return checks.TrueForAll(check => check.IsSound) ? ExitCode.Ok : ExitCode.BadData;
            });
    }

    internal static StoreCheck Check(string path, CancellationToken cancellationToken)
    {
        long begin = Stopwatch.GetTimestamp();
        try
        {
            using ArrayStore store = ArrayStore.OpenFile(path);
            IReadOnlyList<string> faults = store.Verify(cancellationToken: cancellationToken);
            return new StoreCheck(store.Path, store.Length, store.Keys.Count(), faults, Stopwatch.GetElapsedTime(begin));
        }
        catch (CorpusFormatException fault)
        {
            return new StoreCheck(Path.GetFullPath(path), new FileInfo(path).Length, 0, [fault.Reason], Stopwatch.GetElapsedTime(begin));
        }
    }

    private static void Print(StoreCheck check, CliOutput output)
    {
        if (check.IsSound)
        {
            output.Tagged("SOUND", Tone.Good, $"{check.Path}: {Format.Count(check.Arrays)} arrays, {Format.Size(check.Bytes)}, read and checked in {Format.Time(check.Elapsed)}");
            return;
        }

        foreach (string fault in check.Faults)
        {
            output.Error($"{check.Path}: {fault}");
        }

        output.Error($"cfabric: {check.Path} is damaged or no store: compile it again from its .tf files");
    }
}

/// <summary>What a check of one store found.</summary>
internal sealed record StoreCheck(string Path, long Bytes, int Arrays, IReadOnlyList<string> Faults, TimeSpan Elapsed)
{
    public bool IsSound => Faults.Count == 0;
}
