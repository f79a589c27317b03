using ContextFabric.Cli.Output;

namespace ContextFabric.Cli.Sharing;

/// <summary>Shows a sharing report to a person.</summary>
internal static class SharingPrinter
{
    public static void Print(SharingReport report, CliOutput output)
    {
        SharingRun mapped = report.Find(WorkerMode.Mapped, report.Workers)!;
        output.Heading($"{report.Workers} worker{(report.Workers == 1 ? string.Empty : "s")} on one corpus of {Format.Size(report.StoreBytes)}, every page touched");
        output.Table(WorkersTable(mapped));
        output.Line("MB. RSS counts a shared page in every process; PSS divides it among them, so PSS adds up to real memory; USS is what a process has to itself.", Tone.Muted);
        output.Line();
        output.Heading("Against the baselines");
        output.Table(RunsTable(report));
        SharingSummary summary = report.Summary;
        output.Pairs(
            ("ΣPSS(N) ÷ PSS(1)", Format.Ratio(summary.PssRatio)),
            ("ΣPSS(N) ÷ N·PSS(1)", $"{Format.Ratio(summary.PssFraction)} (at best {Format.Ratio(summary.PssFractionFloor)} with this corpus and runtime)"),
            ("one more worker", $"{Format.Size(summary.MarginalCost)}, of which runtime {Format.Size(summary.MarginalRuntime)}"),
            ("… if it copied the corpus", Format.Size(summary.MarginalCopied)));
        output.Line();
        PrintClaims(report, output);
        SharingEnvironment e = report.Environment;
        output.Line(
            $"{e.System}, {e.Runtime}, {e.GarbageCollector} GC, {e.Processors} processors, {(e.Memory is { } m ? Format.Size(m) : "unknown")} memory, pages of {e.PageSize} bytes, {e.FileSystem ?? "unknown file system"}",
            Tone.Muted);
    }

    /// <summary>The verdict lines alone.</summary>
    public static void PrintClaims(SharingReport report, CliOutput output)
    {
        output.Heading("Verdict");
        foreach (Claim claim in report.Claims)
        {
            (string word, Tone tone) = claim.Outcome switch
            {
                ClaimOutcome.Holds => ("HOLDS", Tone.Good),
                ClaimOutcome.DoesNotHold => ("DOES NOT HOLD", Tone.Bad),
                _ => ("CANNOT BE TESTED HERE", Tone.Warning),
            };
            output.Tagged(word, tone, $"{claim.Statement}: {claim.Evidence}");
        }
    }

    private static Grid WorkersTable(SharingRun run)
    {
        var grid = new Grid("process", ">RSS", ">PSS", ">USS", ">page tables", ">heap", ">PSS as loaded");
        foreach (WorkerFigures w in run.Workers)
        {
            grid.Add(
                Format.Number(w.ProcessId),
                Format.Megabytes(w.Rss),
                Format.Megabytes(w.Pss),
                Format.Megabytes(w.Uss),
                Format.Megabytes(w.PageTables),
                Format.Megabytes(w.ManagedHeap),
                Format.Megabytes(w.PssAsLoaded));
        }

        return grid.Add(
            new Cell("total", Tone.Strong),
            new Cell(Format.Megabytes(run.TotalRss), Tone.Muted),
            new Cell(Format.Megabytes(run.TotalPss), Tone.Strong),
            Format.Megabytes(run.TotalUss),
            Format.Megabytes(run.TotalPageTables),
            Format.Megabytes(run.Workers.Sum(w => w.ManagedHeap)),
            Format.Megabytes(run.TotalPssAsLoaded));
    }

    private static Grid RunsTable(SharingReport report)
    {
        var grid = new Grid("workers", ">N", ">ΣRSS", ">ΣPSS", ">ΣUSS", ">Σpage tables", ">shared pages");
        foreach (SharingRun run in report.Runs)
        {
            bool main = run.Mode == WorkerMode.Mapped;
            grid.Add(
                new Cell(
                    run.Mode switch { WorkerMode.None => "no corpus", WorkerMode.Mapped => "mapped", _ => "private copy (control)" },
                    main ? Tone.Strong : Tone.Normal),
                Format.Number(run.Workers.Count),
                Format.Megabytes(run.TotalRss),
                new Cell(Format.Megabytes(run.TotalPss), main ? Tone.Strong : Tone.Normal),
                Format.Megabytes(run.TotalUss),
                Format.Megabytes(run.TotalPageTables),
                run.Frames is { } f && run.Workers.Count > 1 ? $"{Format.Count(f.SameFrame ?? f.SharedFilePages)} of {Format.Count(f.Sampled)}" : "–");
        }

        return grid;
    }
}
