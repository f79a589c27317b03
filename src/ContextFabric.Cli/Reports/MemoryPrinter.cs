using ContextFabric.Cli.Output;

namespace ContextFabric.Cli.Reports;

/// <summary>Shows where memory is to a person.</summary>
internal static class MemoryPrinter
{
    private const string Unknown = "–";

    public static void Print(MemoryOutcome outcome, CliOutput output)
    {
        foreach (StoreTotals store in outcome.Stores)
        {
            output.Heading(store.IsMapped ? store.Path : $"{store.Path} (read into private memory)");
        }

        output.Table(Parts(outcome));
        output.Line("resident: in the page cache, for every process; mapped: in the page table of this process", Tone.Muted);
        output.Line();
        output.Pairs([.. Process(outcome)]);
        foreach (string remark in outcome.Remarks)
        {
            output.Tagged("NOTE", Tone.Warning, remark);
        }

        foreach (string gap in outcome.NotAvailable)
        {
            output.Tagged("NOT AVAILABLE", Tone.Warning, gap);
        }
    }

    private static Grid Parts(MemoryOutcome outcome)
    {
        bool single = outcome.By == "array";
        Grid grid = single
            ? new Grid("array", "of", "type", ">elements", ">size", ">resident", ">mapped")
            : new Grid(outcome.By, "of", ">arrays", ">size", ">resident", ">mapped");
        foreach (MemoryRow row in outcome.Parts)
        {
            Add(row, Tone.Accent);
        }

        if (outcome.Rest is { } rest)
        {
            Add(rest, Tone.Muted);
        }

        Add(outcome.Total, Tone.Strong);
        return grid;

        void Add(MemoryRow row, Tone tone)
        {
            Cell[] middle = single
                ? [row.ElementType ?? string.Empty, row.Count is { } count ? Format.Count(count) : string.Empty]
                : [Format.Count(row.Arrays)];
            // a group that is its own name says nothing more
            string group = row.Group == row.Name ? string.Empty : row.Group ?? string.Empty;
            grid.Add([new Cell(row.Name, tone), group, .. middle, Format.Size(row.Bytes), Size(row.Resident), Size(row.Mapped)]);
        }
    }

    private static IEnumerable<(string Name, Cell Value)> Process(MemoryOutcome outcome)
    {
        if (outcome.Process is { } p)
        {
            yield return ("this process", $"RSS {Format.Size(p.Rss)}, PSS {Format.Size(p.Pss)}, private clean {Format.Size(p.PrivateClean)}, private dirty {Format.Size(p.PrivateDirty)}, swapped {Format.Size(p.Swap)}");
        }
        else
        {
            yield return ("this process", $"working set {Format.Size(outcome.WorkingSet)}");
        }

        foreach (MappingMemory m in outcome.Stores.Select(s => s.Mapping).OfType<MappingMemory>())
        {
            yield return ("… store mapping", $"RSS {Format.Size(m.Rss)}, PSS {Format.Size(m.Pss)}, shared {Format.Size(m.Shared)}, private clean {Format.Size(m.PrivateClean)}, private dirty {Format.Size(m.PrivateDirty)}, swapped {Format.Size(m.Swap)}");
        }

        yield return ("… managed heap", $"{Format.Size(outcome.Managed.InUse)} in use, {Size(outcome.Managed.Committed)} committed");
        CacheMemory cache = outcome.StringCache;
        yield return ("… string cache", $"{Format.Count(cache.Entries)} of {Format.Count(cache.Capacity)} entries, {Format.Size(cache.Bytes)} of at most {Format.Size(cache.MaxBytes)}");
        yield return ("… runtime", $"{Size(outcome.RuntimePrivate)} private: compiled code, stacks, native memory of .NET and of this command");
        yield return ("… program files", $"{Size(outcome.ProgramFiles)} of the RSS, shared by all processes that run the same program");
        if (outcome.Process is { } faults)
        {
            yield return ("page tables", $"{Size(faults.PageTables)}; {Count(faults.MinorFaults)} minor and {Count(faults.MajorFaults)} major faults, {Size(faults.ReadBytes)} read from disk");
        }

        PressureOutcome pressure = outcome.Pressure;
        yield return ("since opening", $"{Count(pressure.MajorFaults)} major faults, {Size(pressure.ReadBytes)} read; {Count(pressure.FileRefaults)} pages of files read again after eviction by all processes{PerSecond(pressure)}");
        yield return ("one more worker", outcome.OneMoreWorker is { } cost
            ? $"{Format.Size(cost.MarginalCost)}, of which {Format.Size(cost.Uss)} private (two processes measured, every page read)"
            : "not measured");
    }

    private static string PerSecond(PressureOutcome pressure) =>
        pressure.FileRefaultsPerSecond is { } rate ? $" ({rate.ToString("0", System.Globalization.CultureInfo.InvariantCulture)} a second)" : string.Empty;

    private static string Size(long? bytes) => bytes is { } known ? Format.Size(known) : Unknown;

    private static string Count(long? count) => count is { } known ? Format.Count(known) : Unknown;
}
