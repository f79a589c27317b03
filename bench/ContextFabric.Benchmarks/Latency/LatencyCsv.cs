using System.Globalization;

namespace ContextFabric.Benchmarks.Latency;

/// <summary>Raw samples as a file, and medians of an earlier one.</summary>
internal static class LatencyCsv
{
    private const string Heading = "query,category,mode,round,ms,count";

    /// <summary>Writes all samples.</summary>
    public static void Write(string path, IEnumerable<LatencySample> samples) => File.WriteAllLines(path,
    [
        Heading,
        .. samples.Select(s => FormattableString.Invariant($"{s.Query},{s.Category},{LatencySample.NameOf(s.Mode)},{s.Round},{s.Ms:0.0000},{s.Count}")),
    ]);

    /// <summary>Reads samples.</summary>
    /// <exception cref="InvalidDataException">It is no such file.</exception>
    public static IReadOnlyList<LatencySample> Read(string path)
    {
        string[] lines = File.ReadAllLines(path);
        if (lines is not [Heading, ..])
        {
            throw new InvalidDataException($"{path}: the first line must be {Heading}");
        }

        return [.. lines.Skip(1).Select((line, index) => Parse(line.Split(','), path, index + 2))];
    }

    /// <summary>The middle value of each query and mode.</summary>
    public static Dictionary<(string Query, LatencyMode Mode), double> Medians(IEnumerable<LatencySample> samples) =>
        samples.GroupBy(s => (s.Query, s.Mode)).ToDictionary(group => group.Key, group => Median([.. group.Select(s => s.Ms)]));

    private static double Median(double[] values)
    {
        Array.Sort(values);
        int middle = values.Length / 2;
        return values.Length % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
    }

    private static LatencySample Parse(string[] fields, string path, int line) =>
        fields.Length == 6
        && Enum.TryParse(fields[2], ignoreCase: true, out LatencyMode mode)
        && int.TryParse(fields[3], NumberStyles.Integer, CultureInfo.InvariantCulture, out int round)
        && double.TryParse(fields[4], NumberStyles.Float, CultureInfo.InvariantCulture, out double ms)
        && long.TryParse(fields[5], NumberStyles.Integer, CultureInfo.InvariantCulture, out long count)
            ? new LatencySample(fields[0], fields[1], mode, round, ms, count)
            : throw new InvalidDataException($"{path}({line}): {Heading} expected");
}
