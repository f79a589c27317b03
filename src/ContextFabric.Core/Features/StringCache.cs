namespace ContextFabric;

/// <summary>
/// Recently decoded strings, in a table of fixed size: a new one takes the place of the one with the same hash.
/// Safe for any number of threads without locks, because entries are immutable and replaced whole.
/// At most <see cref="MaxBytes"/>, whatever the corpus.
/// </summary>
public sealed class StringCache
{
    /// <summary>Longest string that is kept, in characters.</summary>
    public const int MaxLength = 200;

    private readonly Entry?[] _entries;

    /// <summary>Creates a cache.</summary>
    /// <param name="capacity">Number of strings; rounded up to a power of two. 0 switches the cache off.</param>
    public StringCache(int capacity)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(capacity);
        _entries = capacity == 0 ? [] : new Entry?[(int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)capacity)];
    }

    /// <summary>Upper bound of the memory of a cache with this capacity.</summary>
    public long MaxBytes => _entries.Length * (8L + 40 + 24 + (2 * MaxLength));

    /// <summary>Number of strings that it can keep.</summary>
    public int Capacity => _entries.Length;

    /// <summary>Strings that it keeps now, and the memory that they and the table take, to within object padding.</summary>
    internal (int Count, long Bytes) Measure()
    {
        int count = 0;
        long bytes = 8L * _entries.Length;
        foreach (Entry? entry in _entries)
        {
            if (entry is not null)
            {
                count++;
                bytes += 40 + 24 + (2L * entry.Text.Length);
            }
        }

        return (count, bytes);
    }

    internal string? Find(int pool, int code)
    {
        if (_entries.Length == 0)
        {
            return null;
        }

        Entry? entry = _entries[Slot(pool, code)];
        return entry is not null && entry.Pool == pool && entry.Code == code ? entry.Text : null;
    }

    internal void Add(int pool, int code, string text)
    {
        if (_entries.Length > 0 && text.Length <= MaxLength)
        {
            _entries[Slot(pool, code)] = new Entry(pool, code, text);
        }
    }

    private int Slot(int pool, int code)
        => (int)((uint)(pool * 0x9E3779B1) + (uint)code) & (_entries.Length - 1);

    private sealed record Entry(int Pool, int Code, string Text);
}
