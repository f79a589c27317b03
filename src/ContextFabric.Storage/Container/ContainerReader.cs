using System.Buffers.Binary;
using System.IO.Hashing;
using System.Text;
using ContextFabric.Storage.Raw;

namespace ContextFabric.Storage.Container;

/// <summary>Finds and checks the members of a mapped container. Opening reads its directory only.</summary>
internal sealed class ContainerReader
{
    private readonly MappedFile _file;

    private ContainerReader(MappedFile file, IReadOnlyList<Member> members, long directoryStart)
    {
        _file = file;
        Members = members;
        DirectoryStart = directoryStart;
    }

    /// <summary>All members in file order.</summary>
    public IReadOnlyList<Member> Members { get; }

    /// <summary>Where the directory starts, right after the last member.</summary>
    public long DirectoryStart { get; }

    /// <summary>Reads the directory. O(members).</summary>
    /// <exception cref="CorpusFormatException">The file is foreign, truncated or corrupt.</exception>
    public static ContainerReader Open(MappedFile file)
    {
        if (file.Length < ZipLayout.EndLength || !StartsWithMarker(file))
        {
            throw Fault(file, FormatFault.Foreign, "not a Context-Fabric store");
        }

        const int Tail = ZipLayout.End64Length + ZipLayout.Locator64Length + ZipLayout.EndLength;
        ReadOnlySpan<byte> tail = file.Slice(Math.Max(0, file.Length - Tail), (int)Math.Min(Tail, file.Length));
        if (tail.Length < Tail
            || BinaryPrimitives.ReadUInt32LittleEndian(tail) != ZipLayout.End64Signature
            || BinaryPrimitives.ReadUInt32LittleEndian(tail[^ZipLayout.EndLength..]) != ZipLayout.EndSignature)
        {
            throw Fault(file, FormatFault.Truncated, "the store is truncated: its directory is not at its end");
        }

        long count = BinaryPrimitives.ReadInt64LittleEndian(tail[32..]);
        long length = BinaryPrimitives.ReadInt64LittleEndian(tail[40..]);
        long start = BinaryPrimitives.ReadInt64LittleEndian(tail[48..]);
        if (start < 0 || length < 0 || length > int.MaxValue || start != file.Length - Tail - length || count < 1 || count > length / ZipLayout.CentralFixedLength)
        {
            throw Fault(file, FormatFault.Corrupt, "the directory does not lie where the end record says");
        }

        return new ContainerReader(file, ReadDirectory(file, start, (int)length, (int)count), start);
    }

    /// <summary>
    /// Reads every byte: data against its checksum, headers, padding and directory against what they must be.
    /// Returns one message per fault; empty when the container is sound.
    /// </summary>
    public List<string> Verify(Action<long>? progress, CancellationToken cancellationToken)
    {
        var faults = new List<string>();
        long expected = 0;
        foreach (Member member in Members)
        {
            cancellationToken.ThrowIfCancellationRequested();
            byte[] header = ZipLayout.LocalHeader(member);
            if (member.HeaderOffset != expected || header.Length > DirectoryStart - expected
                || !_file.Slice(expected, header.Length).SequenceEqual(header))
            {
                faults.Add($"the header of member '{member.Name}' at byte {member.HeaderOffset} is damaged");
            }

            if (FaultOf(member, cancellationToken) is string fault)
            {
                faults.Add(fault);
            }

            expected = member.DataOffset + member.Length;
            progress?.Invoke(expected);
        }

        byte[] directory = ZipLayout.Directory(Members, DirectoryStart);
        if (expected != DirectoryStart || directory.Length != _file.Length - DirectoryStart
            || !_file.Slice(DirectoryStart, directory.Length).SequenceEqual(directory))
        {
            faults.Add($"the directory at byte {DirectoryStart} is damaged");
        }

        return faults;
    }

    /// <summary>What is wrong with the data of a member; null when they match their checksum.</summary>
    public string? FaultOf(Member member, CancellationToken cancellationToken = default)
    {
        uint crc = Checksum(member, cancellationToken);
        return crc == member.Crc
            ? null
            : $"member '{member.Name}' (bytes {member.DataOffset}..{member.DataOffset + member.Length}) has checksum {crc:x8}, {member.Crc:x8} expected";
    }

    private static bool StartsWithMarker(MappedFile file)
    {
        int length = ZipLayout.LocalFixedLength + ZipLayout.MarkerName.Length;
        if (file.Length < length)
        {
            return false;
        }

        ReadOnlySpan<byte> start = file.Slice(0, length);
        return BinaryPrimitives.ReadUInt32LittleEndian(start) == ZipLayout.LocalSignature
            && Encoding.ASCII.GetString(start[ZipLayout.LocalFixedLength..]) == ZipLayout.MarkerName;
    }

    private static Member[] ReadDirectory(MappedFile file, long start, int length, int count)
    {
        ReadOnlySpan<byte> at = file.Slice(start, length);
        var members = new Member[count];
        for (int i = 0; i < count; i++)
        {
            if (at.Length < ZipLayout.CentralFixedLength || BinaryPrimitives.ReadUInt32LittleEndian(at) != ZipLayout.CentralSignature)
            {
                throw Fault(file, FormatFault.Corrupt, $"directory entry {i} is damaged");
            }

            uint crc = BinaryPrimitives.ReadUInt32LittleEndian(at[16..]);
            long stored = BinaryPrimitives.ReadUInt32LittleEndian(at[20..]);
            long size = BinaryPrimitives.ReadUInt32LittleEndian(at[24..]);
            int nameLength = BinaryPrimitives.ReadUInt16LittleEndian(at[28..]);
            int extraLength = BinaryPrimitives.ReadUInt16LittleEndian(at[30..]);
            long offset = BinaryPrimitives.ReadUInt32LittleEndian(at[42..]);
            int entryLength = ZipLayout.CentralFixedLength + nameLength + extraLength;
            if (BinaryPrimitives.ReadUInt16LittleEndian(at[10..]) != 0 || stored != size || entryLength > at.Length)
            {
                throw Fault(file, FormatFault.Corrupt, $"directory entry {i} is damaged");
            }

            string name = Encoding.UTF8.GetString(at.Slice(ZipLayout.CentralFixedLength, nameLength));
            ReadOnlySpan<byte> extra = at.Slice(ZipLayout.CentralFixedLength + nameLength, extraLength);
            if (size == uint.MaxValue && extra.Length >= 20)
            {
                size = BinaryPrimitives.ReadInt64LittleEndian(extra[4..]);
                extra = extra[16..];
            }

            if (offset == uint.MaxValue && extra.Length >= 12)
            {
                offset = BinaryPrimitives.ReadInt64LittleEndian(extra[4..]);
            }

            long data = offset + ZipLayout.LocalLength(offset, nameLength, size);
            if (offset < 0 || size < 0 || data > start || size > start - data)
            {
                throw Fault(file, FormatFault.Corrupt, $"member '{name}' does not lie within the file");
            }

            members[i] = new Member(name, offset, data, size, crc);
            at = at[entryLength..];
        }

        return members;
    }

    private uint Checksum(Member member, CancellationToken cancellationToken)
    {
        const int Part = 1 << 24;
        if (member.Length <= Part)
        {
            return Crc32.HashToUInt32(_file.Slice(member.DataOffset, (int)member.Length));
        }

        var crc = new Crc32();
        for (long done = 0; done < member.Length; done += Part)
        {
            cancellationToken.ThrowIfCancellationRequested();
            crc.Append(_file.Slice(member.DataOffset + done, (int)Math.Min(Part, member.Length - done)));
        }

        return crc.GetCurrentHashAsUInt32();
    }

    private static CorpusFormatException Fault(MappedFile file, FormatFault fault, string reason) => new(fault, file.Path, reason);
}
