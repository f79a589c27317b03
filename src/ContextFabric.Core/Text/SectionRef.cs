using System.Globalization;
using System.Text;

namespace ContextFabric;

/// <summary>
/// A section named by its headings from the highest level down, as in <c>Genesis 1:2</c>. Holds up to three labels.
/// </summary>
public readonly record struct SectionRef
{
    /// <summary>A section of the highest level.</summary>
    public SectionRef(SectionLabel level1)
    {
        Level1 = level1;
        Depth = 1;
    }

    /// <summary>A section of the second level.</summary>
    public SectionRef(SectionLabel level1, SectionLabel level2)
    {
        Level1 = level1;
        Level2 = level2;
        Depth = 2;
    }

    /// <summary>A section of the third level.</summary>
    public SectionRef(SectionLabel level1, SectionLabel level2, SectionLabel level3)
    {
        Level1 = level1;
        Level2 = level2;
        Level3 = level3;
        Depth = 3;
    }

    /// <summary>Label of the highest level.</summary>
    public SectionLabel Level1 { get; }

    /// <summary>Label of the second level.</summary>
    public SectionLabel Level2 { get; }

    /// <summary>Label of the third level.</summary>
    public SectionLabel Level3 { get; }

    /// <summary>Number of labels, 0 to 3; a label that counts may still be missing.</summary>
    public int Depth { get; }

    /// <summary>The label at a level, 0 being the highest.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The index is not below <see cref="Depth"/>.</exception>
    public SectionLabel this[int index]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)index, (uint)Depth, nameof(index));
            return index switch { 0 => Level1, 1 => Level2, _ => Level3 };
        }
    }

    /// <summary>
    /// Reads a reference such as <c>Genesis</c>, <c>Genesis 1</c>, <c>1 Samuel 3:4</c> or <c>KTU 1.1 II:1</c> without
    /// knowing the corpus: what follows the last space is a lower part when it contains a colon or is a number.
    /// Digits become number labels. <see cref="Sections.Find"/> reads more, because it knows the headings.
    /// </summary>
    public static bool TryParse(string? text, out SectionRef section)
    {
        section = default;
        if (string.IsNullOrWhiteSpace(text))
        {
            return false;
        }

        text = text.Trim();
        int space = text.LastIndexOf(' ');
        string last = text[(space + 1)..];
        int colon = last.IndexOf(':', StringComparison.Ordinal);
        if (space > 0 && colon > 0 && colon < last.Length - 1)
        {
            section = new SectionRef(text[..space].TrimEnd(), Label(last[..colon]), Label(last[(colon + 1)..]));
        }
        else if (space > 0 && Label(last).Number is not null)
        {
            section = new SectionRef(text[..space].TrimEnd(), Label(last));
        }
        else
        {
            section = new SectionRef(text);
        }

        return true;
    }

    /// <summary>The first <paramref name="depth"/> labels.</summary>
    public SectionRef Take(int depth) => Math.Min(depth, Depth) switch
    {
        <= 0 => default,
        1 => new SectionRef(Level1),
        2 => new SectionRef(Level1, Level2),
        _ => this,
    };

    /// <summary>The labels as people write them: <c>Genesis 1:2</c>. Missing labels at the end are left out, others print as <c>?</c>.</summary>
    public override string ToString()
    {
        int depth = Depth;
        while (depth > 0 && this[depth - 1].IsMissing)
        {
            depth--;
        }

        var text = new StringBuilder();
        for (int i = 0; i < depth; i++)
        {
            text.Append(i switch { 0 => "", 1 => " ", _ => ":" }).Append(this[i].IsMissing ? "?" : this[i].ToString());
        }

        return text.ToString();
    }

    private static SectionLabel Label(string text) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out long number) ? number : text;
}
