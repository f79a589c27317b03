using System.Collections.Concurrent;
using ContextFabric.Diagnostics;

namespace ContextFabric.Tf;

/// <summary>All features found in a list of folders, parsed and held in memory.</summary>
public sealed class TfDataset : IDisposable
{
    private readonly Dictionary<string, TfFeature> _byName;

    private TfDataset(TfSourceSet sources, TfTypes? types, TfSlots? slots, TfFeature[] features)
    {
        Sources = sources;
        Types = types;
        Slots = slots;
        Features = features;
        _byName = features.ToDictionary(static f => f.Header.Feature, StringComparer.Ordinal);
    }

    /// <summary>The files that were found.</summary>
    public TfSourceSet Sources { get; }

    /// <summary>The node types, or null when <c>otype</c> is missing or refused.</summary>
    public TfTypes? Types { get; }

    /// <summary>The slots of the nodes, or null when <c>oslots</c> is missing or refused.</summary>
    public TfSlots? Slots { get; }

    /// <summary>The other features that were accepted, by name in code point order.</summary>
    public IReadOnlyList<TfFeature> Features { get; }

    /// <summary>The accepted feature with this name, <c>otype</c> and <c>oslots</c> included, or null.</summary>
    public TfFeature? Find(string name) => name switch
    {
        TfNames.Types => Types,
        TfNames.Slots => Slots,
        _ => _byName.GetValueOrDefault(name),
    };

    /// <summary>
    /// Reads every feature, <c>otype</c> first and the rest in parallel. Never stops at a bad file:
    /// what is refused is absent from the result and reported. When <c>otype</c> is refused no node
    /// can be checked, so of the node and edge features only the headers are looked at.
    /// </summary>
    /// <param name="locations">Folders, see <see cref="TfLocator.Find"/>.</param>
    /// <param name="modules">Folders below each location, or null.</param>
    /// <param name="options">How tolerant to be, or null for the strict settings.</param>
    /// <param name="bag">Receives all findings.</param>
    /// <param name="cancellationToken">Stops between two files.</param>
    public static TfDataset Read(
        IReadOnlyList<string> locations,
        IReadOnlyList<string>? modules,
        TfReadOptions? options,
        DiagnosticBag bag,
        CancellationToken cancellationToken = default)
    {
        var features = new ConcurrentBag<TfFeature>();
        try
        {
            TfSourceSet sources = ReadAll(locations, modules, options, bag, features.Add, out TfTypes? types, out TfSlots? slots, cancellationToken);
            TfFeature[] ordered = [.. features];
            Array.Sort(ordered, static (a, b) => CodePointComparer.Instance.Compare(a.Header.Feature, b.Header.Feature));
            return new TfDataset(sources, types, slots, ordered);
        }
        catch
        {
            foreach (TfFeature feature in features)
            {
                feature.Dispose();
            }

            throw;
        }
    }

    /// <summary>
    /// Reads every feature as <see cref="Read"/> does, but keeps none: only the findings count. Memory
    /// stays at that of a few features.
    /// </summary>
    /// <returns>The files that were found.</returns>
    public static TfSourceSet Check(
        IReadOnlyList<string> locations,
        IReadOnlyList<string>? modules,
        TfReadOptions? options,
        DiagnosticBag bag,
        CancellationToken cancellationToken = default) =>
        ReadAll(locations, modules, options, bag, static feature => feature.Dispose(), out _, out _, cancellationToken);

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (TfFeature feature in Features)
        {
            feature.Dispose();
        }
    }

    private static TfSourceSet ReadAll(
        IReadOnlyList<string> locations,
        IReadOnlyList<string>? modules,
        TfReadOptions? options,
        DiagnosticBag bag,
        Action<TfFeature> accept,
        out TfTypes? types,
        out TfSlots? slots,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(bag);
        options ??= TfReadOptions.Default;
        TfSourceSet sources = TfLocator.Find(locations, modules);
        ReportMissing(sources, bag);

        TfSource? otype = sources.Find(TfNames.Types);
        TfTypes? known = otype is null ? null : TfReader.ReadTypes(otype, options, bag);
        TfSlots? found = null;
        var parallel = new ParallelOptions { CancellationToken = cancellationToken, MaxDegreeOfParallelism = Environment.ProcessorCount };
        Parallel.ForEach(Partitioner.Create(BySize(sources), loadBalance: true), parallel, source =>
        {
            if (source.Name != TfNames.Slots)
            {
                if (ReadOther(source, known, options, bag) is TfFeature feature)
                {
                    accept(feature);
                }
            }
            else if (known is not null)
            {
                found = TfReader.ReadSlots(source, known, options, bag);
            }
        });
        types = known;
        slots = found;
        return sources;
    }

    private static TfFeature? ReadOther(TfSource source, TfTypes? types, TfReadOptions options, DiagnosticBag bag)
    {
        if (types is not null)
        {
            return TfReader.ReadFeature(source, types.MaxNode, options, bag);
        }

        if (TfReader.IsTextConfig(source.Name))
        {
            return TfReader.ReadConfig(source, options, bag);
        }

        _ = TfReader.ReadHeader(source, options, bag);
        return null;
    }

    /// <summary>The largest files first, so that none of them is left for a lone worker at the end.</summary>
    private static List<TfSource> BySize(TfSourceSet sources)
    {
        var sized = new List<(TfSource Source, long Size)>();
        foreach (TfSource source in sources.Features)
        {
            if (source.Name != TfNames.Types)
            {
                var file = new FileInfo(source.Path);
                sized.Add((source, file.Exists ? file.Length : 0));
            }
        }

        sized.Sort(static (a, b) => b.Size.CompareTo(a.Size));
        return sized.ConvertAll(static s => s.Source);
    }

    private static void ReportMissing(TfSourceSet sources, DiagnosticBag bag)
    {
        string where = sources.Folders.Count == 0
            ? "no folder was found"
            : "not in " + string.Join(" or ", sources.Folders.Select(static f => f.Path));
        if (sources.Find(TfNames.Types) is null)
        {
            bag.Add(new Diagnostic(DiagnosticSeverity.Error, TfCodes.TypesMissing, $"the corpus has no otype: {where}") { Feature = TfNames.Types, Expected = "otype.tf" });
        }

        if (sources.Find(TfNames.Slots) is null)
        {
            bag.Add(new Diagnostic(DiagnosticSeverity.Error, TfCodes.SlotsMissing, $"the corpus has no oslots: {where}") { Feature = TfNames.Slots, Expected = "oslots.tf" });
        }
    }
}
