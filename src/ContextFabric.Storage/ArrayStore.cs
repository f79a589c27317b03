using System.Collections.Concurrent;
using ContextFabric.Storage.Container;
using ContextFabric.Storage.Npy;
using ContextFabric.Storage.Raw;

namespace ContextFabric.Storage;

/// <summary>One array of a store, for listings.</summary>
/// <param name="Key">Name, e.g. <c>warp/first</c>.</param>
/// <param name="Descr">Element type in numpy's notation.</param>
/// <param name="Count">Number of elements.</param>
/// <param name="Bytes">Length of the elements in bytes.</param>
public sealed record ArrayInfo(string Key, string Descr, long Count, long Bytes);

/// <summary>
/// The lazy array manager: named arrays of one container file (one mapping) or of a folder of <c>.npy</c> files
/// (one mapping a file). Asking for an array the first time checks its header and returns a typed view of the
/// mapping; asking again returns the same view. Nothing of an array is read before its elements are.
/// Safe for any number of threads.
/// </summary>
public sealed partial class ArrayStore : IDisposable
{
    private const string ArraySuffix = ".npy";
    private readonly ConcurrentDictionary<string, object> _views = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Located> _members;
    private readonly ConcurrentDictionary<string, Lazy<MappedFile>>? _folderFiles;
    private readonly MappedFile? _file;
    private readonly ContainerReader? _container;
    private volatile bool _closed;

    private ArrayStore(MappedFile file, ContainerReader container)
    {
        Path = file.Path;
        _file = file;
        _container = container;
        _members = new Dictionary<string, Located>(container.Members.Count, StringComparer.Ordinal);
        foreach (Member member in container.Members)
        {
            if (!_members.TryAdd(member.Name, new Located(member.Name, member.DataOffset, member.Length, member)))
            {
                throw new CorpusFormatException(FormatFault.Corrupt, Path, $"member '{member.Name}' occurs twice");
            }
        }
    }

    private ArrayStore(string folder)
    {
        Path = System.IO.Path.GetFullPath(folder);
        _folderFiles = new ConcurrentDictionary<string, Lazy<MappedFile>>(StringComparer.Ordinal);
        _members = new Dictionary<string, Located>(StringComparer.Ordinal);
        foreach (string path in Directory.EnumerateFiles(Path, "*", SearchOption.AllDirectories))
        {
            string name = System.IO.Path.GetRelativePath(Path, path).Replace('\\', '/');
            _members.Add(name, new Located(name, 0, new FileInfo(path).Length, null));
        }
    }

    /// <summary>The file or folder.</summary>
    public string Path { get; }

    /// <summary>Length of the container, or of all files of the folder, in bytes.</summary>
    public long Length => _file?.Length ?? _members.Values.Sum(member => member.Length);

    /// <summary>The mapping of a container, for memory reports; null for a folder.</summary>
    public MappedFile? Mapping => _file;

    /// <summary>Where its data are.</summary>
    public Residence Residence => _file?.Residence ?? Residence.Mapped;

    /// <summary>True after <see cref="Dispose"/>.</summary>
    public bool IsClosed => _closed;

    /// <summary>Names of the arrays, in the order in which they are stored.</summary>
    public IEnumerable<string> Keys
        => _members.Keys.Where(name => name.EndsWith(ArraySuffix, StringComparison.Ordinal)).Select(name => name[..^ArraySuffix.Length]);

    /// <summary>
    /// Why the store was read into private memory although it was to be mapped; null when it was not: a file system that
    /// cannot map files is no reason to refuse them.
    /// </summary>
    public string? MappingRefusal { get; private init; }

    /// <summary>Opens a container file. Reads its directory only: cost independent of its size.</summary>
    /// <param name="path">The store.</param>
    /// <param name="residence">
    /// Where its data are to be; anything but mapped reads all of it. What cannot be mapped is read, see
    /// <see cref="MappingRefusal"/>.
    /// </param>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="CorpusFormatException">The file is foreign, truncated or corrupt.</exception>
    public static ArrayStore OpenFile(string path, Residence residence = Residence.Mapped) =>
        OpenFile(path, residence, static path => MappedFile.Open(path));

    /// <summary>As the other one, with a way to map files given.</summary>
    internal static ArrayStore OpenFile(string path, Residence residence, Func<string, MappedFile> map)
    {
        string? refusal = null;
        MappedFile file = residence switch
        {
            Residence.Mapped => OpenMapped(path, map, out refusal),
            Residence.PrivateCopy => MappedFile.OpenPrivateCopy(path),
            Residence.ManagedHeap => MappedFile.OpenManagedCopy(path),
            _ => throw new ArgumentOutOfRangeException(nameof(residence)),
        };
        try
        {
            return new ArrayStore(file, ContainerReader.Open(file)) { MappingRefusal = refusal };
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>Opens a folder of <c>.npy</c> files (searched through), each mapped when it is first asked for.</summary>
    /// <exception cref="DirectoryNotFoundException">There is no such folder.</exception>
    public static ArrayStore OpenFolder(string path) => new(path);

    /// <summary>True when there is an array of this name. O(1).</summary>
    public bool Contains(string key) => _members.ContainsKey(key + ArraySuffix);

    /// <summary>
    /// The array with this name as elements of <typeparamref name="T"/>. The first call checks the header, later
    /// calls return the same object.
    /// </summary>
    /// <exception cref="CorpusFormatException">There is no such array, it has another type or more than one dimension, or it does not fit its file.</exception>
    /// <exception cref="ObjectDisposedException">The store is closed.</exception>
    public MappedArray<T> Get<T>(string key)
        where T : unmanaged
    {
        return GetView(key, NpyHeader.DescrOf<T>(), static (store, key) =>
        {
            Payload payload = store.Locate(key);
            NpyHeader header = payload.Header;
            if (header.Descr != NpyHeader.DescrOf<T>())
            {
                throw new CorpusFormatException(FormatFault.Corrupt, store.Path, $"array '{key}' has type {header.Descr}, {NpyHeader.DescrOf<T>()} expected");
            }

            return new MappedArray<T>(payload.File, key, payload.Offset, header.Count);
        });
    }

    /// <summary>The founding note's form of <see cref="Get{T}"/>: the parts of the name as separate arguments.</summary>
    public MappedArray<T> GetArray<T>(params ReadOnlySpan<string> parts)
        where T : unmanaged
        => Get<T>(string.Join('/', parts!));

    /// <summary>The array with this name as integers of whatever width it is stored in.</summary>
    /// <exception cref="CorpusFormatException">There is no such array, or its elements are no integers.</exception>
    /// <exception cref="ObjectDisposedException">The store is closed.</exception>
    public NarrowArray GetNarrow(string key)
    {
        return GetView(key, "|n", static (store, key) =>
        {
            Payload payload = store.Locate(key);
            NpyHeader header = payload.Header;
            if (header.Kind is not ('i' or 'u'))
            {
                throw new CorpusFormatException(FormatFault.Corrupt, store.Path, $"array '{key}' has type {header.Descr}, an integer type expected");
            }

            return new NarrowArray(payload.File, key, payload.Offset, header);
        });
    }

    /// <summary>The bitmap whose parts are <c>key_bits</c> and <c>key_ranks</c>.</summary>
    public RankedBitmap GetBitmap(string key) => new(Get<ulong>(key + "_bits"), Get<uint>(key + "_ranks"));

    /// <summary>
    /// The texts whose parts are <c>key_offsets</c> and <c>key_bytes</c>. In a store on the managed heap all of them are
    /// decoded now, and kept with the store.
    /// </summary>
    public StringPool GetPool(string key)
    {
        if (Residence != Residence.ManagedHeap)
        {
            return new StringPool(GetNarrow(key + "_offsets"), Get<byte>(key + "_bytes"));
        }

        return GetView(key, "|pool", static (store, key) => new StringPool(store.GetNarrow(key + "_offsets"), store.Get<byte>(key + "_bytes"), decode: true));
    }

    /// <summary>The content of a member that is no array, after a check of its checksum if it lies in a container. O(length).</summary>
    /// <exception cref="CorpusFormatException">There is no such member, or it is damaged.</exception>
    public ReadOnlySpan<byte> GetBytes(string name)
    {
        Located member = Find(name);
        if (member.Checked is not null && _container!.FaultOf(member.Checked) is string fault)
        {
            ThrowIfClosed();
            throw new CorpusFormatException(FormatFault.Corrupt, Path, fault);
        }

        return FileOf(member).Slice(member.Offset, checked((int)member.Length));
    }

    /// <summary>True when there is a member of this full name.</summary>
    public bool ContainsMember(string name) => _members.ContainsKey(name);

    /// <summary>Every array with type and size. Reads all headers.</summary>
    public IReadOnlyList<ArrayInfo> Describe()
    {
        var infos = new List<ArrayInfo>();
        foreach (string key in Keys)
        {
            NpyHeader header = Locate(key).Header;
            infos.Add(new ArrayInfo(key, header.Descr, header.Count, header.PayloadLength));
        }

        ThrowIfClosed();
        return infos;
    }

    /// <summary>
    /// Reads the whole store and checks it: every checksum, every header, every array against its member.
    /// Returns one message per fault, none when it is sound. O(size).
    /// </summary>
    /// <param name="progress">Told how many bytes have been checked.</param>
    /// <param name="cancellationToken">Ends the check.</param>
    public IReadOnlyList<string> Verify(Action<long>? progress = null, CancellationToken cancellationToken = default)
    {
        ObjectDisposedException.ThrowIf(_closed, this);
        List<string> faults = _container?.Verify(progress, cancellationToken) ?? [];
        foreach (string key in Keys)
        {
            try
            {
                _ = Locate(key);
            }
            catch (CorpusFormatException fault)
            {
                faults.Add(fault.Reason);
            }
        }

        ThrowIfClosed();
        return faults;
    }

    /// <summary>Reads one byte of every page, so that the whole store is in this process's page table.</summary>
    public long TouchAll()
    {
        ObjectDisposedException.ThrowIf(_closed, this);
        return _file?.TouchAll() ?? _members.Values.Sum(member => FileOf(member).TouchAll());
    }

    /// <summary>
    /// True when there is another file at <see cref="Path"/> now than the one that was opened (or none). The open
    /// one stays readable. A folder is never reported.
    /// </summary>
    public bool IsReplaced()
    {
        if (_file is null)
        {
            return false;
        }

        var now = new FileInfo(Path);
        return !now.Exists || now.Length != _file.Length || now.LastWriteTimeUtc != _file.LastWriteTimeUtc;
    }

    /// <summary>Throws when the store is closed.</summary>
    public void ThrowIfClosed()
    {
        if (_closed)
        {
            throw new ObjectDisposedException(Path, $"{Path} is closed.");
        }
    }

    /// <summary>Closes all mappings; see <see cref="MappedFile"/> for what concurrent readers see. Harmless when repeated.</summary>
    public void Dispose()
    {
        _closed = true;
        _file?.Dispose();
        if (_folderFiles is not null)
        {
            foreach (Lazy<MappedFile> file in _folderFiles.Values)
            {
                // A file that could not be mapped has nothing to close; asking for it would repeat its error.
                if (file.IsValueCreated)
                {
                    file.Value.Dispose();
                }
            }
        }
    }

    private static MappedFile OpenMapped(string path, Func<string, MappedFile> map, out string? refusal)
    {
        refusal = null;
        try
        {
            return map(path);
        }
        catch (IOException error) when (MappedFile.IsMappingRefused(error))
        {
            refusal = error.Message;
            return MappedFile.OpenPrivateCopy(path);
        }
    }

    /// <summary>One view per array and kind of view, so that an array can be read both typed and widened.</summary>
    private TView GetView<TView>(string key, string kind, Func<ArrayStore, string, TView> create)
        where TView : class
    {
        ThrowIfClosed();
        string name = key + kind;
        return _views.TryGetValue(name, out object? view) ? (TView)view : (TView)_views.GetOrAdd(name, Create(key, create));
    }

    private TView Create<TView>(string key, Func<ArrayStore, string, TView> create)
    {
        try
        {
            return create(this, key);
        }
        catch (CorpusFormatException) when (_closed)
        {
            // What was read may be zero pages: the fault says nothing about the file.
            throw new ObjectDisposedException(Path, $"{Path} is closed.");
        }
    }

    private Payload Locate(string key)
    {
        Located member = Find(key + ArraySuffix);
        MappedFile file = FileOf(member);
        string place = $"{Path}, array '{key}'";
        NpyHeader header = NpyHeader.Parse(file.Slice(member.Offset, (int)Math.Min(int.MaxValue, member.Length)), place);
        if (header.IsBigEndian || header.Shape.Length != 1)
        {
            throw new CorpusFormatException(FormatFault.Corrupt, place, $"a one-dimensional little-endian array expected, {header.Descr} with {header.Shape.Length} dimensions found");
        }

        if (header.PayloadLength != member.Length - header.PayloadOffset)
        {
            throw new CorpusFormatException(
                header.PayloadLength > member.Length - header.PayloadOffset ? FormatFault.Truncated : FormatFault.Corrupt,
                place,
                $"{header.Count} elements of {header.ItemSize} bytes declared, {member.Length - header.PayloadOffset} bytes found");
        }

        return new Payload(file, member.Offset + header.PayloadOffset, header);
    }

    private Located Find(string name)
    {
        ThrowIfClosed();
        return _members.TryGetValue(name, out Located? member)
            ? member
            : throw new CorpusFormatException(FormatFault.Missing, Path, $"there is no member '{name}'");
    }

    private MappedFile FileOf(Located member)
    {
        if (_folderFiles is null)
        {
            return _file!;
        }

        Lazy<MappedFile> file = _folderFiles.GetOrAdd(
            member.Name, static (name, folder) => new Lazy<MappedFile>(() => MappedFile.Open(System.IO.Path.Combine(folder, name))), Path);
        return file.Value;
    }

    private sealed record Located(string Name, long Offset, long Length, Member? Checked);


    private sealed record Payload(MappedFile File, long Offset, NpyHeader Header);
}
