using ContextFabric.Bench.Sharing;

namespace ContextFabric.Bench.Tests.Sharing;

/// <summary>Readings that were made up, of a system where everything is as it should be; tests change one thing.</summary>
internal static class MadeUpReadings
{
    public const long Mib = 1 << 20;
    public const long Corpus = 100 * Mib;
    public const long Runtime = 8 * Mib;
    public const int Workers = 4;

    /// <summary>Two blocks with every mode.</summary>
    public static List<GroupReading> All()
    {
        List<GroupReading> readings = [];
        for (int block = 0; block < 2; block++)
        {
            readings.AddRange(
            [
                Group(block, MemoryMode.NoCorpus, 1, Without(1)),
                Group(block, MemoryMode.NoCorpus, Workers, Without(Workers)),
                Group(block, MemoryMode.Single, 1, Mapped(1)),
                Group(block, MemoryMode.Spawn, Workers, Mapped(Workers)),
                Group(block, MemoryMode.SharedHost, 1, Mapped(1)),
                Group(block, MemoryMode.SharedHost, Workers, Mapped(1)),
                Group(block, MemoryMode.Fork, 0, Mapped(1)),
                Group(block, MemoryMode.Fork, Workers, Mapped(Workers + 1)),
                Group(block, MemoryMode.PrivateCopy, 1, Copied(1)),
                Group(block, MemoryMode.PrivateCopy, Workers, Copied(Workers)),
            ]);
        }

        return readings;
    }

    /// <summary>All, with those of a mode and number replaced.</summary>
    public static List<GroupReading> With(MemoryMode mode, int workers, params ProcessFigures[] processes) =>
        [.. All().Select(r => r.Mode == mode && r.Workers == workers ? r with { Processes = processes } : r)];

    public static MemoryResult Judge(IReadOnlyList<GroupReading> readings, int workers = Workers, long storeBytes = Corpus) =>
        MemoryVerdict.Judge(new SharingSettings { Workers = workers, Runs = 2 }, storeBytes, readings);

    public static GroupReading Group(int block, MemoryMode mode, int workers, ProcessFigures[] processes, TouchStage stage = TouchStage.Touched) =>
        new() { Block = block, Mode = mode, Workers = workers, Stage = stage, Processes = processes };

    public static ProcessFigures[] Without(int count) => Repeat(count, new ProcessFigures
    {
        ProcessId = 1,
        Role = "worker",
        Rss = Runtime,
        Pss = Runtime,
        Uss = Runtime,
        PageTables = Mib,
    });

    /// <summary>Workers whose mapping is shared by so many in all, more when others map it too.</summary>
    public static ProcessFigures[] Mapped(int count, int mappers = 0, string permissions = "r--s", bool isReadOnly = true, long own = 0) => Repeat(count, new ProcessFigures
    {
        ProcessId = 1,
        Role = "worker",
        Rss = Corpus + Runtime,
        Pss = (Corpus / Math.Max(count, mappers)) + Runtime,
        Uss = Runtime + own + (Math.Max(count, mappers) == 1 ? Corpus : 0),
        Permissions = permissions,
        IsSharedReadOnly = isReadOnly,
        CorpusRss = Corpus,
        CorpusPss = Corpus / Math.Max(count, mappers),
        CorpusPrivate = own,
        PageTables = Mib,
    });

    public static ProcessFigures[] Copied(int count) => Repeat(count, new ProcessFigures
    {
        ProcessId = 1,
        Role = "worker",
        Rss = Corpus + Runtime,
        Pss = Corpus + Runtime,
        Uss = Corpus + Runtime,
        PageTables = Mib,
    });

    private static ProcessFigures[] Repeat(int count, ProcessFigures figures) => [.. Enumerable.Repeat(figures, count)];
}
