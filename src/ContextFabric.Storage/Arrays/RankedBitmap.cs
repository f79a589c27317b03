using System.Numerics;

namespace ContextFabric.Storage;

/// <summary>
/// A set of small integers as bits, with the number of members before each 64-bit word, so that membership and
/// the position of a member among all members are both O(1) (a popcount; Jacobson's rank structure).
/// </summary>
public sealed class RankedBitmap
{
    private readonly MappedArray<ulong> _bits;
    private readonly MappedArray<uint> _ranks;

    /// <summary>Joins the two arrays.</summary>
    /// <param name="bits">Bit i of word i/64 says whether i is a member.</param>
    /// <param name="ranks">Per word: the number of members in the words before it.</param>
    public RankedBitmap(MappedArray<ulong> bits, MappedArray<uint> ranks)
    {
        ArgumentNullException.ThrowIfNull(bits);
        ArgumentNullException.ThrowIfNull(ranks);
        _bits = bits;
        _ranks = ranks;
    }

    /// <summary>The words, 64 members each.</summary>
    public ReadOnlySpan<ulong> Words => _bits.Span;

    /// <summary>The position of <paramref name="value"/> among the members, or −1 when it is none. O(1).</summary>
    public int Rank(int value)
    {
        long index = value >> 6;
        if ((ulong)index >= (ulong)_bits.LongLength)
        {
            return -1;
        }

        ulong word = _bits[index];
        ulong bit = 1UL << (value & 63);
        return (word & bit) == 0 ? -1 : (int)_ranks[index] + BitOperations.PopCount(word & (bit - 1));
    }

    /// <summary>The number of members below <paramref name="value"/>. O(1).</summary>
    public int CountBelow(int value)
    {
        long index = value >> 6;
        if (index < 0 || _bits.LongLength == 0)
        {
            return 0;
        }

        bool beyond = index >= _bits.LongLength;
        index = beyond ? _bits.LongLength - 1 : index;
        ulong below = beyond ? ulong.MaxValue : (1UL << (value & 63)) - 1;
        return (int)_ranks[index] + BitOperations.PopCount(_bits[index] & below);
    }

    /// <summary>True when the value is a member. O(1).</summary>
    public bool Contains(int value)
    {
        long index = value >> 6;
        return (ulong)index < (ulong)_bits.LongLength && (_bits[index] >> (value & 63) & 1) != 0;
    }

    /// <summary>The smallest member not below <paramref name="value"/>, or −1. O(words skipped).</summary>
    public int Next(int value)
    {
        long index = Math.Max(0, value) >> 6;
        if (index >= _bits.LongLength)
        {
            return -1;
        }

        ulong word = _bits[index] & (ulong.MaxValue << (Math.Max(0, value) & 63));
        while (word == 0)
        {
            if (++index >= _bits.LongLength)
            {
                return -1;
            }

            word = _bits[index];
        }

        return (int)(index << 6) + BitOperations.TrailingZeroCount(word);
    }
}
