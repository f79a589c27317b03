using System.IO.Hashing;
using System.Runtime.InteropServices;
using ContextFabric.Storage.Npy;

namespace ContextFabric.Storage.Container;

/// <summary>
/// Members that were encoded and checksummed on some thread and wait to be appended to a container, so that
/// the order of members does not depend on which thread was faster. Not safe for concurrent use.
/// </summary>
public sealed class MemberBatch : IArrayWriter
{
    private readonly List<Encoded> _members = [];

    /// <summary>Bytes held.</summary>
    public long ByteCount { get; private set; }

    internal IReadOnlyList<Encoded> Members => _members;

    /// <inheritdoc/>
    public void Write<T>(string key, ReadOnlySpan<T> values)
        where T : unmanaged
        => Add(key + ".npy", NpyHeader.Build(NpyHeader.DescrOf<T>(), values.Length), MemoryMarshal.AsBytes(values));

    /// <summary>Adds a member that is no array.</summary>
    /// <param name="name">Full name, e.g. <c>meta.json</c>.</param>
    /// <param name="bytes">Its content.</param>
    public void WriteBytes(string name, ReadOnlySpan<byte> bytes) => Add(name, [], bytes);

    private void Add(string name, byte[] header, ReadOnlySpan<byte> payload)
    {
        byte[] data = GC.AllocateUninitializedArray<byte>(checked(header.Length + payload.Length));
        header.CopyTo(data, 0);
        payload.CopyTo(data.AsSpan(header.Length));
        _members.Add(new Encoded(name, data, Crc32.HashToUInt32(data)));
        ByteCount += data.Length;
    }

    internal readonly record struct Encoded(string Name, byte[] Data, uint Crc);
}
