using ContextFabric.Diagnostics;
using ContextFabric.Storage;
using ContextFabric.Storage.Container;
using ContextFabric.Store;
using ContextFabric.Tf;

namespace ContextFabric.Compile;

/// <summary>Compiles a folder that holds <c>otype</c> and <c>oslots</c> to a base store.</summary>
internal sealed class BaseCompilation(TfSourceFolder folder, string storePath, CompileOptions options, IProgress<CompileProgress>? progress, CancellationToken cancellationToken)
    : Compilation(folder, storePath, options, progress, cancellationToken)
{
    protected override StoreMeta Build(ContainerWriter writer)
    {
        TfTypes? types = null;
        Measure("types", () => types = ReadTypes());
        if (types is null)
        {
            ThrowOnErrors();
            throw new TfParseException(Bag.ToList());
        }

        OtextConfig otext = ReadOtext(types);
        TfSource? slotSource = Folder.Find(TfNames.Slots);
        if (slotSource is null)
        {
            Bag.Add(new Diagnostic(DiagnosticSeverity.Error, TfCodes.SlotsMissing, "the corpus has no oslots: the slots of its nodes are unknown")
            {
                Feature = TfNames.Slots,
                Path = Path.Combine(Folder.Path, TfNames.Slots + TfLocator.Extension),
                Expected = "a file oslots.tf beside otype.tf",
            });
        }

        var ready = new TaskCompletionSource<WarpArrays?>(TaskCreationOptions.RunContinuationsAsynchronously);
        TfSlots? slots = null;
        void BuildWarp(IArrayWriter members)
        {
            try
            {
                Measure("slots", () => slots = slotSource is null ? null : TfReader.ReadSlots(slotSource, types, ReadOptions, Bag));
                if (slots is null)
                {
                    return;
                }

                Measure("order", () => ready.TrySetResult(WarpArrays.Build(types, slots, otext)));
                WarpArrays warp = ready.Task.Result!;
                Advance(slotSource!);
                Measure("embedders", () =>
                {
                    NodesByLastSlot ending = warp.Write(members);
                    EmbedderPool.Write(warp, ending, members, CancellationToken);
                });
            }
            finally
            {
                ready.TrySetResult(null);
            }
        }

        // The slot counts per type are not known yet, but names and ranges are all that the features need.
        TypeMeta[] ranges = [.. types.Ranges.Select(range => new TypeMeta(range.Name, range.First, range.Last, 0))];
        var pipeline = new FeaturePipeline(types.MaxNode, ranges, () => ready.Task.Result, ReadOptions, Bag);
        FeatureResults results = new();
        Measure("features", () => results = RunFeatures(writer, pipeline, BuildWarp));
        ThrowOnErrors();

        WarpArrays warp = ready.Task.Result!;
        results.Add(types);
        results.Add(slots!);
        string fingerprint = warp.Fingerprint();
        var meta = new StoreMeta
        {
            Producer = Producer,
            Warp = fingerprint,
            MaxSlot = warp.MaxSlot,
            MaxNode = warp.MaxNode,
            Types = warp.Types,
            Levels = warp.Levels,
            Features = results.Features,
            Configs = results.Configs,
            Sources = results.Sources,
            Fingerprint = FingerprintOf(fingerprint, results.Sources, []),
        };
        Measure("derived", () => Derive(writer, store => [store], meta));
        return meta with { HasDerived = true };
    }

    private TfTypes? ReadTypes()
    {
        if (Folder.Find(TfNames.Types) is TfSource source)
        {
            TfTypes? types = TfReader.ReadTypes(source, ReadOptions, Bag);
            Advance(source);
            return types;
        }

        Bag.Add(new Diagnostic(DiagnosticSeverity.Error, TfCodes.TypesMissing, "the corpus has no otype: the types of its nodes are unknown")
        {
            Feature = TfNames.Types,
            Path = Path.Combine(Folder.Path, TfNames.Types + TfLocator.Extension),
            Expected = "a file otype.tf",
        });
        return null;
    }

    private OtextConfig ReadOtext(TfTypes types)
        => ReadText(new OtextCatalog(
            types.Ranges.Select(range => range.Name).ToHashSet(StringComparer.Ordinal),
            types.SlotType,
            name => Headers.TryGetValue(name, out TfHeader? header) ? header.Kind : null));
}
