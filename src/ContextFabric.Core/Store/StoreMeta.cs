using System.Text.Json;
using ContextFabric.Storage;
using ContextFabric.Storage.Container;
using ContextFabric.Tf;

namespace ContextFabric.Store;

/// <summary>The content of <c>meta.json</c>: what a store holds and from what it was made.</summary>
public sealed record StoreMeta
{
    /// <summary>Major version of the format that this library writes and reads.</summary>
    public const int CurrentVersion = 1;

    /// <summary>Content of the marker member of a store of the current version.</summary>
    public const string Marker = "context-fabric 1\n";

    /// <summary>Name of the metadata member.</summary>
    public const string MemberName = "meta.json";

    /// <summary>Major version of the format; a reader refuses a higher one than it knows.</summary>
    public int Version { get; init; } = CurrentVersion;

    /// <summary>Name and version of the program that wrote the store.</summary>
    public string Producer { get; init; } = "";

    /// <summary>True for a store that adds features to another one and has no nodes of its own.</summary>
    public bool IsLayer { get; init; }

    /// <summary>Fingerprint of the nodes, types and slots (XxHash128, hexadecimal). A layer fits stores with the same one.</summary>
    public required string Warp { get; init; }

    /// <summary>For a layer with derived data: fingerprints of all stores that were open when it was made, lowest first.</summary>
    public IReadOnlyList<string> Context { get; init; } = [];

    /// <summary>True when the store holds sections, structure and characters.</summary>
    public bool HasDerived { get; init; }

    /// <summary>Highest slot.</summary>
    public required int MaxSlot { get; init; }

    /// <summary>Highest node.</summary>
    public required int MaxNode { get; init; }

    /// <summary>Types by first node; the slot type first.</summary>
    public required IReadOnlyList<TypeMeta> Types { get; init; }

    /// <summary>Type names from big to small; the slot type last.</summary>
    public required IReadOnlyList<string> Levels { get; init; }

    /// <summary>Node and edge features by name, <c>otype</c> and <c>oslots</c> included for their metadata.</summary>
    public required IReadOnlyList<FeatureMeta> Features { get; init; }

    /// <summary>Config features by name.</summary>
    public IReadOnlyList<FeatureMeta> Configs { get; init; } = [];

    /// <summary>The source files, by name.</summary>
    public required IReadOnlyList<SourceFingerprint> Sources { get; init; }

    /// <summary>Fingerprint of the whole store: of its warp and its sources.</summary>
    public required string Fingerprint { get; init; }

    /// <summary>Reads the metadata of an open store and checks that this library can read it.</summary>
    /// <exception cref="CorpusFormatException">The store is of a newer version, or its metadata are damaged.</exception>
    public static StoreMeta Read(ArrayStore store)
    {
        ArgumentNullException.ThrowIfNull(store);
        CheckVersion(store);
        try
        {
            StoreMeta meta = StoreMetaJson.Read(store);
            return meta.IsConsistent() ? meta : throw new FormatException("types, levels and nodes contradict each other");
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException or FormatException)
        {
            throw new CorpusFormatException(FormatFault.Corrupt, store.Path, $"{MemberName} is damaged: {fault.Message}");
        }
    }

    /// <summary>Adds the metadata member.</summary>
    public void Write(MemberBatch batch)
    {
        ArgumentNullException.ThrowIfNull(batch);
        batch.WriteBytes(MemberName, StoreMetaJson.Write(this));
    }

    /// <summary>
    /// True when the types cover 1..maxNode without gaps, slots first, the levels name each of them once, and
    /// features have their rows at these nodes.
    /// </summary>
    private bool IsConsistent()
    {
        int next = 1;
        foreach (TypeMeta type in Types)
        {
            if (type.First != next || type.Last < type.First)
            {
                return false;
            }

            next = type.Last + 1;
        }

        var names = new HashSet<string>(Types.Select(type => type.Name), StringComparer.Ordinal);
        return Types.Count > 0 && Types[0].Last == MaxSlot && next == MaxNode + 1
            && names.Count == Types.Count && Levels.Count == Types.Count && names.SetEquals(Levels)
            && Features.All(HasPlace);
    }

    private bool HasPlace(FeatureMeta feature)
        => feature.FirstNode >= 0 && feature.LastNode <= MaxNode && feature.Count >= 0
            && (feature.TypeCounts.Count == 0 || feature.TypeCounts.Count == Types.Count);

    private static void CheckVersion(ArrayStore store)
    {
        const string Prefix = "context-fabric ";
        string marker = System.Text.Encoding.UTF8.GetString(store.GetBytes("FORMAT")).Trim();
        if (!marker.StartsWith(Prefix, StringComparison.Ordinal)
            || !int.TryParse(marker.AsSpan(Prefix.Length), System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out int version))
        {
            throw new CorpusFormatException(FormatFault.Foreign, store.Path, $"the store says it is '{marker}', '{Marker.Trim()}' expected");
        }

        if (version > CurrentVersion)
        {
            throw new CorpusFormatException(FormatFault.TooNew, store.Path, $"the store has format version {version}; this program reads up to {CurrentVersion}: update it, or compile the corpus again");
        }
    }
}
