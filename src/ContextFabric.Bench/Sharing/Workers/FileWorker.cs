using System.Globalization;
using System.Security.Cryptography;
using ContextFabric.Storage.Memory;
using ContextFabric.Storage.Raw;

namespace ContextFabric.Bench.Sharing;

/// <summary>How a <see cref="FileWorker"/> has its files.</summary>
internal enum FileAccessKind
{
    /// <summary>Mapped read-only and shared.</summary>
    Read,

    /// <summary>Mapped copy-on-write.</summary>
    CopyOnWrite,

    /// <summary>Shared-memory objects of these names, mapped read-only.</summary>
    SharedMemory,

    /// <summary>Copied into new shared-memory objects, whose names it tells.</summary>
    CreateSharedMemory,
}

/// <summary>A process that has files in memory, and reads, writes, drops and counts their pages when told to.</summary>
internal sealed class FileWorker : IWorker
{
    /// <summary>Stands for a number of bytes that the system does not tell.</summary>
    public const long Unknown = -1;

    private const int Part = 1 << 22;
    private readonly List<MappedFile> _files = [];
    private readonly List<SharedMemoryObject> _objects = [];
    private readonly bool _mayAsk;

    public FileWorker(string[] arguments)
    {
        FileAccessKind kind = Enum.Parse<FileAccessKind>(arguments[0]);
        foreach (string file in arguments.AsSpan(1))
        {
            switch (kind)
            {
                case FileAccessKind.CopyOnWrite:
                    _files.Add(MappedFile.Open(file, MapMode.CopyOnWrite));
                    break;
                case FileAccessKind.SharedMemory:
                    _files.Add(SharedMemoryObject.Open(file));
                    break;
                case FileAccessKind.CreateSharedMemory:
                    _objects.Add(SharedMemoryObject.CreateFrom(file));
                    break;
                default:
                    _files.Add(MappedFile.Open(file));
                    break;
            }
        }

        // now, because the files may be unlinked later
        _mayAsk = _files.TrueForAll(MayAsk);
        Ready = WorkerProtocol.Format(
        [
            .. _files.Select(f => ("range", (object)new MemoryRange((ulong)f.Address, f.Length))),
            .. _objects.Select(o => ("name", (object)o.Name)),
        ]);
    }

    public string Ready { get; }

    public string Answer(string[] words)
    {
        switch (words[0])
        {
            case WorkerProtocol.Touch:
                _files.ForEach(f => _ = f.TouchAll());
                return WorkerProtocol.Format(IWorker.Heap());
            case WorkerProtocol.Checksum:
                return WorkerProtocol.Format(("checksum", Checksum()));
            case WorkerProtocol.Resident:
                return WorkerProtocol.Format(("bytes", _mayAsk ? ResidentBytes(_files) : Unknown));
            case WorkerProtocol.Trim:
                return WorkerProtocol.Format(("done", _files.TrueForAll(f => f.Trim(0, f.Length)) ? 1 : 0));
            case WorkerProtocol.PageOut:
                return WorkerProtocol.Format(("done", _files.TrueForAll(f => f.PageOut(0, f.Length)) ? 1 : 0));
            case WorkerProtocol.Dirty:
                return WorkerProtocol.Format(("pages", Dirty(int.Parse(words[1], CultureInfo.InvariantCulture))));
            case WorkerProtocol.Peek:
                return WorkerProtocol.Format(("byte", _files[0].Slice(long.Parse(words[1], CultureInfo.InvariantCulture), 1)[0]));
            case WorkerProtocol.Scan:
                return WorkerProtocol.Format(("checksum", ReadAtRandom(int.Parse(words[1], CultureInfo.InvariantCulture))));
            case WorkerProtocol.Group:
                return WorkerProtocol.Format([.. GroupMemory.Counters()]);
            default:
                throw IWorker.Unknown(words);
        }
    }

    public void Dispose()
    {
        _files.ForEach(f => f.Dispose());
        _objects.ForEach(o => o.Dispose());
    }

    /// <summary>False for files of others: the system then says that all of them is in memory, whether it is or not.</summary>
    internal static bool MayAsk(MappedFile file) => NativeMethods.MayAskForResidency(file.Path);

    /// <summary>Bytes of mapped files that the page cache holds, as mincore tells it to this process; <see cref="Unknown"/> where it does not.</summary>
    internal static long ResidentBytes(IEnumerable<MappedFile> files)
    {
        long pages = 0;
        foreach (MappedFile file in files)
        {
            if (Residency.PagesOf((nuint)file.Address, file.Length) is not { } states)
            {
                return Unknown;
            }

            foreach (byte state in states)
            {
                pages += state & 1;
            }
        }

        return pages * Environment.SystemPageSize;
    }

    private string Checksum()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (MappedFile file in _files)
        {
            for (long at = 0; at < file.Length; at += Part)
            {
                hash.AppendData(file.Slice(at, (int)Math.Min(Part, file.Length - at)));
            }
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    // bytes all over the files, always the same for a seed
    private string ReadAtRandom(int seed)
    {
        const int Reads = 200;
        var random = new Random(seed);
        ulong sum = 0;
        for (int i = 0; i < Reads; i++)
        {
            MappedFile file = _files[i % _files.Count];
            sum = (sum * 31) + file.Slice(random.NextInt64(file.Length), 1)[0];
        }

        return sum.ToString("x", CultureInfo.InvariantCulture);
    }

    // the first pages of each file, one byte in each
    private long Dirty(int percent)
    {
        long written = 0;
        foreach (MappedFile file in _files)
        {
            long pages = file.Length / Environment.SystemPageSize * percent / 100;
            for (long page = 0; page < pages; page++)
            {
                file.WritableSlice(page * Environment.SystemPageSize, 1)[0]++;
            }

            written += pages;
        }

        return written;
    }
}
