using System.Globalization;
using ScottPlot;

namespace ContextFabric.Bench.Charts;

/// <summary>Round numbers on an axis.</summary>
internal static class Ticks
{
    private static readonly double[][] s_mantissas = [[1], [1, 3], [1, 2, 5], [1, 1.5, 2, 3, 5, 7], [1, 1.2, 1.4, 1.6, 1.8, 2, 2.5, 3, 3.5, 4, 5, 6, 7, 8, 9]];

    /// <summary>About <paramref name="count"/> ticks at 1, 2 or 5 times a power of ten.</summary>
    public static List<Tick> Linear(double low, double high, int count = 6)
    {
        double raw = (high - low) / Math.Max(1, count);
        double power = Math.Pow(10, Math.Floor(Math.Log10(raw)));
        double step = power * (raw / power < 1.5 ? 1 : raw / power < 3.5 ? 2 : raw / power < 7.5 ? 5 : 10);
        List<Tick> ticks = [];
        for (double i = Math.Ceiling(low / step - 1e-9); i * step <= high + (step * 1e-9); i++)
        {
            double value = (i * step) + 0.0;
            ticks.Add(Tick.Major(value, Number(value, step)));
        }

        return ticks;
    }

    /// <summary>Ticks of a logarithmic axis whose coordinates are decimal logarithms: as many round numbers as fit.</summary>
    public static List<Tick> Logarithmic(double low, double high, int most = 9)
    {
        double[] chosen = s_mantissas[0];
        foreach (double[] mantissas in s_mantissas)
        {
            int count = Positions(low, high, mantissas).Count();
            chosen = count <= most || count == 0 ? mantissas : chosen;
            if (count >= 4)
            {
                break;
            }
        }

        int every = Math.Max(1, (int)Math.Ceiling(Positions(low, high, s_mantissas[0]).Count() / (double)most));
        List<Tick> ticks = [];
        foreach (double value in Positions(low, high, chosen))
        {
            if (chosen.Length > 1 || (int)Math.Round(Math.Log10(value)) % every == 0)
            {
                ticks.Add(Tick.Major(Math.Log10(value), Number(value, value)));
            }
        }

        if (high - low <= 7)
        {
            foreach (double value in Positions(low, high, [2, 3, 4, 5, 6, 7, 8, 9]))
            {
                ticks.Add(Tick.Minor(Math.Log10(value)));
            }
        }

        return ticks;
    }

    /// <summary>A number with as many decimals as the step between ticks needs; thousands apart, millions by letter.</summary>
    public static string Number(double value, double step)
    {
        (double unit, string letter) = Math.Abs(value) switch
        {
            >= 1e9 => (1e9, "\u202fG"),
            >= 1e6 => (1e6, "\u202fM"),
            _ => (1, string.Empty),
        };
        double shown = step / unit;
        int decimals = shown <= 0 ? 0 : Math.Clamp(-(int)Math.Floor(Math.Log10(shown) + 1e-9), 0, 9);
        if (shown > 0 && Math.Abs((value / unit * Math.Pow(10, decimals)) - Math.Round(value / unit * Math.Pow(10, decimals))) > 1e-6)
        {
            decimals++;
        }

        return (value / unit).ToString("#,0." + new string('0', decimals), CultureInfo.InvariantCulture).TrimEnd('.').Replace(",", "\u202f", StringComparison.Ordinal) + letter;
    }

    /// <summary>A measured value for the eye: three digits, thousands apart.</summary>
    public static string Value(double value)
    {
        double size = Math.Abs(value);
        int decimals = size >= 99.95 || size == 0 ? 0 : size >= 9.995 ? 1 : size >= 0.9995 ? 2 : 3;
        return value.ToString("#,0." + new string('0', decimals), CultureInfo.InvariantCulture).TrimEnd('.').Replace(",", "\u202f", StringComparison.Ordinal);
    }

    private static IEnumerable<double> Positions(double low, double high, double[] mantissas)
    {
        for (int power = (int)Math.Floor(low); power <= (int)Math.Ceiling(high); power++)
        {
            foreach (double mantissa in mantissas)
            {
                // Parsed, not multiplied: 10⁻³ times 3 is not 0.003.
                double value = double.Parse(FormattableString.Invariant($"{mantissa}e{power}"), CultureInfo.InvariantCulture);
                double at = Math.Log10(value);
                if (at >= low - 1e-9 && at <= high + 1e-9)
                {
                    yield return value;
                }
            }
        }
    }
}
