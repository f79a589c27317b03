namespace ContextFabric;

/// <summary>A value and how often it occurs.</summary>
/// <param name="Value">The value.</param>
/// <param name="Count">Number of nodes (or edges) that have it.</param>
/// <typeparam name="T">Type of the value.</typeparam>
public readonly record struct Frequency<T>(T Value, int Count);

/// <summary>A value of a feature when its type is not known beforehand: text, a number, or nothing.</summary>
public readonly record struct FeatureValue
{
    private FeatureValue(string? text, long number, bool isNumber)
    {
        Text = text;
        Number = number;
        IsNumber = isNumber;
    }

    /// <summary>No value.</summary>
    public static FeatureValue None => default;

    /// <summary>True when there is no value.</summary>
    public bool IsNone => Text is null && !IsNumber;

    /// <summary>True for a number.</summary>
    public bool IsNumber { get; }

    /// <summary>The text, or null when it is a number or nothing.</summary>
    public string? Text { get; }

    /// <summary>The number; 0 when it is text or nothing.</summary>
    public long Number { get; }

    /// <summary>A text value.</summary>
    public static FeatureValue Of(string text) => new(text, 0, false);

    /// <summary>A number.</summary>
    public static FeatureValue Of(long number) => new(null, number, true);

    /// <summary>The text, the number in decimal, or the empty string.</summary>
    public override string ToString() => IsNumber ? Number.ToString(System.Globalization.CultureInfo.InvariantCulture) : Text ?? "";
}
