using System.CommandLine;
using System.Diagnostics;
using ContextFabric.Cli.Corpora;
using ContextFabric.Cli.Output;
using ContextFabric.Cli.Reports;
using ContextFabric.Storage;
using ContextFabric.Store;

namespace ContextFabric.Cli.Commands;

/// <summary><c>cfabric verify CORPUS</c>: structure and checksums of every member of its stores.</summary>
internal static class VerifyCommand
{
    public static Command Create(CliOutput output)
    {
        var corpus = new CorpusArgument(output);
        Option<bool> json = CommandExtensions.JsonOption();
        return new Command("verify", "Check structure and checksums of a store")
            .With(corpus.Corpus, corpus.Modules, json)
            .Runs((parsed, cancellationToken) =>
            {
                List<StoreCheck> checks = [];
                foreach (string path in corpus.Locations(parsed).SelectMany(location => StoresOf(corpus, location, cancellationToken)))
                {
                    using ProgressLine progress = output.Progress();
                    checks.Add(Check(path, progress, cancellationToken));
                }

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

    // what is there is checked as it is: opening would replace a damaged store of a folder silently
    private static string[] StoresOf(CorpusArgument argument, string location, CancellationToken cancellationToken)
    {
        string store = File.Exists(location) ? location : StorePaths.For(location);
        if (File.Exists(store))
        {
            return [store];
        }

        using Corpus corpus = argument.Open([location], cancellationToken);
        return [.. corpus.Stores.Select(store => store.Path)];
    }

    private static StoreCheck Check(string path, ProgressLine progress, CancellationToken cancellationToken)
    {
        long begin = Stopwatch.GetTimestamp();
        try
        {
            using ArrayStore store = ArrayStore.OpenFile(path);
            StoreMeta meta = StoreMeta.Read(store);
            IReadOnlyList<string> faults = store.Verify(
                done => progress.Show($"checking {Format.Size(store.Length)}", (double)done / store.Length), cancellationToken);
            return new StoreCheck(store.Path, store.Length, store.Keys.Count(), meta.Fingerprint, faults, Stopwatch.GetElapsedTime(begin).TotalMilliseconds);
        }
        catch (CorpusFormatException fault)
        {
            return new StoreCheck(Path.GetFullPath(path), new FileInfo(path).Length, 0, null, [fault.Reason], Stopwatch.GetElapsedTime(begin).TotalMilliseconds);
        }
    }

    private static void Print(StoreCheck check, CliOutput output)
    {
        if (check.IsSound)
        {
            string facts = $"{Format.Count(check.Arrays)} arrays, {Format.Size(check.Bytes)}, read and checked in {Format.Time(TimeSpan.FromMilliseconds(check.Milliseconds))}";
            output.Tagged("SOUND", Tone.Good, $"{check.Path}: {facts}");
            return;
        }

        foreach (string fault in check.Faults)
        {
            output.Error($"{check.Path}: {fault}");
        }
    }
}
