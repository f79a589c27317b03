using ContextFabric.Storage.Memory;
using ContextFabric.Storage.Npy;
using ContextFabric.Storage.Raw;

namespace ContextFabric.Storage;

/// <summary>Which parts of a store are in memory, and bringing them in or giving them back.</summary>
public sealed partial class ArrayStore
{
    private Piece[]? _pieces;

    /// <summary>How much of each array is in memory. Reads no data; the first call reads all headers.</summary>
    /// <exception cref="ObjectDisposedException">The store is closed.</exception>
    public StoreResidency Residency()
    {
        ThrowIfClosed();
        Dictionary<MappedFile, PageStates> states = Files().ToDictionary(file => file, PageStates.Read);

        // after the states were taken, because reading headers brings pages in
        Piece[] pieces = _pieces ??= FindPieces();
        ThrowIfClosed();
        return new StoreResidency(
            Length,
            Sum(states.Select(pair => pair.Value.ResidentBytes(0, pair.Key.Length))),
            Sum(states.Select(pair => pair.Value.MappedBytes(0, pair.Key.Length))),
            [.. pieces.Select(piece => piece.ToResidency(states[piece.File]))]);
    }

    /// <summary>True when an array, or a folder of arrays such as <c>features/lemma</c>, has this name.</summary>
    public bool HasPart(string name) => _members.Keys.Any(member => IsPart(member, name));

    /// <summary>
    /// Brings arrays into memory and into the page table of this process. They are mapped, not copied, so this costs
    /// no private memory. Returns how many bytes were asked for.
    /// </summary>
    /// <param name="names">Arrays, or folders of arrays such as <c>warp</c>; null for the whole store.</param>
    /// <param name="cancellationToken">Ends the work; what was brought in so far stays.</param>
    /// <exception cref="CorpusFormatException">There is no such array.</exception>
    /// <exception cref="ObjectDisposedException">The store is closed.</exception>
    public long Warm(IReadOnlyCollection<string>? names = null, CancellationToken cancellationToken = default)
    {
        long bytes = 0;
        foreach ((MappedFile file, long offset, long length) in RangesOf(names))
        {
            file.Warm(offset, length, cancellationToken);
            bytes += length;
        }

        return bytes;
    }

    /// <summary>
    /// Takes arrays out of the page table of this process, which lowers its RSS. The data stay in the page cache for
    /// all and come back with the next read. False where the system cannot do it, and for a private copy.
    /// </summary>
    /// <param name="names">Arrays, or folders of arrays; null for the whole store.</param>
    /// <exception cref="CorpusFormatException">There is no such array.</exception>
    /// <exception cref="ObjectDisposedException">The store is closed.</exception>
    public bool Trim(IReadOnlyCollection<string>? names = null)
    {
        bool done = true;
        foreach ((MappedFile file, long offset, long length) in RangesOf(names))
        {
            done &= file.Trim(offset, length);
        }

        return done;
    }

    /// <summary>
    /// Asks the system to evict arrays from memory: from the page table of this process, and from the page cache as
    /// far as no other process maps them. For experiments. False where the system cannot do it, and for a private copy.
    /// </summary>
    /// <param name="names">Arrays, or folders of arrays; null for the whole store.</param>
    /// <exception cref="CorpusFormatException">There is no such array.</exception>
    /// <exception cref="ObjectDisposedException">The store is closed.</exception>
    public bool PageOut(IReadOnlyCollection<string>? names = null)
    {
        bool done = true;
        foreach ((MappedFile file, long offset, long length) in RangesOf(names))
        {
            done &= file.PageOut(offset, length);
        }

        return done;
    }

    // nothing is known of the whole when it is not known of a part
    private static long? Sum(IEnumerable<long?> parts) => parts.Aggregate((long?)0, (sum, part) => sum + part);

    private static bool IsPart(string member, string name) =>
        member.StartsWith(name, StringComparison.Ordinal)
        && (member.Length == name.Length || member[name.Length] == '/' || member.AsSpan(name.Length).SequenceEqual(ArraySuffix));

    private List<(MappedFile File, long Offset, long Length)> RangesOf(IReadOnlyCollection<string>? names)
    {
        ThrowIfClosed();
        if (names is null)
        {
            return [.. Files().Select(file => (file, 0L, file.Length))];
        }

        if (names.FirstOrDefault(name => !HasPart(name)) is { } unknown)
        {
            throw new CorpusFormatException(FormatFault.Missing, Path, $"there is no array '{unknown}'");
        }

        return [.. _members.Values.Where(member => names.Any(name => IsPart(member.Name, name))).Select(member => (FileOf(member), member.Offset, member.Length))];
    }

    private IEnumerable<MappedFile> Files() => _file is null ? _members.Values.Select(FileOf) : [_file];

    private Piece[] FindPieces()
    {
        try
        {
            return [.. _members.Values.Select(ToPiece)];
        }
        catch (CorpusFormatException) when (_closed)
        {
            // what was read may be zero pages: the fault says nothing about the file
            throw new ObjectDisposedException(Path, $"{Path} is closed.");
        }
    }

    private Piece ToPiece(Located member)
    {
        if (!member.Name.EndsWith(ArraySuffix, StringComparison.Ordinal))
        {
            return new Piece(FileOf(member), member.Name, null, member.Length, member.Offset, member.Length);
        }

        string key = member.Name[..^ArraySuffix.Length];
        (MappedFile file, long offset, NpyHeader header) = Locate(key);
        return new Piece(file, key, header.Descr, header.Count, offset, header.PayloadLength);
    }

    /// <summary>Where the elements of a member lie.</summary>
    private sealed record Piece(MappedFile File, string Key, string? Descr, long Count, long Offset, long Length)
    {
        public MemberResidency ToResidency(PageStates states) =>
            new(Key, Descr, Count, Length, states.ResidentBytes(Offset, Length), states.MappedBytes(Offset, Length));
    }
}
