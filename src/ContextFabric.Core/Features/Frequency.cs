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

/// <summary>Orders of the values of a feature.</summary>
public enum ValueOrder
{
    /// <summary>The most frequent first; equally frequent ones ascending.</summary>
    Frequency,

    /// <summary>Ascending: numbers by size, texts by code points, "no value" first.</summary>
    Value,
}

/// <summary>A page of the values of a feature.</summary>
/// <param name="Total">Number of distinct values on all pages.</param>
/// <param name="Values">The values of this page, with how often they occur.</param>
/// <typeparam name="T">Type of the values.</typeparam>
public sealed record ValuePage<T>(int Total, IReadOnlyList<Frequency<T>> Values);
