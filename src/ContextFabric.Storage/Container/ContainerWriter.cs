using System.IO.Hashing;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using ContextFabric.Storage.Files;
using ContextFabric.Storage.Npy;

namespace ContextFabric.Storage.Container;

/// <summary>
/// Writes a container beside its target and publishes it by one atomic rename: until <see cref="Publish"/>
/// the target is untouched, and a writer that dies leaves at most a temporary file. Not safe for concurrent use.
/// </summary>
public sealed class ContainerWriter : IArrayWriter, IDisposable
{
    private readonly AtomicFile _target;
    private readonly List<Member> _members = [];
    private readonly HashSet<string> _names = new(StringComparer.Ordinal);
    private long _end;

    /// <summary>Starts a container for <paramref name="path"/>; its folder must exist.</summary>
    /// <param name="path">The file to publish.</param>
    /// <param name="format">Text of the marker member: format name and version.</param>
    public ContainerWriter(string path, string format)
    {
        _target = new AtomicFile(path);
        var marker = new MemberBatch();
        marker.WriteBytes(ZipLayout.MarkerName, System.Text.Encoding.UTF8.GetBytes(format));
        Append(marker);
    }

    /// <summary>Bytes of the members written so far, headers included.</summary>
    public long Length => _end;

    /// <summary>Appends an array at once, without the copy that a batch keeps.</summary>
    /// <exception cref="InvalidOperationException">The name was used before.</exception>
    public void Write<T>(string key, ReadOnlySpan<T> values)
        where T : unmanaged
    {
        // a span of bytes cannot be longer than an int says
        const int Part = 1 << 24;
        byte[] header = NpyHeader.Build(NpyHeader.DescrOf<T>(), values.Length);
        var checksum = new Crc32();
        checksum.Append(header);
        for (int at = 0; at < values.Length; at += Part)
        {
            checksum.Append(MemoryMarshal.AsBytes(values.Slice(at, Math.Min(Part, values.Length - at))));
        }

        long length = header.Length + ((long)values.Length * Unsafe.SizeOf<T>());
        FileStream stream = Begin(key + ".npy", length, checksum.GetCurrentHashAsUInt32());
        stream.Write(header);
        for (int at = 0; at < values.Length; at += Part)
        {
            stream.Write(MemoryMarshal.AsBytes(values.Slice(at, Math.Min(Part, values.Length - at))));
        }
    }

    /// <summary>Appends members in the order in which they were added to the batch.</summary>
    /// <exception cref="InvalidOperationException">A name was used before.</exception>
    public void Append(MemberBatch batch)
    {
        ArgumentNullException.ThrowIfNull(batch);
        foreach (MemberBatch.Encoded encoded in batch.Members)
        {
            Begin(encoded.Name, encoded.Data.Length, encoded.Crc).Write(encoded.Data);
        }
    }

    /// <summary>
    /// Maps what was written so far as a store of its own, so that derived data can be computed from it with
    /// the same code that reads a finished one. More members may be appended afterwards.
    /// </summary>
    public ArrayStore OpenSoFar()
    {
        WriteDirectory();
        _target.Stream.Flush();
        return ArrayStore.OpenFile(_target.TemporaryPath);
    }

    /// <summary>Completes the container, flushes it to disk and renames it to its target.</summary>
    public void Publish()
    {
        WriteDirectory();
        _target.Publish();
    }

    /// <summary>Removes the temporary file if the container was not published.</summary>
    public void Dispose() => _target.Dispose();

    /// <summary>Writes the header of the next member, whose data are to be written to the stream that is returned.</summary>
    private FileStream Begin(string name, long length, uint checksum)
    {
        if (!_names.Add(name))
        {
            throw new InvalidOperationException($"Member '{name}' was written before.");
        }

        int headerLength = ZipLayout.LocalLength(_end, System.Text.Encoding.UTF8.GetByteCount(name), length);
        var member = new Member(name, _end, _end + headerLength, length, checksum);
        FileStream stream = _target.Stream;
        stream.Position = _end;
        stream.Write(ZipLayout.LocalHeader(member));
        _members.Add(member);
        _end = member.DataOffset + member.Length;
        return stream;
    }

    private void WriteDirectory()
    {
        FileStream stream = _target.Stream;
        stream.Position = _end;
        stream.Write(ZipLayout.Directory(_members, _end));
        stream.SetLength(stream.Position);
    }
}
