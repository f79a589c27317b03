using System.Globalization;

namespace ContextFabric;

/// <summary>
/// The heading of a section at one level: a text, a number, or missing. A text and a number are never equal:
/// "1" is not 1.
/// </summary>
public readonly record struct SectionLabel
{
    /// <summary>A text label; null = missing.</summary>
    public SectionLabel(string? text) => Text = text;

    /// <summary>A number label.</summary>
    public SectionLabel(long number) => Number = number;

    /// <summary>The label of a section without heading.</summary>
    public static SectionLabel Missing => default;

    /// <summary>The text, or null for a number or a missing label.</summary>
    public string? Text { get; }

    /// <summary>The number, or null for a text or a missing label.</summary>
    public long? Number { get; }

    /// <summary>True when there is neither text nor number.</summary>
    public bool IsMissing => Text is null && Number is null;

    /// <summary>A text label.</summary>
    public static implicit operator SectionLabel(string? text) => new(text);

    /// <summary>A number label.</summary>
    public static implicit operator SectionLabel(int number) => new((long)number);

    /// <summary>A number label.</summary>
    public static implicit operator SectionLabel(long number) => new(number);

    /// <summary>The text, or the number in decimal, or "".</summary>
    public override string ToString() => Text ?? Number?.ToString(CultureInfo.InvariantCulture) ?? "";
}
