using System.Collections;
using System.Diagnostics.CodeAnalysis;

namespace ContextFabric;

/// <summary>The text formats of a corpus by ordinal order of their names.</summary>
public sealed class TextFormats : IReadOnlyList<TextFormat>
{
    private const string TypeDefaultSuffix = "-default";
    private readonly TextFormat[] _formats;
    private readonly Dictionary<NodeType, TextFormat> _typeDefaults = [];

    internal TextFormats(Corpus corpus)
    {
        _formats = new TextFormat[corpus.Otext.Formats.Count];
        for (int i = 0; i < _formats.Length; i++)
        {
            OtextFormat format = corpus.Otext.Formats[i];
            _formats[i] = new TextFormat(format.Name, Parse(format.Template, corpus), corpus, TextFormatOptions.Default);
            if (format.Name.EndsWith(TypeDefaultSuffix, StringComparison.Ordinal)
                && corpus.Types.TryGet(format.Name[..^TypeDefaultSuffix.Length], out NodeType type))
            {
                _typeDefaults[type] = _formats[i];
            }
        }

        Default = TryGet(OtextConfig.DefaultFormatName, out TextFormat? usual) ? usual : Substitute(corpus.Types.SlotType);
    }

    /// <summary>
    /// The format used when none is asked for: <c>text-orig-full</c>, or where that is not defined the first
    /// one by name that applies to slots; null when there is none either.
    /// </summary>
    public TextFormat? Default { get; }

    /// <summary>Formats that nodes of a type use by default: those named <c>type-default</c>.</summary>
    public IReadOnlyDictionary<NodeType, TextFormat> TypeDefaults => _typeDefaults;

    /// <inheritdoc/>
    public int Count => _formats.Length;

    /// <inheritdoc/>
    public TextFormat this[int index] => _formats[index];

    /// <summary>The format with this name.</summary>
    /// <exception cref="ArgumentException">There is none; the message lists those that exist.</exception>
    public TextFormat this[string name] => TryGet(name, out TextFormat? format) ? format : ThrowUnknown(name);

    /// <summary>Looks a format up by name.</summary>
    public bool TryGet(string name, [NotNullWhen(true)] out TextFormat? format)
    {
        ArgumentNullException.ThrowIfNull(name);
        int low = 0;
        int high = _formats.Length - 1;
        while (low <= high)
        {
            int middle = (low + high) >>> 1;
            int order = string.CompareOrdinal(_formats[middle].Name, name);
            if (order == 0)
            {
                format = _formats[middle];
                return true;
            }

            (low, high) = order < 0 ? (middle + 1, high) : (low, middle - 1);
        }

        format = null;
        return false;
    }

    /// <inheritdoc/>
    public IEnumerator<TextFormat> GetEnumerator() => ((IEnumerable<TextFormat>)_formats).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    internal bool TryGetTypeDefault(NodeType type, [NotNullWhen(true)] out TextFormat? format) => _typeDefaults.TryGetValue(type, out format);

    internal static TextTemplate Parse(string template, Corpus corpus) =>
        TextTemplate.Parse(template, name => corpus.Types.TryGet(name, out _));

    private TextFormat? Substitute(NodeType slotType)
    {
        // A default of another type is written for that type's nodes, not for slots.
        return Array.Find(_formats, f => f.TargetType == slotType && !IsDefaultOfOther(f, slotType));
    }

    private bool IsDefaultOfOther(TextFormat format, NodeType slotType)
    {
        foreach ((NodeType type, TextFormat typeDefault) in _typeDefaults)
        {
            if (ReferenceEquals(typeDefault, format) && type != slotType)
            {
                return true;
            }
        }

        return false;
    }

    [DoesNotReturn]
    private TextFormat ThrowUnknown(string name) =>
        throw new ArgumentException($"There is no text format '{name}'. The formats are: {string.Join(", ", _formats.Select(f => f.Name))}.", nameof(name));
}
