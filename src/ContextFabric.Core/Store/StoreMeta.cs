using System.Text.Json;
using System.Text.Json.Serialization;
using ContextFabric.Storage;
using ContextFabric.Storage.Container;
using ContextFabric.Tf;

namespace ContextFabric.Store;

/// <summary>A node type as a store describes it.</summary>
/// <param name="Name">Type name.</param>
/// <param name="First">Lowest node.</param>
/// <param name="Last">Highest node.</param>
/// <param name="SlotCount">Sum of the sizes of the slot sets of its nodes.</param>
public sealed record TypeMeta(string Name, int First, int Last, long SlotCount);

/// <summary>A feature as a store describes it.</summary>
public sealed record FeatureMeta
{
    /// <summary>Feature name.</summary>
    public required string Name { get; init; }

    /// <summary>Node, edge or config.</summary>
    public required TfKind Kind { get; init; }

    /// <summary>Type of the values.</summary>
    public required TfValueType ValueType { get; init; }

    /// <summary>For edges: whether they carry values.</summary>
    public bool HasValues { get; init; }

    /// <summary>Lowest node with a value: the node of row 0 of the column. 0 when there is none.</summary>
    public int FirstNode { get; init; }

    /// <summary>Highest node with a value; −1 when there is none.</summary>
    public int LastNode { get; init; }

    /// <summary>Number of nodes with a value, or of edges.</summary>
    public long Count { get; init; }

    /// <summary>Number of nodes with a value per type, in the order of <see cref="StoreMeta.Types"/> (edges: of origins).</summary>
    public IReadOnlyList<int> TypeCounts { get; init; } = [];

    /// <summary>Full path of the source file when the store was compiled is not kept; this is its file name.</summary>
    public required string File { get; init; }

    /// <summary>Metadata in file order: pairs of key and value, the value null when the line had no <c>=</c>.</summary>
    public IReadOnlyList<string?[]> Metadata { get; init; } = [];
}

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
            return JsonSerializer.Deserialize(store.GetBytes(MemberName), StoreJson.Default.StoreMeta)
                ?? throw new CorpusFormatException(FormatFault.Corrupt, store.Path, $"{MemberName} is empty");
        }
        catch (JsonException fault)
        {
            throw new CorpusFormatException(FormatFault.Corrupt, store.Path, $"{MemberName} is damaged: {fault.Message}");
        }
    }

    /// <summary>Adds the metadata member.</summary>
    public void Write(MemberBatch batch)
    {
        ArgumentNullException.ThrowIfNull(batch);
        batch.WriteBytes(MemberName, JsonSerializer.SerializeToUtf8Bytes(this, StoreJson.Default.StoreMeta));
    }

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

/// <summary>Serialisation of <see cref="StoreMeta"/>.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(StoreMeta))]
internal sealed partial class StoreJson : JsonSerializerContext;
