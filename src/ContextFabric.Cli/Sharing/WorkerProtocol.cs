using System.Globalization;

namespace ContextFabric.Cli.Sharing;

/// <summary>
/// The words between the measuring process and its workers, one line each:
/// <code>
/// worker → ready MICROSECONDS ADDRESS:LENGTH …   the corpus is open; where its bytes lie (address 0: nowhere)
///        ← touch
/// worker → touched HEAPBYTES                     every page was read, the heap was collected
///        ← quit                                  (or the end of the input: the parent is gone)
/// </code>
/// </summary>
internal static class WorkerProtocol
{
    public const string Ready = "ready";
    public const string Touch = "touch";
    public const string Touched = "touched";
    public const string Quit = "quit";

    public static string FormatReady(TimeSpan openTime, IEnumerable<MemoryRange> ranges) =>
        string.Create(CultureInfo.InvariantCulture, $"{Ready} {(long)openTime.TotalMicroseconds}")
        + string.Concat(ranges.Select(r => string.Create(CultureInfo.InvariantCulture, $" {r.Start}:{r.Length}")));

    public static (TimeSpan OpenTime, IReadOnlyList<MemoryRange> Ranges) ParseReady(string line)
    {
        string[] words = Words(line, Ready);
        List<MemoryRange> ranges = [];
        foreach (string word in words.Skip(2))
        {
            string[] parts = word.Split(':');
            ranges.Add(new MemoryRange(
                ulong.Parse(parts[0], CultureInfo.InvariantCulture), long.Parse(parts[1], CultureInfo.InvariantCulture)));
        }

        return (TimeSpan.FromMicroseconds(long.Parse(words[1], CultureInfo.InvariantCulture)), ranges);
    }

    public static string FormatTouched(long heapBytes) =>
        string.Create(CultureInfo.InvariantCulture, $"{Touched} {heapBytes}");

    public static long ParseTouched(string line) => long.Parse(Words(line, Touched)[1], CultureInfo.InvariantCulture);

    private static string[] Words(string line, string expected)
    {
        string[] words = line.Split(' ');
        return words.Length >= 2 && words[0] == expected
            ? words
            : throw new CliException(ExitCode.Failed, $"a worker answered '{line}' where '{expected} …' was expected");
    }
}

/// <summary>A range of addresses in a worker.</summary>
internal readonly record struct MemoryRange(ulong Start, long Length);
