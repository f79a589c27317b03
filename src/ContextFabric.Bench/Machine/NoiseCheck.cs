using System.Diagnostics;

namespace ContextFabric.Bench.Machine;

/// <summary>How steadily this machine works: the time of a fixed loop over integers, repeated.</summary>
/// <param name="MedianMs">Median of the repetitions in milliseconds.</param>
/// <param name="MadMs">Median absolute deviation from it.</param>
/// <param name="Repetitions">How often it ran.</param>
internal sealed record NoiseCheck(double MedianMs, double MadMs, int Repetitions)
{
    private const int Rounds = 30;
    private const int WarmUpRounds = 5;
    private const int Steps = 2_000_000;
    private static int s_sink;

    /// <summary>Runs it; takes some 100 ms.</summary>
    public static NoiseCheck Run()
    {
        for (int i = 0; i < WarmUpRounds; i++)
        {
            Loop();
        }

        double[] times = new double[Rounds];
        for (int i = 0; i < Rounds; i++)
        {
            long begin = Stopwatch.GetTimestamp();
            Loop();
            times[i] = Stopwatch.GetElapsedTime(begin).TotalMilliseconds;
        }

        double median = Median(times);
        return new NoiseCheck(median, Median([.. times.Select(time => Math.Abs(time - median))]), Rounds);
    }

    private static void Loop()
    {
        uint x = 1;
        for (int i = 0; i < Steps; i++)
        {
            x ^= x << 13;
            x ^= x >> 17;
            x ^= x << 5;
        }

        s_sink = (int)x;
    }

    private static double Median(double[] values)
    {
        double[] sorted = [.. values.Order()];
        int middle = sorted.Length / 2;
        return sorted.Length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
