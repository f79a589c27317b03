using ContextFabric.Diagnostics;
using ContextFabric.Storage.Container;
using ContextFabric.Store;
using ContextFabric.Tf;

namespace ContextFabric.Compile;

/// <summary>
/// Compiles a folder without nodes of its own to a layer over an open corpus. Where its features take part in
/// text, sections or structure, what is derived from these is computed anew, into the layer.
/// </summary>
/// <param name="folder">The folder.</param>
/// <param name="storePath">Where its store goes.</param>
/// <param name="below">The stores that are open already, in order of precedence.</param>
/// <param name="arrange">Puts a store for this folder into its place among them.</param>
/// <param name="options">Settings.</param>
/// <param name="progress">Told about each step.</param>
/// <param name="cancellationToken">Ends the work.</param>
internal sealed class LayerCompilation(
    TfSourceFolder folder,
    string storePath,
    Corpus below,
    Func<OpenStore, IReadOnlyList<OpenStore>> arrange,
    CompileOptions options,
    IProgress<CompileProgress>? progress,
    CancellationToken cancellationToken)
    : Compilation(folder, storePath, options, progress, cancellationToken)
{
    /// <summary>True when features of these names take part in the text, sections or structure of a corpus.</summary>
    public static bool TouchesDerivedData(Corpus corpus, IEnumerable<string> features)
    {
        var involved = new HashSet<string>(corpus.Otext.SectionFeatures.Concat(corpus.Otext.StructureFeatures), StringComparer.Ordinal);
        foreach (TextFormat format in corpus.Text.Formats)
        {
            involved.UnionWith(format.Features);
        }

        string? top = corpus.Otext.HasSections ? corpus.Otext.SectionFeatures[0] + "@" : null;
        return features.Any(name => involved.Contains(name) || TfReader.IsTextConfig(name) || (top is not null && name.StartsWith(top, StringComparison.Ordinal)));
    }

    protected override StoreMeta Build(ContainerWriter writer)
    {
        StoreMeta warp = below.Meta;
        var pipeline = new FeaturePipeline(warp.MaxNode, warp.Types, () => below.Skeleton, ReadOptions, Bag);
        FeatureResults results = new();
        Measure("features", () => results = RunFeatures(writer, pipeline, null));
        CheckText();
        CheckNoSlots();
        ThrowOnErrors();

        bool derived = TouchesDerivedData(below, Folder.Sources.Select(source => source.Name));
        string[] context = derived ? [.. below.OpenStores.Select(store => store.Meta.Fingerprint)] : [];
        var meta = new StoreMeta
        {
            Producer = Producer,
            IsLayer = true,
            Warp = warp.Warp,
            Context = context,
            MaxSlot = warp.MaxSlot,
            MaxNode = warp.MaxNode,
            Types = warp.Types,
            Levels = warp.Levels,
            Features = results.Features,
            Configs = results.Configs,
            Sources = results.Sources,
            Fingerprint = FingerprintOf(warp.Warp, results.Sources, context),
        };
        if (derived)
        {
            Measure("derived", () => Derive(writer, arrange, meta));
        }

        return meta with { HasDerived = derived };
    }

    /// <summary>Slots of their own would need an order and sections of their own: not to be passed over in silence.</summary>
    private void CheckNoSlots()
    {
        if (Folder.Find(TfNames.Slots) is TfSource source)
        {
            Bag.Add(new Diagnostic(DiagnosticSeverity.Error, TfCodes.SlotsInModule, "a module cannot give other slots to the nodes of a corpus")
            {
                Feature = TfNames.Slots,
                Path = source.Path,
                Expected = "oslots.tf together with otype.tf, or neither",
            });
        }
    }

    /// <summary>Checks text configuration that this folder brings against all features, its own included.</summary>
    private void CheckText()
    {
        if (!Headers.Keys.Any(TfReader.IsTextConfig))
        {
            return;
        }

        ReadText(new OtextCatalog(
            below.Types.All.Select(type => type.Name).ToHashSet(StringComparer.Ordinal),
            below.Types.Name(below.SlotType),
            name => Headers.TryGetValue(name, out TfHeader? header) ? header.Kind
                : below.Features.Contains(name) ? TfKind.Node
                : below.Edges.Contains(name) ? TfKind.Edge : null));
    }
}
