using System.Buffers.Binary;
using System.Text;

namespace ContextFabric.Storage.Container;

/// <summary>A member of a container: where its bytes lie and how to check them.</summary>
/// <param name="Name">Full name, e.g. <c>warp/first.npy</c>.</param>
/// <param name="HeaderOffset">Offset of the local file header.</param>
/// <param name="DataOffset">Offset of the first data byte; a multiple of <see cref="ZipLayout.Alignment"/>.</param>
/// <param name="Length">Number of data bytes.</param>
/// <param name="Crc">CRC-32 of the data.</param>
public sealed record Member(string Name, long HeaderOffset, long DataOffset, long Length, uint Crc);

/// <summary>
/// The byte layout of a container: an uncompressed ZIP archive (method 0) whose members start at aligned offsets,
/// so that any ZIP tool can read it and any part of it can be mapped. Local headers carry the padding in an extra
/// field; sizes and offsets over 4 GiB use ZIP64. Every byte of a header is a function of the member, which lets
/// <c>verify</c> rebuild and compare it. (APPNOTE 6.3.10, sections 4.3.7, 4.3.12, 4.3.14–16, 4.5.3.)
/// </summary>
internal static class ZipLayout
{
    /// <summary>Alignment of member data in bytes.</summary>
    public const int Alignment = 64;

    /// <summary>Name of the first member, which tells our containers from other ZIP files.</summary>
    public const string MarkerName = "FORMAT";

    public const uint LocalSignature = 0x04034B50;
    public const uint CentralSignature = 0x02014B50;
    public const uint EndSignature = 0x06054B50;
    public const uint End64Signature = 0x06064B50;
    public const uint Locator64Signature = 0x07064B50;
    public const int EndLength = 22;
    public const int End64Length = 56;
    public const int Locator64Length = 20;
    public const int CentralFixedLength = 46;
    public const int LocalFixedLength = 30;

    private const ushort PaddingId = 0xCF0A;
    private const ushort Zip64Id = 1;
    private const ushort VersionNeeded = 45;
    private const ushort Utf8Flag = 1 << 11;
    private const ushort DosDate = 0x21; // 1 January 1980: no clock in the bytes

    /// <summary>Bytes from the local header to the data of a member whose header is at <paramref name="headerOffset"/>.</summary>
    public static int LocalLength(long headerOffset, int nameLength, long dataLength)
    {
        int extra = (dataLength >= uint.MaxValue ? 20 : 0) + 4;
        long end = headerOffset + LocalFixedLength + nameLength + extra;
        long aligned = (end + Alignment - 1) / Alignment * Alignment;
        return (int)(aligned - headerOffset);
    }

    /// <summary>The local header of a member, padding included.</summary>
    public static byte[] LocalHeader(Member member)
    {
        byte[] name = Encoding.UTF8.GetBytes(member.Name);
        byte[] bytes = new byte[LocalLength(member.HeaderOffset, name.Length, member.Length)];
        bool wide = member.Length >= uint.MaxValue;
        Span<byte> at = bytes;
        BinaryPrimitives.WriteUInt32LittleEndian(at, LocalSignature);
        WriteCommon(at[4..], member, wide);
        BinaryPrimitives.WriteUInt16LittleEndian(at[26..], (ushort)name.Length);
        BinaryPrimitives.WriteUInt16LittleEndian(at[28..], (ushort)(bytes.Length - LocalFixedLength - name.Length));
        name.CopyTo(at[LocalFixedLength..]);
        at = at[(LocalFixedLength + name.Length)..];
        if (wide)
        {
            BinaryPrimitives.WriteUInt16LittleEndian(at, Zip64Id);
            BinaryPrimitives.WriteUInt16LittleEndian(at[2..], 16);
            BinaryPrimitives.WriteInt64LittleEndian(at[4..], member.Length);
            BinaryPrimitives.WriteInt64LittleEndian(at[12..], member.Length);
            at = at[20..];
        }

        BinaryPrimitives.WriteUInt16LittleEndian(at, PaddingId);
        BinaryPrimitives.WriteUInt16LittleEndian(at[2..], (ushort)(at.Length - 4));
        return bytes;
    }

    /// <summary>The central directory and the end records that follow it.</summary>
    public static byte[] Directory(IReadOnlyList<Member> members, long start)
    {
        using var stream = new MemoryStream();
        foreach (Member member in members)
        {
            WriteCentral(stream, member);
        }

        long length = stream.Length;
        Span<byte> end64 = stackalloc byte[End64Length + Locator64Length + EndLength];
        end64.Clear();
        BinaryPrimitives.WriteUInt32LittleEndian(end64, End64Signature);
        BinaryPrimitives.WriteInt64LittleEndian(end64[4..], End64Length - 12);
        BinaryPrimitives.WriteUInt16LittleEndian(end64[12..], VersionNeeded);
        BinaryPrimitives.WriteUInt16LittleEndian(end64[14..], VersionNeeded);
        BinaryPrimitives.WriteInt64LittleEndian(end64[24..], members.Count);
        BinaryPrimitives.WriteInt64LittleEndian(end64[32..], members.Count);
        BinaryPrimitives.WriteInt64LittleEndian(end64[40..], length);
        BinaryPrimitives.WriteInt64LittleEndian(end64[48..], start);

        Span<byte> locator = end64[End64Length..];
        BinaryPrimitives.WriteUInt32LittleEndian(locator, Locator64Signature);
        BinaryPrimitives.WriteInt64LittleEndian(locator[8..], start + length);
        BinaryPrimitives.WriteUInt32LittleEndian(locator[16..], 1);

        Span<byte> end = locator[Locator64Length..];
        BinaryPrimitives.WriteUInt32LittleEndian(end, EndSignature);
        ushort count = (ushort)Math.Min(members.Count, ushort.MaxValue);
        BinaryPrimitives.WriteUInt16LittleEndian(end[8..], count);
        BinaryPrimitives.WriteUInt16LittleEndian(end[10..], count);
        BinaryPrimitives.WriteUInt32LittleEndian(end[12..], (uint)Math.Min(length, uint.MaxValue));
        BinaryPrimitives.WriteUInt32LittleEndian(end[16..], (uint)Math.Min(start, uint.MaxValue));
        stream.Write(end64);
        return stream.ToArray();
    }

    private static void WriteCentral(MemoryStream stream, Member member)
    {
        byte[] name = Encoding.UTF8.GetBytes(member.Name);
        bool wideLength = member.Length >= uint.MaxValue;
        bool wideOffset = member.HeaderOffset >= uint.MaxValue;
        int extra = (wideLength ? 16 : 0) + (wideOffset ? 8 : 0);
        int extraTotal = extra == 0 ? 0 : extra + 4;
        byte[] bytes = new byte[CentralFixedLength + name.Length + extraTotal];
        Span<byte> at = bytes;
        BinaryPrimitives.WriteUInt32LittleEndian(at, CentralSignature);
        BinaryPrimitives.WriteUInt16LittleEndian(at[4..], VersionNeeded);
        WriteCommon(at[6..], member, wideLength);
        BinaryPrimitives.WriteUInt16LittleEndian(at[28..], (ushort)name.Length);
        BinaryPrimitives.WriteUInt16LittleEndian(at[30..], (ushort)extraTotal);
        BinaryPrimitives.WriteUInt32LittleEndian(at[42..], wideOffset ? uint.MaxValue : (uint)member.HeaderOffset);
        name.CopyTo(at[CentralFixedLength..]);
        if (extra > 0)
        {
            at = at[(CentralFixedLength + name.Length)..];
            BinaryPrimitives.WriteUInt16LittleEndian(at, Zip64Id);
            BinaryPrimitives.WriteUInt16LittleEndian(at[2..], (ushort)extra);
            at = at[4..];
            if (wideLength)
            {
                BinaryPrimitives.WriteInt64LittleEndian(at, member.Length);
                BinaryPrimitives.WriteInt64LittleEndian(at[8..], member.Length);
                at = at[16..];
            }

            if (wideOffset)
            {
                BinaryPrimitives.WriteInt64LittleEndian(at, member.HeaderOffset);
            }
        }

        stream.Write(bytes);
    }

    /// <summary>The fields from "version needed" to "uncompressed size", the same in both kinds of header.</summary>
    private static void WriteCommon(Span<byte> at, Member member, bool wide)
    {
        uint length = wide ? uint.MaxValue : (uint)member.Length;
        BinaryPrimitives.WriteUInt16LittleEndian(at, VersionNeeded);
        BinaryPrimitives.WriteUInt16LittleEndian(at[2..], Utf8Flag);
        BinaryPrimitives.WriteUInt16LittleEndian(at[8..], DosDate);
        BinaryPrimitives.WriteUInt32LittleEndian(at[10..], member.Crc);
        BinaryPrimitives.WriteUInt32LittleEndian(at[14..], length);
        BinaryPrimitives.WriteUInt32LittleEndian(at[18..], length);
    }
}
