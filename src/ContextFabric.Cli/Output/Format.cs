using System.Globalization;

namespace ContextFabric.Cli.Output;

/// <summary>Numbers for people. The invariant culture throughout, so that output does not depend on the machine.</summary>
internal static class Format
{
    private const double Kilo = 1000;

    /// <summary>A count with thousands separators.</summary>
    public static string Count(long value) => value.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>A plain number.</summary>
    public static string Number(long value) => value.ToString(CultureInfo.InvariantCulture);

    /// <summary>A ratio or average with two decimals.</summary>
    public static string Ratio(double value) => value.ToString("0.00", CultureInfo.InvariantCulture);

    /// <summary>A size in the largest decimal unit that leaves a number of at least one.</summary>
    public static string Size(long bytes)
    {
        string sign = bytes < 0 ? "−" : string.Empty;
        double value = Math.Abs((double)bytes);
        return sign + value switch
        {
            < Kilo => Invariant($"{value:0} B"),
            < Kilo * Kilo => Invariant($"{value / Kilo:0.0} kB"),
            < Kilo * Kilo * Kilo => Invariant($"{value / Kilo / Kilo:0.0} MB"),
            _ => Invariant($"{value / Kilo / Kilo / Kilo:0.00} GB"),
        };
    }

    /// <summary>A size in megabytes, for columns that are compared.</summary>
    public static string Megabytes(long bytes) => Invariant($"{bytes / Kilo / Kilo:0.0}");

    /// <summary>A duration in the unit that suits it.</summary>
    public static string Time(TimeSpan time) => time.TotalSeconds switch
    {
        < 0.001 => Invariant($"{time.TotalMicroseconds:0} µs"),
        < 0.1 => Invariant($"{time.TotalMilliseconds:0.0} ms"),
        < 1 => Invariant($"{time.TotalMilliseconds:0} ms"),
        < 120 => Invariant($"{time.TotalSeconds:0.0} s"),
        _ => Invariant($"{time.TotalMinutes:0.0} min"),
    };

    /// <summary>Text with numbers in it, in the invariant culture.</summary>
    public static string Invariant(FormattableString text) => FormattableString.Invariant(text);
}
