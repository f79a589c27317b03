using ContextFabric.Storage;
using ContextFabric.Storage.Memory;
using ContextFabric.Store;
using ContextFabric.Tf;

namespace ContextFabric;

/// <summary>
/// An annotated text: nodes with types and slots, features, edges, order, text. Immutable and safe for any
/// number of threads. All data lie in mapped files that every process shares (unless the options say otherwise); spans that members return stay
/// valid until <see cref="Dispose"/>.
/// </summary>
public sealed partial class Corpus : IDisposable
{
    private readonly IReadOnlyList<OpenStore> _stores;
    private OtextConfig? _otext;

    internal Corpus(IReadOnlyList<OpenStore> stores, CorpusOptions options)
    {
        _stores = stores;
        FaultsAtOpen = FaultCounters.Now();
        OpenStore warp = stores.Last(store => !store.Meta.IsLayer);
        Meta = warp.Meta;
        DerivedStore = FindDerived(stores).Arrays;
        var skeleton = new Skeleton(warp.Arrays, warp.Meta);
        var cache = new StringCache(options.Residence == Residence.ManagedHeap ? 0 : options.StringCacheCapacity);
        Strings = cache;
        Types = new NodeTypes(skeleton, warp.Meta);
        Slots = new SlotSets(skeleton);
        Nodes = new Nodes(skeleton, Types);
        Locality = new Locality(skeleton, Types);
        Computed = new Computed(skeleton, Types, Locality);
        Features = new NodeFeatures(stores, skeleton, cache);
        Edges = new EdgeFeatures(stores, skeleton, cache);
        Skeleton = skeleton;
        Text = new Text(this);
        Search = new Search(this);
    }

    /// <summary>Highest slot; slots are 1..this.</summary>
    public int MaxSlot => Meta.MaxSlot;

    /// <summary>Highest node; nodes are 1..this.</summary>
    public int MaxNode => Meta.MaxNode;

    /// <summary>The type of the slots.</summary>
    public NodeType SlotType => Types.SlotType;

    /// <summary>Node types.</summary>
    public NodeTypes Types { get; }

    /// <summary>Slots of nodes.</summary>
    public SlotSets Slots { get; }

    /// <summary>Canonical order.</summary>
    public Nodes Nodes { get; }

    /// <summary>Node features.</summary>
    public NodeFeatures Features { get; }

    /// <summary>Edge features.</summary>
    public EdgeFeatures Edges { get; }

    /// <summary>Embedders, embedded, overlapping and adjacent nodes.</summary>
    public Locality Locality { get; }

    /// <summary>Precomputed data.</summary>
    public Computed Computed { get; }

    /// <summary>Text, sections and structure.</summary>
    public Text Text { get; }

    /// <summary>Search by templates.</summary>
    public Search Search { get; }

    /// <summary>The text configuration: formats, section and structure settings.</summary>
    public OtextConfig Otext => _otext ??= ReadOtext();

    /// <summary>Short for <see cref="Nodes"/>.</summary>
    public Nodes N => Nodes;

    /// <summary>Short for <see cref="Features"/>.</summary>
    public NodeFeatures F => Features;

    /// <summary>Short for <see cref="Edges"/>.</summary>
    public EdgeFeatures E => Edges;

    /// <summary>Short for <see cref="Computed"/>.</summary>
    public Computed C => Computed;

    /// <summary>Short for <see cref="Locality"/>.</summary>
    public Locality L => Locality;

    /// <summary>Short for <see cref="Text"/>.</summary>
    public Text T => Text;

    /// <summary>Short for <see cref="Search"/>.</summary>
    public Search S => Search;

    /// <summary>The mapped stores, lowest first: the base and the layers over it.</summary>
    public IReadOnlyList<ArrayStore> Stores => [.. _stores.Select(store => store.Arrays)];

    /// <summary>Metadata of features of any kind, <c>otype</c>, <c>oslots</c> and config features included, by name.</summary>
    public IReadOnlyList<FeatureMetadata> Metadata
    {
        get
        {
            var byName = new SortedDictionary<string, FeatureMeta>(StringComparer.Ordinal);
            foreach (OpenStore store in _stores)
            {
                foreach (FeatureMeta meta in store.Meta.Features.Concat(store.Meta.Configs))
                {
                    byName[meta.Name] = meta;
                }
            }

            return [.. byName.Values.Select(meta => new FeatureMetadata(meta))];
        }
    }

    /// <summary>True after <see cref="Dispose"/>.</summary>
    public bool IsClosed => _stores[0].Arrays.IsClosed;

    internal StoreMeta Meta { get; }

    /// <summary>Reading from disk up to the time of opening.</summary>
    internal FaultCounters FaultsAtOpen { get; }

    internal Skeleton Skeleton { get; }

    internal StringCache Strings { get; }

    internal IReadOnlyList<OpenStore> OpenStores => _stores;

    /// <summary>The store that holds sections, structure and character counts.</summary>
    internal ArrayStore DerivedStore { get; }

    /// <summary>
    /// Opens a corpus: a store file, or a folder of <c>.tf</c> files, which is compiled first when its store is
    /// missing or older than its sources. Opening a store costs the same whatever its size.
    /// </summary>
    /// <param name="path">Store file or folder.</param>
    /// <param name="options">Settings; null for the usual ones.</param>
    /// <exception cref="CorpusNotFoundException">There is nothing at the path, or no corpus in the folder.</exception>
    /// <exception cref="TfParseException">The sources are faulty.</exception>
    /// <exception cref="CorpusFormatException">The store is foreign, truncated, corrupt or too new.</exception>
    public static Corpus Open(string path, CorpusOptions? options = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return Open([path], null, options);
    }

    /// <summary>
    /// Opens the features of several folders as one corpus: every location with every module, in this order; of
    /// a feature found several times the last counts. Each folder has a store of its own, base or layer.
    /// </summary>
    /// <param name="locations">Folders, or store files.</param>
    /// <param name="modules">Folders below each location; null for the locations themselves.</param>
    /// <param name="options">Settings; null for the usual ones.</param>
    /// <exception cref="CorpusNotFoundException">No corpus was found.</exception>
    /// <exception cref="TfParseException">The sources are faulty.</exception>
    /// <exception cref="CorpusFormatException">A store is foreign, truncated, corrupt, too new, or a layer of another corpus.</exception>
    public static Corpus Open(IReadOnlyList<string> locations, IReadOnlyList<string>? modules, CorpusOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(locations);
        options ??= CorpusOptions.Default;
        return CorpusOpener.Open(locations, modules, options);
    }

    /// <summary>Throws when the corpus is closed.</summary>
    /// <exception cref="ObjectDisposedException">The corpus is closed.</exception>
    public void ThrowIfClosed() => Skeleton.ThrowIfClosed();

    /// <summary>
    /// True when a store file was replaced since it was opened; this corpus keeps the old version until it is
    /// closed.
    /// </summary>
    public bool IsStale() => _stores.Any(store => store.Arrays.IsReplaced());

    /// <summary>
    /// Closes the mappings. Safe while other threads read: they get right answers or
    /// <see cref="ObjectDisposedException"/>. Harmless when repeated.
    /// </summary>
    public void Dispose()
    {
        foreach (OpenStore store in _stores)
        {
            store.Arrays.Dispose();
        }
    }

    /// <summary>Makes all features now instead of when they are asked for. Their texts are decoded if the stores lie on the managed heap.</summary>
    internal void MakeFeatures()
    {
        foreach (string name in Features.Names)
        {
            _ = Features[name];
        }

        foreach (string name in Edges.Names)
        {
            _ = Edges[name];
        }
    }

    /// <summary>Of several stores with derived data the one counts that was made with most others in view.</summary>
    private static OpenStore FindDerived(IReadOnlyList<OpenStore> stores)
    {
        OpenStore? best = null;
        foreach (OpenStore store in stores)
        {
            if (store.Meta.HasDerived && (best is null || store.Meta.Context.Count >= best.Meta.Context.Count))
            {
                best = store;
            }
        }

        // None while the first store is being compiled: the data go to the store that comes last.
        return best ?? stores[^1];
    }

    /// <summary>The configuration of the topmost <c>otext</c>, with the formats of all <c>otext@…</c> laid over it.</summary>
    private OtextConfig ReadOtext()
    {
        OtextSource? otext = null;
        var overlays = new SortedDictionary<string, OtextSource>(StringComparer.Ordinal);
        foreach (FeatureMeta config in _stores.SelectMany(store => store.Meta.Configs))
        {
            var source = new OtextSource(config.Name, config.File, [.. config.Metadata.Select(pair => new TfMetadataField(pair.Key, pair.Value, 0))]);
            if (config.Name == TfNames.Text)
            {
                otext = source;
            }
            else if (config.Name.StartsWith(TfNames.TextModulePrefix, StringComparison.Ordinal))
            {
                overlays[config.Name] = source;
            }
        }

        return OtextConfig.Parse(otext, [.. overlays.Values], lenient: true).Validate(Catalog(), lenient: true);
    }

    private OtextCatalog Catalog()
    {
        TfKind? KindOf(string name)
            => Features.Contains(name) ? TfKind.Node : Edges.Contains(name) ? TfKind.Edge : null;

        return new OtextCatalog(Types.All.Select(type => type.Name).ToHashSet(StringComparer.Ordinal), Types.Name(SlotType), KindOf);
    }
}
