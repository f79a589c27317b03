using ContextFabric.Compile;
using ContextFabric.Diagnostics;
using ContextFabric.Storage;
using ContextFabric.Storage.Files;
using ContextFabric.Tf;

namespace ContextFabric.Store;

/// <summary>
/// Finds, compiles where needed, and opens the stores of a list of places. One of them is the base: the last that
/// has nodes. The others are layers over it, or have exactly the same nodes.
/// </summary>
internal sealed class CorpusOpener
{
    private readonly CorpusOptions _options;
    private readonly List<Place> _places;
    private readonly OpenStore?[] _open;
    private int _base;

    private CorpusOpener(List<Place> places, CorpusOptions options)
    {
        _places = places;
        _options = options;
        _open = new OpenStore?[places.Count];
    }

    public static Corpus Open(IReadOnlyList<string> locations, IReadOnlyList<string>? modules, CorpusOptions options)
    {
        var opener = new CorpusOpener(FindPlaces(locations, modules), options);
        try
        {
            return opener.OpenAll();
        }
        catch
        {
            foreach (OpenStore? store in opener._open)
            {
                store?.Arrays.Dispose();
            }

            throw;
        }
    }

    private static List<Place> FindPlaces(IReadOnlyList<string> locations, IReadOnlyList<string>? modules)
    {
        var places = new List<Place>();
        foreach (string location in locations)
        {
            string path = TfLocator.Expand(location);
            if (File.Exists(path))
            {
                places.Add(new Place(path, null));
                continue;
            }

            foreach (TfSourceFolder folder in TfLocator.Find([location], modules).Folders)
            {
                string store = StorePaths.For(folder.Path);
                if (folder.Sources.Count > 0 || File.Exists(store))
                {
                    places.Add(new Place(store, folder.Sources.Count > 0 ? folder : null));
                }
            }
        }

        return places.Count > 0
            ? places
            : throw new CorpusNotFoundException($"There is no corpus at {string.Join(" or ", locations)}: neither a store nor a folder with .tf files.");
    }

    private Corpus OpenAll()
    {
        _base = _places.FindLastIndex(place => place.Folder is TfSourceFolder folder ? folder.Find(TfNames.Types) is not null : IsBaseFile(place.StorePath));
        if (_base < 0)
        {
            // A folder without otype: compiling it says so, with the place where the file is expected.
            _base = _places.Count - 1;
        }

        _open[_base] = OpenBase(_places[_base]);
        for (int i = 0; i < _places.Count; i++)
        {
            if (i != _base)
            {
                _open[i] = OpenOther(i);
            }
        }

        if (_options.Warning is { } warning)
        {
            foreach (Diagnostic finding in StorePlace.Findings(Present().Select(store => store.Arrays), FileSystem.Of))
            {
                warning(finding);
            }
        }

        var corpus = new Corpus(Present(), _options);
        if (_options.Residence == Residence.ManagedHeap)
        {
            corpus.MakeFeatures();
        }

        return corpus;
    }

    private OpenStore OpenBase(Place place)
    {
        OpenStore store = place.Folder is TfSourceFolder folder ? OpenFolder(place, IsBase, store => CompileBase(store, folder)) : OpenStoreFile(place.StorePath);
        if (store.Meta.IsLayer)
        {
            store.Arrays.Dispose();
            throw new CorpusFormatException(FormatFault.Missing, place.StorePath, "the store is a layer of features: it needs the corpus that it belongs to, opened with it");
        }

        return store;
    }

    private OpenStore OpenOther(int index)
    {
        Place place = _places[index];
        OpenStore opened = place.Folder switch
        {
            null => OpenStoreFile(place.StorePath),
            TfSourceFolder folder when folder.Find(TfNames.Types) is not null => OpenFolder(place, IsBase, store => CompileBase(store, folder)),
            TfSourceFolder folder => OpenLayer(index, place, folder),
        };
        if (opened.Meta.Warp != _open[_base]!.Meta.Warp)
        {
            opened.Arrays.Dispose();
            throw new CorpusFormatException(FormatFault.Foreign, place.StorePath, $"its features are for other nodes than those of {_places[_base].StorePath}");
        }

        return opened;
    }

    private OpenStore OpenLayer(int index, Place place, TfSourceFolder folder)
    {
        var below = new Corpus(Present(), _options);
        bool derived = LayerCompilation.TouchesDerivedData(below, folder.Sources.Select(source => source.Name));
        string[] context = derived ? [.. Present().Select(store => store.Meta.Fingerprint)] : [];
        return OpenFolder(
            place,
            meta => meta.IsLayer && meta.Warp == below.Meta.Warp && meta.HasDerived == derived && meta.Context.SequenceEqual(context),
            path => new LayerCompilation(folder, path, below, store => Present(index, store), _options.Compile, _options.Progress, _options.CancellationToken).Run());
    }

    private static bool IsBase(StoreMeta meta) => !meta.IsLayer;

    private CompileReport CompileBase(string storePath, TfSourceFolder folder)
        => new BaseCompilation(folder, storePath, _options.Compile, _options.Progress, _options.CancellationToken).Run();

    /// <summary>Opens the store of a folder, brought up to date as far as the options allow.</summary>
    private OpenStore OpenFolder(Place place, Func<StoreMeta, bool> fits, Func<string, CompileReport> compile)
    {
        TfSourceFolder folder = place.Folder!;
        if (!_options.Compile.Force && TryOpenStoreFile(place.StorePath) is OpenStore present)
        {
            if (SourceCheck.IsFresh(place.StorePath, present.Meta, folder.Sources) && fits(present.Meta))
            {
                return present;
            }

            if (_options.CacheMode != CacheMode.CompileWhenStale)
            {
                _options.Warning?.Invoke(new Diagnostic(DiagnosticSeverity.Warning, StoreCodes.Stale, "the store was made of other sources than the present ones") { Path = place.StorePath });
                return present;
            }

            present.Arrays.Dispose();
        }

        if (_options.CacheMode == CacheMode.Never)
        {
            throw new CorpusNotFoundException($"{folder.Path} has not been compiled, and the options forbid it.");
        }

        return CompileAndOpen(StorePaths.ForWriting(folder.Path), folder, fits, compile);
    }

    /// <summary>
    /// Compiles a folder unless someone else has, and opens the store while the lock is held: later it may be one
    /// that another program made for the same module over another corpus.
    /// </summary>
    private OpenStore CompileAndOpen(string storePath, TfSourceFolder folder, Func<StoreMeta, bool> fits, Func<string, CompileReport> compile)
    {
        OpenStore? opened = null;
        bool IsFresh()
        {
            opened = TryOpenStoreFile(storePath);
            if (opened is not null && !(SourceCheck.IsFresh(storePath, opened.Meta, folder.Sources) && fits(opened.Meta)))
            {
                opened.Arrays.Dispose();
                opened = null;
            }

            return opened is not null;
        }

        CompileReport Compile()
        {
            CompileReport made = compile(storePath);
            opened = OpenStoreFile(storePath);
            return made;
        }

        CompileReport report = CorpusCompiler.Publish(storePath, _options.Compile.Force ? null : IsFresh, Compile, folder, _options.Progress, _options.CancellationToken);
        foreach (Diagnostic diagnostic in report.Diagnostics)
        {
            _options.Warning?.Invoke(diagnostic);
        }

        return opened!;
    }

    /// <summary>The store of a folder; null when there is none that can be read, which compiling mends.</summary>
    private OpenStore? TryOpenStoreFile(string path)
    {
        try
        {
            return File.Exists(path) ? OpenStoreFile(path) : null;
        }
        catch (CorpusFormatException fault) when (_options.CacheMode != CacheMode.Never && fault.Fault != FormatFault.TooNew)
        {
            return null;
        }
    }

    private OpenStore OpenStoreFile(string path)
    {
        ArrayStore arrays = ArrayStore.OpenFile(path, _options.Residence);
        try
        {
            return new OpenStore(arrays, StoreMeta.Read(arrays));
        }
        catch
        {
            arrays.Dispose();
            throw;
        }
    }

    private static bool IsBaseFile(string path)
    {
        if (!File.Exists(path))
        {
            return false;
        }

        using ArrayStore arrays = ArrayStore.OpenFile(path);
        return !StoreMeta.Read(arrays).IsLayer;
    }

    /// <summary>The stores open so far in order of precedence, with one more put in its place.</summary>
    private List<OpenStore> Present(int index = -1, OpenStore? store = null)
    {
        var present = new List<OpenStore>();
        for (int i = 0; i < _open.Length; i++)
        {
            if (i == index)
            {
                present.Add(store!);
            }
            else if (_open[i] is OpenStore open)
            {
                present.Add(open);
            }
        }

        return present;
    }

    /// <summary>A store, and the sources beside it if there are any.</summary>
    private sealed record Place(string StorePath, TfSourceFolder? Folder);
}
