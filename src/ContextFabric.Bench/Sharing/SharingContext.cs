using ContextFabric.Bench.Running;
using ContextFabric.Storage.Memory;

namespace ContextFabric.Bench.Sharing;

/// <summary>What all parts of a measurement work with.</summary>
internal sealed class SharingContext : IDisposable
{
    private const double GreaterPart = 0.6;
    private readonly Action<string, double> _progress;
    private readonly RawTable? _steps;
    private readonly RawTable? _readings;
    private ScratchFolder? _scratch;
    private double _from;
    private double _to;

    /// <summary>Sets out.</summary>
    /// <param name="stores">The stores of the corpus. Nothing in this process may map them.</param>
    /// <param name="small">A store that is opened and closed by the workers without a corpus.</param>
    /// <param name="settings">What to measure.</param>
    /// <param name="folder">Where the raw files go; null for none.</param>
    /// <param name="progress">Told what is being done, and how far it is from 0 to 1.</param>
    public SharingContext(IReadOnlyList<string> stores, string small, SharingSettings settings, RunFolder? folder, Action<string, double> progress)
    {
        Stores = [.. stores.Select(RealPath.Of)];
        Small = small;
        Settings = settings;
        StoreBytes = Stores.Sum(s => new FileInfo(s).Length);
        RunId = DateTime.UtcNow.ToString("yyyyMMdd'T'HHmmss'Z'", System.Globalization.CultureInfo.InvariantCulture);
        _progress = progress;
        Copies = SystemMemory.Read()?.Available is { } free
            ? (int)Math.Min(settings.Workers, free * GreaterPart / Math.Max(1, StoreBytes))
            : settings.Workers;
        if (folder is not null)
        {
            _readings = RawTable.Open(folder.File("share.csv"), RawColumns.Share);
            _steps = RawTable.Open(folder.File("share-steps.csv"), StepColumns);
        }
    }

    /// <summary>Columns of <c>share-steps.csv</c>: the figures of all parts but the tables of memory.</summary>
    public static IReadOnlyList<string> StepColumns { get; } = ["run_id", "section", "step", "pid_index", "measure", "value", "unit"];

    public IReadOnlyList<string> Stores { get; }

    public string Small { get; }

    public SharingSettings Settings { get; }

    public long StoreBytes { get; }

    public string RunId { get; }

    /// <summary>Name of the corpus in raw files: the folder that the store is made of.</summary>
    public string CorpusName => SharingSystem.NameOf(Stores[0]);

    /// <summary>
    /// How many workers may hold a private copy each: as many as all, but no more than fit in the greater part of the
    /// memory that is free now.
    /// </summary>
    public int Copies { get; }

    /// <summary>The scratch folder, made when it is first asked for.</summary>
    public ScratchFolder Scratch => _scratch ??= ScratchFolder.Create(Settings.Scratch ?? SharingSystem.ScratchParent());

    /// <summary>Says which share of the whole the next part is.</summary>
    public void Enter(double from, double to) => (_from, _to) = (from, to);

    /// <summary>Tells how far the part is, from 0 to 1.</summary>
    public void Report(string what, double part) => _progress(what, _from + (part * (_to - _from)));

    /// <summary>Writes a figure to the raw files.</summary>
    public void Record(SharingSection section, string step, int? process, string measure, object? value, string unit) =>
        _steps?.Add(RunId, SharingSections.NameOf(section), step, process, measure, value, unit);

    /// <summary>Writes the memory of the whole machine to the raw files.</summary>
    public void RecordSystem(SharingSection section, string step)
    {
        SystemMemory? system = SystemMemory.Read();
        foreach ((string measure, long? value) in new[]
        {
            ("system-cached", system?.Cached), ("system-mapped", system?.Mapped), ("system-anonymous", system?.Anonymous), ("system-available", system?.Available),
            ("group-current", system?.ControlGroup?.Current), ("group-file", system?.ControlGroup?.File),
            ("group-anonymous", system?.ControlGroup?.Anonymous), ("group-file-mapped", system?.ControlGroup?.FileMapped),
        })
        {
            Record(section, step, null, measure, value, "B");
        }
    }

    /// <summary>Writes a reading to the raw files: a row per process, and one for their sum.</summary>
    public void Record(GroupReading reading, int order, long? cacheResident) =>
        _readings?.AddReading(RunId, CorpusName, reading, order, cacheResident);

    public void Dispose()
    {
        _readings?.Dispose();
        _steps?.Dispose();
        _scratch?.Dispose();
    }
}
