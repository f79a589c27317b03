using ContextFabric.Bench.Sharing;
using ContextFabric.Storage.Memory;

namespace ContextFabric.Cli.Reports;

/// <summary>What <c>cfabric memory</c> tells. Sizes in bytes; null is what this system cannot tell.</summary>
internal sealed record MemoryOutcome
{
    public required IReadOnlyList<StoreTotals> Stores { get; init; }

    /// <summary><c>array</c>, <c>feature</c> or <c>group</c>.</summary>
    public required string By { get; init; }

    /// <summary>The biggest parts.</summary>
    public required IReadOnlyList<MemoryRow> Parts { get; init; }

    /// <summary>All further parts as one; null when there are none.</summary>
    public MemoryRow? Rest { get; init; }

    /// <summary>All parts: the stores.</summary>
    public required MemoryRow Total { get; init; }

    public ProcessMemory? Process { get; init; }

    public required long WorkingSet { get; init; }

    public long? PrivateWithoutStores { get; init; }

    public long? RuntimePrivate { get; init; }

    public long? ProgramFiles { get; init; }

    public required ManagedMemory Managed { get; init; }

    public required CacheMemory StringCache { get; init; }

    /// <summary>Reading from disk since the corpus was opened.</summary>
    public required PressureOutcome Pressure { get; init; }

    public required int PageSize { get; init; }

    /// <summary>One more worker; null when it was not measured.</summary>
    public WorkerCost? OneMoreWorker { get; init; }

    public required IReadOnlyList<string> Remarks { get; init; }

    public required IReadOnlyList<string> NotAvailable { get; init; }

    /// <summary>Puts a report together; <paramref name="top"/> 0 lists all parts.</summary>
    public static MemoryOutcome Of(MemoryReport report, MemoryGrouping by, int top)
    {
        MemoryRow[] rows = [.. report.Parts(by).Select(MemoryRow.Of)];
        MemoryRow[] shown = top == 0 ? rows : [.. rows.Take(top)];
        MemoryRow[] others = rows[shown.Length..];
        return new MemoryOutcome
        {
            Stores = [.. report.Stores.Select(s => new StoreTotals(s.Path, s.Bytes, s.IsMapped, s.Resident, s.Mapped, s.Mapping, s.FileSystem.Name))],
            By = by.ToString().ToLowerInvariant(),
            Parts = shown,
            Rest = others.Length == 0 ? null : MemoryRow.Sum(Format(others.Length), others),
            Total = MemoryRow.Sum("total", rows),
            Process = report.Process,
            WorkingSet = report.WorkingSet,
            PrivateWithoutStores = report.PrivateWithoutStores,
            RuntimePrivate = report.RuntimePrivate,
            ProgramFiles = report.ProgramFiles,
            Managed = report.Managed,
            StringCache = report.StringCache,
            Pressure = PressureOutcome.Of(report.Pressure),
            Remarks = report.Remarks,
            PageSize = report.PageSize,
            NotAvailable = report.NotAvailable,
        };
    }

    private static string Format(int others) => $"{Output.Format.Count(others)} more";
}

/// <summary>A store as a whole.</summary>
internal sealed record StoreTotals(string Path, long Bytes, bool IsMapped, long? Resident, long? Mapped, MappingMemory? Mapping, string FileSystem);

/// <summary>Reading from disk in some seconds; refaults are pages of the whole machine that came back after they had been evicted.</summary>
internal sealed record PressureOutcome(double Seconds, long? MajorFaults, long? ReadBytes, long? FileRefaults, double? FileRefaultsPerSecond)
{
    public static PressureOutcome Of(MemoryPressure pressure) =>
        new(pressure.Elapsed.TotalSeconds, pressure.MajorFaults, pressure.ReadBytes, pressure.FileRefaults, pressure.FileRefaultsPerSecond);
}

/// <summary>A part of the stores; group, type and number of elements only where they are one.</summary>
internal sealed record MemoryRow(string Name, string? Group, int Arrays, string? ElementType, long? Count, long Bytes, long? Resident, long? Mapped)
{
    public static MemoryRow Of(MemoryPart part) =>
        new(part.Name, MemoryReport.NameOf(part.Group), part.Arrays, part.ElementType, part.Count, part.Bytes, part.Resident, part.Mapped);

    public static MemoryRow Sum(string name, IReadOnlyList<MemoryRow> rows) => new(
        name, null, rows.Sum(r => r.Arrays), null, null, rows.Sum(r => r.Bytes), Sum(rows.Select(r => r.Resident)), Sum(rows.Select(r => r.Mapped)));

    // unknown when one of them is
    private static long? Sum(IEnumerable<long?> terms) => terms.Aggregate((long?)0, (sum, term) => sum + term);
}
