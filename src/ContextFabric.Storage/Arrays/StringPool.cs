using System.Buffers;
using System.Text;

namespace ContextFabric.Storage;

/// <summary>
/// Distinct texts as UTF-8 bytes and offsets in the mapped file, ascending in code point order (which is the
/// order of their bytes). Nothing is decoded until a caller asks for a string, unless the store lies on the managed heap:
/// then all texts are, once, and a dictionary finds them.
/// </summary>
public sealed class StringPool
{
    private readonly NarrowArray _offsets;
    private readonly MappedArray<byte> _bytes;
    private readonly string[]? _texts;
    private readonly Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> _indexes;

    /// <summary>Joins the two arrays.</summary>
    /// <param name="offsets">Where each text starts; one more than there are texts.</param>
    /// <param name="bytes">The texts, one after the other.</param>
    public StringPool(NarrowArray offsets, MappedArray<byte> bytes)
    {
        ArgumentNullException.ThrowIfNull(offsets);
        ArgumentNullException.ThrowIfNull(bytes);
        _offsets = offsets;
        _bytes = bytes;
        Count = checked((int)Math.Max(0, offsets.Length - 1));
    }

    /// <summary>Joins the two arrays and decodes all texts.</summary>
    internal StringPool(NarrowArray offsets, MappedArray<byte> bytes, bool decode)
        : this(offsets, bytes)
    {
        if (!decode)
        {
            return;
        }

        string[] texts = new string[Count];
        var indexes = new Dictionary<string, int>(Count, StringComparer.Ordinal);
        for (int i = 0; i < texts.Length; i++)
        {
            texts[i] = Encoding.UTF8.GetString(this[i]);
            if (!indexes.TryAdd(texts[i], i))
            {
                throw new CorpusFormatException(FormatFault.Corrupt, bytes.Key, $"the text at {i} occurs twice");
            }
        }

        _texts = texts;
        _indexes = indexes.GetAlternateLookup<ReadOnlySpan<char>>();
    }

    /// <summary>Number of texts.</summary>
    public int Count { get; }

    /// <summary>The bytes of one text. O(1).</summary>
    /// <exception cref="ArgumentOutOfRangeException">The index is not in 0..<see cref="Count"/>−1.</exception>
    public ReadOnlySpan<byte> this[int index]
    {
        get
        {
            long start = _offsets[index];
            return _bytes.Slice(start, (int)(_offsets[index + 1L] - start));
        }
    }

    /// <summary>One text as a string: a new one, or the one that is kept.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The index is not in 0..<see cref="Count"/>−1.</exception>
    public string GetString(int index) => _texts is { } texts && (uint)index < (uint)texts.Length ? texts[index] : Encoding.UTF8.GetString(this[index]);

    /// <summary>The index of a text, or −1. O(log count) comparisons on the mapping.</summary>
    public int Find(ReadOnlySpan<byte> text)
    {
        int low = 0;
        int high = Count - 1;
        while (low <= high)
        {
            int middle = (int)(((uint)low + (uint)high) >> 1);
            int order = this[middle].SequenceCompareTo(text);
            if (order == 0)
            {
                return middle;
            }

            if (order < 0)
            {
                low = middle + 1;
            }
            else
            {
                high = middle - 1;
            }
        }

        return -1;
    }

    /// <summary>The index of a text, or −1. A text with a lone surrogate is in no pool.</summary>
    public int Find(ReadOnlySpan<char> text)
    {
        if (_texts is not null)
        {
            return _indexes.TryGetValue(text, out int index) ? index : -1;
        }

        byte[]? rented = null;
        int needed = Encoding.UTF8.GetMaxByteCount(text.Length);
        Span<byte> buffer = needed <= 512 ? stackalloc byte[512] : (rented = ArrayPool<byte>.Shared.Rent(needed));
        bool valid = System.Text.Unicode.Utf8.FromUtf16(text, buffer, out _, out int written, replaceInvalidSequences: false) == OperationStatus.Done;
        int found = valid ? Find(buffer[..written]) : -1;
        if (rented is not null)
        {
            ArrayPool<byte>.Shared.Return(rented);
        }

        return found;
    }

    /// <summary>Throws when the store is closed.</summary>
    public void ThrowIfClosed() => _bytes.ThrowIfClosed();
}
