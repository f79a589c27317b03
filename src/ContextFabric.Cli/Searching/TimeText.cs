using System.Globalization;

namespace ContextFabric.Cli.Searching;

/// <summary>Reads a stretch of time from the command line: <c>0.5</c>, <c>2s</c>, <c>500ms</c>, <c>1m</c>.</summary>
internal static class TimeText
{
    private static readonly (string Unit, double Seconds)[] s_units = [("ms", 0.001), ("s", 1), ("m", 60)];
    private static readonly TimeSpan s_longest = TimeSpan.FromDays(30);

    /// <summary>True for a number above zero, in seconds unless a unit follows.</summary>
    public static bool TryParse(string text, out TimeSpan time)
    {
        (string unit, double scale) = s_units.FirstOrDefault(u => text.EndsWith(u.Unit, StringComparison.OrdinalIgnoreCase), (string.Empty, 1));
        bool isNumber = double.TryParse(text.AsSpan(0, text.Length - unit.Length), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double value);
        double seconds = value * scale;
        bool isUsable = isNumber && seconds > 0 && seconds <= s_longest.TotalSeconds;
        time = isUsable ? TimeSpan.FromSeconds(seconds) : default;
        return time > TimeSpan.Zero;
    }
}
