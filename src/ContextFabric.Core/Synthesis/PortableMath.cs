namespace ContextFabric.Synthesis;

/// <summary>
/// Powers from the four basic operations, which IEEE 754 fixes to the last bit. The library function may differ
/// between platforms in the last digit, and synthetic corpora must not.
/// </summary>
internal static class PortableMath
{
    private const double Ln2 = 0.693147180559945309417;
    private const int Terms = 24;

    /// <summary><paramref name="number"/> to the power of −<paramref name="exponent"/>; number ≥ 1, exponent ≥ 0.</summary>
    public static double InversePower(int number, double exponent) => Exp(-exponent * Log(number));

    // ln(m·2^e) = e·ln 2 + 2·atanh((m−1)/(m+1)) with m in [1, 2), so the series runs in powers of at most 1/9
    private static double Log(int number)
    {
        int shift = int.Log2(number);
        double mantissa = (double)number / (1 << shift);
        double ratio = (mantissa - 1) / (mantissa + 1);
        double square = ratio * ratio;
        double sum = 0;
        for (int k = Terms; k >= 0; k--)
        {
            sum = (sum * square) + (1.0 / ((2 * k) + 1));
        }

        return (shift * Ln2) + (2 * ratio * sum);
    }

    // e^x = 2^n·e^r with r in [0, ln 2)
    private static double Exp(double x)
    {
        double whole = Math.Floor(x / Ln2);
        if (whole < -1000)
        {
            return 0;
        }

        double rest = x - (whole * Ln2);
        double sum = 1;
        for (int k = Terms; k >= 1; k--)
        {
            sum = 1 + (sum * rest / k);
        }

        return sum * BitConverter.Int64BitsToDouble((long)(whole + 1023) << 52);
    }
}
