namespace ContextFabric.Bench.Running;

/// <summary>Seeded orders: what is compared is measured in alternation, so that a drift of the machine falls on all alike.</summary>
internal static class Interleaving
{
    /// <summary>A random order that depends on the seed and the block only.</summary>
    public static IReadOnlyList<T> Shuffle<T>(IReadOnlyList<T> items, int seed, int block)
    {
        T[] shuffled = [.. items];
        RandomOf(seed, block).Shuffle(shuffled);
        return shuffled;
    }

    /// <summary>
    /// The turn of each subject in a round: A B, then B A, then A B again. Which of them is A depends on the seed and
    /// the block.
    /// </summary>
    public static IReadOnlyList<T> Turn<T>(IReadOnlyList<T> subjects, int seed, int block, int round)
    {
        IReadOnlyList<T> first = Shuffle(subjects, seed, block);
        return round % 2 == 0 ? first : [.. first.Reverse()];
    }

    // the generator with a given seed is the same in all versions of the runtime
    private static Random RandomOf(int seed, int block) => new(unchecked((seed * 1_000_003) + block));
}
