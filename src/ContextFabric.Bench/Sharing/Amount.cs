using System.Globalization;

namespace ContextFabric.Bench.Sharing;

/// <summary>Numbers in the evidence of a claim. Sizes in binary megabytes (MiB), the unit of the raw files and of the note.</summary>
internal static class Amount
{
    private const double Unit = 1024 * 1024;

    /// <summary>Bytes as MiB.</summary>
    public static double InMib(double bytes) => bytes / Unit;

    /// <summary>A number of MiB with its unit.</summary>
    public static string Mib(double bytes) => $"{Number(InMib(bytes))} MiB";

    /// <summary>A number of MiB without its unit, for tables.</summary>
    public static string Cell(double bytes) => Number(InMib(bytes));

    /// <summary>A number with one decimal, or two when it is small.</summary>
    public static string Number(double value)
    {
        string text = value.ToString(Math.Abs(value) is > 0 and < 1 ? "0.00" : "0.0", CultureInfo.InvariantCulture);
        return text.StartsWith('-') ? string.Concat("−", text.AsSpan(1)) : text;
    }

    /// <summary>A ratio.</summary>
    public static string Ratio(double value) => value.ToString("0.00", CultureInfo.InvariantCulture);

    /// <summary>A part of a whole in percent.</summary>
    public static string Percent(double part) => (part * 100).ToString("0.0", CultureInfo.InvariantCulture) + " %";

    /// <summary>A count with thousands separators.</summary>
    public static string Count(long value) => value.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>Milliseconds.</summary>
    public static string Time(double milliseconds) =>
        milliseconds.ToString(milliseconds < 10 ? "0.0" : "0", CultureInfo.InvariantCulture) + " ms";
}
