namespace ContextFabric.Bench.Statistics;

/// <summary>Numbers that are the same for a seed on every machine and runtime: the SplitMix64 sequence (Steele, Lea and Flood, 2014).</summary>
internal struct SeededRandom(ulong seed)
{
    private ulong _state = seed;

    /// <summary>Any 64 bits.</summary>
    public ulong Next()
    {
        _state += 0x9E3779B97F4A7C15;
        ulong z = _state;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }

    /// <summary>0 … <paramref name="bound"/> − 1. The bias of at most bound/2⁶⁴ is of no account here.</summary>
    public int Below(int bound) => (int)Math.BigMul(Next(), (ulong)bound, out _);

    /// <summary>0 inclusive … 1 exclusive.</summary>
    public double Unit() => (Next() >> 11) * (1.0 / (1UL << 53));
}
