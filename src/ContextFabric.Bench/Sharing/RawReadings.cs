using ContextFabric.Bench.Running;

namespace ContextFabric.Bench.Sharing;

/// <summary>Readings as rows of <c>share.csv</c>.</summary>
internal static class RawReadings
{
    private const string Warm = "warm";
    private const string Ok = "ok";
    private const string Others = "others-map-it";

    /// <summary>A row per process, and one for their sum.</summary>
    public static void AddReading(this RawTable table, string runId, string corpus, GroupReading reading, int order, long? cacheResident)
    {
        for (int i = 0; i < reading.Processes.Count; i++)
        {
            ProcessFigures p = reading.Processes[i];
            Add(table, runId, corpus, reading, order, cacheResident, i, p, p.Rss, p.Pss, p.Uss);
        }

        Add(table, runId, corpus, reading, order, cacheResident, null, null, reading.Rss, reading.Pss, reading.Uss);
    }

    private static void Add(
        RawTable table, string runId, string corpus, GroupReading reading, int order, long? cacheResident, int? index, ProcessFigures? p, long rss, long? pss, long? uss)
    {
        long? Of(Func<ProcessFigures, long?> figure) => p is null ? reading.Sum(figure) : figure(p);
        long? anonymous = Of(x => x.Anonymous);
        long? swap = Of(x => x.Swap);
        table.Add(
            runId,
            reading.Block,
            order,
            corpus,
            MemoryModes.SubjectOf(reading.Mode),
            MemoryModes.NameOf(reading.Mode),
            reading.Workers,
            Warm,
            reading.TakenByOthers > 0 ? Others : Ok,
            MemoryModes.NameOf(reading.Stage),
            index,
            Mib(rss),
            Mib(pss),
            Mib(uss),
            Mib(anonymous),
            Mib(rss - anonymous),
            Mib(Of(x => x.SharedClean + x.SharedDirty)),
            Mib(swap),
            null,
            Mib(Of(x => x.CorpusRss)),
            Mib(Of(x => x.CorpusPss)),
            null,
            Mib(Of(x => x.ManagedHeap)),
            Mib(Of(x => x.ManagedCommitted)),
            p?.ReadyMilliseconds,
            1,
            swap is null ? null : swap > 0,
            Mib(Of(x => x.SharedClean)),
            Mib(Of(x => x.SharedDirty)),
            Mib(Of(x => x.PrivateClean)),
            Mib(Of(x => x.PrivateDirty)),
            Mib(Of(x => x.PageTables)),
            Mib(Of(x => x.FilePmdMapped)),
            Of(x => x.MinorFaults),
            Of(x => x.MajorFaults),
            Mib(Of(x => x.ReadBytes)),
            Mib(cacheResident));
    }

    private static double? Mib(long? bytes) => bytes / 1048576.0;
}
