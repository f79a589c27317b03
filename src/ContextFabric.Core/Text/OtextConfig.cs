using ContextFabric.Diagnostics;

namespace ContextFabric;

/// <summary>
/// The text configuration of a corpus: section and structure settings, the order of types, text formats and
/// free metadata. Built from the metadata of <c>otext</c> with the formats of <c>otext@…</c> laid over it.
/// Immutable.
/// </summary>
public sealed partial class OtextConfig
{
    /// <summary>Name of the text format used when no other is asked for.</summary>
    public const string DefaultFormatName = "text-orig-full";

    /// <summary>What the keys of text formats start with.</summary>
    public const string FormatPrefix = "fmt:";

    private readonly Dictionary<string, int> _indexOf = new(StringComparer.Ordinal);
    private readonly List<Entry> _entries = [];
    private bool _hasOtext;

    private OtextConfig()
    {
    }

    private OtextConfig(OtextConfig other)
    {
        _indexOf = other._indexOf;
        _entries = other._entries;
        _hasOtext = other._hasOtext;
        Metadata = other.Metadata;
        Formats = other.Formats;
        SectionTypes = other.SectionTypes;
        SectionFeatures = other.SectionFeatures;
        StructureTypes = other.StructureTypes;
        StructureFeatures = other.StructureFeatures;
        Levels = other.Levels;
        LevelConstraints = other.LevelConstraints;
    }

    /// <summary>A configuration without any setting.</summary>
    public static OtextConfig Empty { get; } = new();

    /// <summary>Types of the section levels, biggest first; empty when there are no sections.</summary>
    public IReadOnlyList<string> SectionTypes { get; private init; } = [];

    /// <summary>Features that hold the headings of <see cref="SectionTypes"/>, one each.</summary>
    public IReadOnlyList<string> SectionFeatures { get; private init; } = [];

    /// <summary>Types of the structure levels, biggest first; empty when there is no structure.</summary>
    public IReadOnlyList<string> StructureTypes { get; private init; } = [];

    /// <summary>Features that hold the headings of <see cref="StructureTypes"/>, one each.</summary>
    public IReadOnlyList<string> StructureFeatures { get; private init; } = [];

    /// <summary>Types listed under <c>levels</c>, which lead the order of types; usually empty.</summary>
    public IReadOnlyList<string> Levels { get; private init; } = [];

    /// <summary>Corrections of the order of types, in the order in which they apply.</summary>
    public IReadOnlyList<LevelConstraint> LevelConstraints { get; private init; } = [];

    /// <summary>Text formats by ordinal order of their names.</summary>
    public IReadOnlyList<OtextFormat> Formats { get; private set; } = [];

    /// <summary>
    /// Every key of <c>otext</c> with its last value (null: written without <c>=</c>), in file order, followed
    /// by the formats that only an <c>otext@…</c> defines.
    /// </summary>
    public IReadOnlyList<KeyValuePair<string, string?>> Metadata { get; private set; } = [];

    /// <summary>True when <see cref="SectionTypes"/> is not empty.</summary>
    public bool HasSections => SectionTypes.Count > 0;

    /// <summary>True when <see cref="StructureTypes"/> is not empty.</summary>
    public bool HasStructure => StructureTypes.Count > 0;

    /// <summary>The value of a key, or null when it is absent or has none.</summary>
    public string? Get(string key) => _indexOf.TryGetValue(key, out int i) ? _entries[i].Value : null;

    private Entry? Find(string key) => _indexOf.TryGetValue(key, out int i) ? _entries[i] : null;

    private static DiagnosticSeverity SeverityOf(bool lenient) => lenient ? DiagnosticSeverity.Warning : DiagnosticSeverity.Error;

    private static string Quote(string text)
    {
        string cut = text.Length > 80 ? string.Concat(text.AsSpan(0, 79), "…") : text;
        return cut.Replace("\t", "\\t", StringComparison.Ordinal).Replace("\r", "\\r", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal);
    }

    /// <summary>A key with its winning value and the place where that stands.</summary>
    private readonly record struct Entry(string Key, string? Value, OtextSource Source, int Line)
    {
        public Diagnostic Report(DiagnosticSeverity severity, string code, string message) =>
            new(severity, code, message) { Feature = Source.Name, Path = Source.Path, Line = Line };
    }
}
