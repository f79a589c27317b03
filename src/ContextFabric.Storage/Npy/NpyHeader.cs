using System.Buffers.Binary;
using System.Globalization;
using System.Text;

namespace ContextFabric.Storage.Npy;

/// <summary>
/// The header of a numpy <c>.npy</c> array, format versions 1 to 3.
/// <code>
/// offset  size  content
/// 0       6     93 'NUMPY'
/// 6       2     major, minor version
/// 8       2|4   header length, little-endian (4 from version 2)
/// …             a Python dict literal with descr, fortran_order and shape, padded to a multiple of 64
/// </code>
/// </summary>
/// <param name="Kind">Type letter: b, i, u, f, …</param>
/// <param name="ItemSize">Bytes per element.</param>
/// <param name="IsBigEndian">True when elements must be byte-swapped.</param>
/// <param name="Shape">Dimensions; empty for a scalar.</param>
/// <param name="IsFortranOrder">True for column-major order.</param>
/// <param name="PayloadOffset">Where the elements start, counted from the first byte of the header.</param>
public sealed record NpyHeader(char Kind, int ItemSize, bool IsBigEndian, long[] Shape, bool IsFortranOrder, int PayloadOffset)
{
    private static ReadOnlySpan<byte> Magic => [0x93, (byte)'N', (byte)'U', (byte)'M', (byte)'P', (byte)'Y'];

    /// <summary>Number of elements: the product of the dimensions.</summary>
    public long Count
    {
        get
        {
            long count = 1;
            foreach (long dimension in Shape)
            {
                count = checked(count * dimension);
            }

            return count;
        }
    }

    /// <summary>Length of the elements in bytes.</summary>
    public long PayloadLength => checked(Count * ItemSize);

    /// <summary>Type in numpy's notation, e.g. <c>&lt;i4</c>.</summary>
    public string Descr => (ItemSize == 1 ? "|" : IsBigEndian ? ">" : "<") + Kind + ItemSize.ToString(CultureInfo.InvariantCulture);

    /// <summary>Reads the header at the start of <paramref name="bytes"/>.</summary>
    /// <param name="bytes">At least the header; more may follow.</param>
    /// <param name="path">Name of the file or member, for messages.</param>
    /// <exception cref="CorpusFormatException">It is not a numpy header, or one of a kind that is not supported.</exception>
    public static NpyHeader Parse(ReadOnlySpan<byte> bytes, string path)
    {
        if (bytes.Length < 10 || !bytes.StartsWith(Magic))
        {
            throw new CorpusFormatException(FormatFault.Foreign, path, "not a .npy array (no numpy signature)");
        }

        int major = bytes[6];
        if (major is < 1 or > 3 || bytes[7] != 0)
        {
            throw new CorpusFormatException(FormatFault.TooNew, path, $".npy version {major}.{bytes[7]} found, 1.0 to 3.0 expected");
        }

        int prefix = major == 1 ? 10 : 12;
        if (bytes.Length < prefix)
        {
            throw new CorpusFormatException(FormatFault.Truncated, path, "the array ends within its header");
        }

        long textLength = major == 1 ? BinaryPrimitives.ReadUInt16LittleEndian(bytes[8..]) : BinaryPrimitives.ReadUInt32LittleEndian(bytes[8..]);
        if (textLength > bytes.Length - prefix)
        {
            throw new CorpusFormatException(FormatFault.Truncated, path, "the array ends within its header");
        }

        ReadOnlySpan<byte> text = bytes.Slice(prefix, (int)textLength);
        string header = (major == 3 ? Encoding.UTF8 : Encoding.Latin1).GetString(text);
        return new NpyHeaderParser(header, path).Parse(prefix + (int)textLength);
    }

    /// <summary>The bytes of a version 1.0 header for a one-dimensional little-endian array; a multiple of 64.</summary>
    public static byte[] Build(string descr, long count)
    {
        string text = $"{{'descr': '{descr}', 'fortran_order': False, 'shape': ({count.ToString(CultureInfo.InvariantCulture)},), }}";
        int total = (10 + text.Length + 1 + 63) / 64 * 64;
        byte[] bytes = new byte[total];
        Magic.CopyTo(bytes);
        bytes[6] = 1;
        BinaryPrimitives.WriteUInt16LittleEndian(bytes.AsSpan(8), (ushort)(total - 10));
        Encoding.ASCII.GetBytes(text, bytes.AsSpan(10));
        bytes.AsSpan(10 + text.Length).Fill((byte)' ');
        bytes[^1] = (byte)'\n';
        return bytes;
    }

    /// <summary>numpy's name for an element type of ours.</summary>
    /// <exception cref="NotSupportedException">The type has no counterpart.</exception>
    public static string DescrOf<T>()
        where T : unmanaged
        => default(T) switch
        {
            byte => "|u1",
            sbyte => "|i1",
            ushort => "<u2",
            short => "<i2",
            uint => "<u4",
            int => "<i4",
            ulong => "<u8",
            long => "<i8",
            float => "<f4",
            double => "<f8",
            _ => throw new NotSupportedException($"Arrays of {typeof(T).Name} cannot be stored."),
        };
}
