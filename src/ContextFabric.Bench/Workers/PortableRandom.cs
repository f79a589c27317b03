namespace ContextFabric.Bench.Workers;

/// <summary>
/// The same random numbers in every subject, whatever its language: a linear congruential generator over 64 bits
/// (state × 6364136223846793005 + 1442695040888963407), of which the upper 31 bits count.
/// </summary>
internal struct PortableRandom(int seed)
{
    private ulong _state = (ulong)seed;

    /// <summary>The next number from 0 to <paramref name="below"/> − 1.</summary>
    public int Next(int below)
    {
        _state = unchecked((_state * 6364136223846793005UL) + 1442695040888963407UL);
        return (int)((_state >> 33) % (ulong)below);
    }
}
