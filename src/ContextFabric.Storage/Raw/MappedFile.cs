using System.IO.MemoryMappedFiles;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace ContextFabric.Storage.Raw;

/// <summary>
/// One file in memory, and the only owner of pointers into it.
/// <para>
/// <b>Lifetime.</b> <see cref="Dispose"/> marks the file closed and puts zero pages over the mapping (Unix), so a
/// reader that is in the middle of a lookup on another thread reads zeros, never unmapped memory; every lookup
/// ends with <see cref="ThrowIfClosed"/> and so gives a right answer or <see cref="ObjectDisposedException"/>.
/// There is no finalizer: a mapping whose owner was forgotten stays until the process ends, because a span on
/// some stack may still point into it. It is clean file memory, which the system reclaims as it likes.
/// </para>
/// </summary>
public sealed unsafe partial class MappedFile : IDisposable
{
    private readonly MemoryMappedViewAccessor? _view;
    private readonly byte* _base;

    // a pinned array that holds the bytes, of a store on the managed heap
    private readonly ulong[]? _array;
    private readonly Lock _closing = new();
    private bool _closed;

    private MappedFile(string path, MapMode mode, long length, byte* start, MemoryMappedViewAccessor? view)
    {
        Path = path;
        Mode = mode;
        Length = length;
        _base = start;
        _view = view;
    }

    private MappedFile(string path, Residence residence, long length, byte* start, ulong[]? array)
        : this(path, MapMode.Read, length, start, null)
    {
        Residence = residence;
        _array = array;
    }

    /// <summary>Full path at the time of opening. The file may have been replaced since.</summary>
    public string Path { get; }

    /// <summary>How it is mapped.</summary>
    public MapMode Mode { get; }

    /// <summary>Length in bytes at the time of opening.</summary>
    public long Length { get; }

    /// <summary>Time of the last change of the file when it was opened.</summary>
    public DateTime LastWriteTimeUtc { get; private init; }

    /// <summary>Where its bytes are.</summary>
    public Residence Residence { get; }

    /// <summary>False for a copy in memory of the process's own.</summary>
    public bool IsMapped => Residence == Residence.Mapped;

    /// <summary>True after <see cref="Dispose"/>.</summary>
    public bool IsClosed => Volatile.Read(ref _closed);

    /// <summary>Address of the first byte, for reports on memory; 0 when the file is empty.</summary>
    public nint Address => (nint)_base;

    /// <summary>Maps a whole file. O(1): nothing is read. No descriptor or lock stays open.</summary>
    /// <param name="path">The file. For <see cref="MapMode.Create"/> it is created or replaced.</param>
    /// <param name="mode">Access mode.</param>
    /// <param name="createLength">Length in bytes of the new file, for <see cref="MapMode.Create"/> only.</param>
    /// <param name="inheritable">
    /// True for a mapping that a child made by fork(2) has too. The usual one is absent there: the system is told
    /// MADV_DONTFORK. It makes no difference to a child that is started as a program of its own.
    /// </param>
    /// <exception cref="IOException">The file cannot be opened or mapped.</exception>
    public static MappedFile Open(string path, MapMode mode = MapMode.Read, long createLength = 0, bool inheritable = false)
    {
        path = System.IO.Path.GetFullPath(path);
        bool writes = mode is MapMode.ReadWrite or MapMode.Create;
        using var stream = new FileStream(
            path,
            mode == MapMode.Create ? FileMode.Create : FileMode.Open,
            writes ? FileAccess.ReadWrite : FileAccess.Read,
            FileShare.ReadWrite | FileShare.Delete,
            bufferSize: 0);
        if (mode == MapMode.Create)
        {
            stream.SetLength(createLength);
        }

        long length = stream.Length;
        DateTime changed = File.GetLastWriteTimeUtc(stream.SafeFileHandle);
        if (length == 0)
        {
            return new MappedFile(path, mode, 0, null, null) { LastWriteTimeUtc = changed };
        }

        MemoryMappedFileAccess access = mode switch
        {
            MapMode.Read => MemoryMappedFileAccess.Read,
            MapMode.CopyOnWrite => MemoryMappedFileAccess.CopyOnWrite,
            _ => MemoryMappedFileAccess.ReadWrite,
        };

        // The mapping outlives the descriptor, so file and section objects are released at once.
        using MemoryMappedFile file = MemoryMappedFile.CreateFromFile(
            stream, null, 0, access, inheritable ? HandleInheritability.Inheritable : HandleInheritability.None, leaveOpen: true);
        MemoryMappedViewAccessor view = file.CreateViewAccessor(0, length, access);
        byte* start = null;
        view.SafeMemoryMappedViewHandle.AcquirePointer(ref start);
        return new MappedFile(path, mode, length, start + view.PointerOffset, view) { LastWriteTimeUtc = changed };
    }

    /// <summary>
    /// True for what <see cref="Open"/> throws when the file is there and can be read, but its file system has no mapping.
    /// </summary>
    internal static bool IsMappingRefused(Exception error)
    {
        // ENODEV is what mmap(2) documents; network file systems also say that they have no such operation
        const int NoDevice = 19;
        int notSupported = OperatingSystem.IsMacOS() ? 102 : 95;
        int notImplemented = OperatingSystem.IsMacOS() ? 78 : 38;
        return !OperatingSystem.IsWindows() && error is IOException && (error.HResult == NoDevice || error.HResult == notSupported || error.HResult == notImplemented);
    }

    /// <summary>
    /// Reads a whole file into private native memory behind the same interface. This is what mapping avoids:
    /// it exists as the control that a sharing measurement must tell apart, and for file systems that cannot map.
    /// </summary>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static MappedFile OpenPrivateCopy(string path)
    {
        path = System.IO.Path.GetFullPath(path);
        using FileStream stream = OpenToCopy(path);
        long length = stream.Length;
        DateTime changed = File.GetLastWriteTimeUtc(stream.SafeFileHandle);
        byte* start = null;
        if (length > 0)
        {
            start = (byte*)NativeMemory.AlignedAlloc((nuint)length, (nuint)Environment.SystemPageSize);
            try
            {
                ReadAll(stream, start, length);
            }
            catch
            {
                NativeMemory.AlignedFree(start);
                throw;
            }
        }

        return new MappedFile(path, Residence.PrivateCopy, length, start, null) { LastWriteTimeUtc = changed };
    }

    /// <summary>
    /// Reads a whole file into one array on the managed heap behind the same interface. The array does not move; it is
    /// freed when neither this object nor a span of it is in use any more, closed or not.
    /// </summary>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="OutOfMemoryException">The heap has no room for it.</exception>
    public static MappedFile OpenManagedCopy(string path)
    {
        path = System.IO.Path.GetFullPath(path);
        using FileStream stream = OpenToCopy(path);
        long length = stream.Length;
        DateTime changed = File.GetLastWriteTimeUtc(stream.SafeFileHandle);

        // longer than a byte array can be, and aligned for the widest elements
        ulong[] array = GC.AllocateUninitializedArray<ulong>(checked((int)((length + sizeof(ulong) - 1) / sizeof(ulong))), pinned: true);
        byte* start = length == 0 ? null : (byte*)Unsafe.AsPointer(ref MemoryMarshal.GetArrayDataReference(array));
        ReadAll(stream, start, length);
        return new MappedFile(path, Residence.ManagedHeap, length, start, array) { LastWriteTimeUtc = changed };
    }

    /// <summary>Throws when the file is closed. Also the barrier at the end of every lookup.</summary>
    /// <exception cref="ObjectDisposedException">The file is closed.</exception>
    public void ThrowIfClosed()
    {
        Volatile.ReadBarrier();
        if (Volatile.Read(ref _closed))
        {
            ThrowClosed();
        }
    }

    /// <summary>A range as read-only bytes.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The range is not within the file.</exception>
    /// <exception cref="ObjectDisposedException">The file is closed.</exception>
    public ReadOnlySpan<byte> Slice(long offset, int length)
    {
        CheckRange(offset, length);
        ThrowIfClosed();
        return Elements<byte>(offset, length);
    }

    /// <summary>A range as writable bytes, in the modes r+, w+ and c only.</summary>
    /// <exception cref="InvalidOperationException">The file is mapped read-only.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The range is not within the file.</exception>
    /// <exception cref="ObjectDisposedException">The file is closed.</exception>
    public Span<byte> WritableSlice(long offset, int length)
    {
        if (Mode == MapMode.Read)
        {
            throw new InvalidOperationException($"{Path} is mapped read-only (mode r).");
        }

        CheckRange(offset, length);
        ThrowIfClosed();
        return new Span<byte>(_base + offset, length);
    }

    /// <summary>Writes changed pages of the modes r+ and w+ to the file and waits for it.</summary>
    public void Flush()
    {
        ThrowIfClosed();
        if (Mode is MapMode.ReadWrite or MapMode.Create)
        {
            _view?.Flush();
        }
    }

    /// <summary>
    /// Reads one byte of every page, so that all of it is in the page table of this process.
    /// Returns a sum of the bytes read, which keeps the reads from being optimised away.
    /// </summary>
    public long TouchAll()
    {
        long sum = 0;
        int page = Environment.SystemPageSize;
        for (long at = 0; at < Length; at += page)
        {
            sum += _base[at];
        }

        ThrowIfClosed();
        GC.KeepAlive(this);
        return sum;
    }

    /// <summary>Closes the file; see the remarks on lifetime. Harmless when repeated.</summary>
    public void Dispose()
    {
        lock (_closing)
        {
            if (_closed)
            {
                return;
            }

            if (Mode is MapMode.ReadWrite or MapMode.Create)
            {
                _view?.Flush();
            }

            Volatile.Write(ref _closed, true);
            if (_array is not null)
            {
                // late readers read what they always did
                return;
            }

            Interlocked.MemoryBarrierProcessWide();
            if (_base != null && NativeMethods.CanReplaceMappings)
            {
                nuint page = (nuint)Environment.SystemPageSize;
                nuint start = (nuint)_base / page * page;
                nuint end = ((nuint)_base + (nuint)Length + page - 1) / page * page;
                if (!NativeMethods.ReplaceByZeroPages((void*)start, end - start))
                {
                    throw new IOException($"{Path} could not be unmapped.");
                }
            }
        }
    }

    /// <summary>Throws unless the range lies within the file: once for an array, whose elements are then read unchecked.</summary>
    internal void Require(long offset, long length) => CheckRange(offset, length);

    /// <summary>Elements of a range that was required before. The caller checks indexes against its own length.</summary>
    internal ReadOnlySpan<T> Elements<T>(long offset, int count)
        where T : unmanaged
    {
        // A span that points into an array keeps it alive; until there is one, this object does.
        var elements = new ReadOnlySpan<T>(_base + offset, count);
        GC.KeepAlive(this);
        return elements;
    }

    /// <summary>One element of a range that was required before.</summary>
    internal T Element<T>(long offset)
        where T : unmanaged
    {
        T element = *(T*)(_base + offset);
        GC.KeepAlive(this);
        return element;
    }

    private static FileStream OpenToCopy(string path) =>
        new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);

    private static void ReadAll(FileStream stream, byte* start, long length)
    {
        const int Part = 1 << 26;
        for (long done = 0; done < length; done += Part)
        {
            stream.ReadExactly(new Span<byte>(start + done, (int)Math.Min(Part, length - done)));
        }
    }

    private void CheckRange(long offset, long length)
    {
        if (offset < 0 || length < 0 || offset > Length - length)
        {
            throw new ArgumentOutOfRangeException(
                nameof(offset), $"Bytes {offset}..{offset + length} are not within {Path}, which has {Length}.");
        }
    }

    private void ThrowClosed() => throw new ObjectDisposedException(Path, $"{Path} is closed.");
}
