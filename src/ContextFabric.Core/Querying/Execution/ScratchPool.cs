using System.Numerics;

namespace ContextFabric.Querying;

/// <summary>
/// Arrays kept between queries of a corpus, up to a fixed number of bytes: enough that usual queries allocate
/// little, so small that a process stays small after an unusual one.
/// </summary>
/// <typeparam name="T">Element type.</typeparam>
internal sealed class ScratchPool<T>
{
    private const int Smallest = 256;
    private readonly Lock _lock = new();
    private readonly List<T[]>[] _free = new List<T[]>[24];
    private readonly long _capacity;
    private long _kept;

    /// <summary>Makes a pool.</summary>
    /// <param name="capacity">Most elements to keep.</param>
    public ScratchPool(long capacity) => _capacity = capacity;

    /// <summary>An array of at least this length, with arbitrary content.</summary>
    public T[] Rent(int length)
    {
        int size = SizeClass(length);
        if (size < _free.Length)
        {
            lock (_lock)
            {
                if (_free[size] is { Count: > 0 } free)
                {
                    T[] array = free[^1];
                    free.RemoveAt(free.Count - 1);
                    _kept -= array.Length;
                    return array;
                }
            }
        }

        return GC.AllocateUninitializedArray<T>(size < _free.Length ? LengthOf(size) : length);
    }

    /// <summary>Gives an array back.</summary>
    public void Return(T[] array)
    {
        int size = SizeClass(array.Length);
        lock (_lock)
        {
            if (size < _free.Length && array.Length == LengthOf(size) && _kept + array.Length <= _capacity)
            {
                (_free[size] ??= []).Add(array);
                _kept += array.Length;
            }
        }
    }

    // Two sizes per power of two: at most a third of an array is unused.
    private static int SizeClass(int length)
    {
        if (length <= Smallest)
        {
            return 0;
        }

        int power = BitOperations.Log2((uint)(length - 1));
        int half = length > 3 << (power - 1) ? 2 : 1;
        return (2 * (power - 8)) + half;
    }

    private static int LengthOf(int size) => size == 0 ? Smallest : ((size & 1) == 1 ? 3 : 4) << (((size - 1) / 2) + 7);
}
