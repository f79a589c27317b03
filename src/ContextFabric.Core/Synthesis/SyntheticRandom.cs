using System.Text;

namespace ContextFabric.Synthesis;

/// <summary>
/// Random numbers as a function of (seed, stream, index): the mixing function of SplitMix64 (Steele, Lea, Flood:
/// "Fast Splittable Pseudorandom Number Generators", 2014) over a counter. Integers only, so every machine gets
/// the same numbers, and any of them can be had without those before it.
/// </summary>
internal readonly struct SyntheticRandom
{
    private const ulong Golden = 0x9E3779B97F4A7C15;
    private readonly ulong _start;

    /// <summary>One stream of numbers.</summary>
    public SyntheticRandom(long seed, string stream)
    {
        // FNV-1a, which is all it takes to tell names apart before they are mixed.
        ulong hash = 0xCBF29CE484222325;
        foreach (byte part in Encoding.UTF8.GetBytes(stream))
        {
            hash = (hash ^ part) * 0x100000001B3;
        }

        _start = Mix(Mix((ulong)seed + Golden) ^ hash);
    }

    /// <summary>All 64 bits of number <paramref name="index"/>.</summary>
    public ulong Bits(long index) => Mix(_start + ((ulong)index * Golden));

    /// <summary>Number <paramref name="index"/> as a fraction in [0, 1).</summary>
    public double Unit(long index) => (Bits(index) >> 11) * (1.0 / (1L << 53));

    /// <summary>Number <paramref name="index"/> as an integer in [0, <paramref name="limit"/>).</summary>
    public long Below(long index, long limit) => (long)Math.BigMul(Bits(index), (ulong)limit, out _);

    private static ulong Mix(ulong value)
    {
        value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9;
        value = (value ^ (value >> 27)) * 0x94D049BB133111EB;
        return value ^ (value >> 31);
    }
}
