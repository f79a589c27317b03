using System.Globalization;

namespace ContextFabric.Storage.Memory;

/// <summary>
/// Files of the <c>/proc</c> tree: read whole, because the kernel makes them up at each read; null
/// where there is no such tree, the process is gone or it belongs to somebody else.
/// </summary>
internal static class ProcFile
{
    /// <summary>The lines of <c>/proc/PID/NAME</c>, or null when it cannot be read.</summary>
    public static string[]? ReadLines(int pid, string name) => ReadLines(PathOf(pid, name));

    /// <summary>The lines of a file that the kernel makes up, or null when it cannot be read.</summary>
    public static string[]? ReadLines(string path)
    {
        if (!OperatingSystem.IsLinux())
        {
            return null;
        }

        try
        {
            return File.ReadAllLines(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>Path of a process file.</summary>
    public static string PathOf(int pid, string name) =>
        string.Create(CultureInfo.InvariantCulture, $"/proc/{pid}/{name}");

    /// <summary>The only number in a file; null when it has none or cannot be read.</summary>
    public static long? ReadNumber(string path) => ReadLines(path) is [string line, ..] ? FindNumber([line], string.Empty) : null;

    /// <summary>The number of <c>Key:   123 kB</c>, in bytes; null when there is no such line.</summary>
    public static long? FindKilobytes(string[] lines, string key)
    {
        foreach (string line in lines)
        {
            if (TryParseKilobytes(line, out ReadOnlySpan<char> found, out long bytes) && found.SequenceEqual(key))
            {
                return bytes;
            }
        }

        return null;
    }

    /// <summary>The number behind a prefix such as <c>Threads:</c>; null when no line begins with it.</summary>
    public static long? FindNumber(string[] lines, string prefix)
    {
        foreach (string line in lines)
        {
            if (line.StartsWith(prefix, StringComparison.Ordinal)
                && long.TryParse(line.AsSpan(prefix.Length).Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out long number))
            {
                return number;
            }
        }

        return null;
    }

    /// <summary>Splits <c>Key:   123 kB</c> into the key and the number in bytes; false for other lines.</summary>
    public static bool TryParseKilobytes(ReadOnlySpan<char> line, out ReadOnlySpan<char> key, out long bytes)
    {
        key = default;
        bytes = 0;
        int colon = line.IndexOf(':');
        if (colon <= 0 || !line.EndsWith(" kB", StringComparison.Ordinal))
        {
            return false;
        }

        key = line[..colon];
        if (!long.TryParse(line[(colon + 1)..^3].Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out long kilobytes))
        {
            return false;
        }

        bytes = kilobytes * 1024;
        return true;
    }
}
