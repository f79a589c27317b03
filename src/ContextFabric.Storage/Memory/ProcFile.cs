using System.Globalization;

namespace ContextFabric.Storage.Memory;

/// <summary>
/// Files of the <c>/proc</c> tree: read whole, because the kernel makes them up at each read; null
/// where there is no such tree, the process is gone or it belongs to somebody else.
/// </summary>
internal static class ProcFile
{
    /// <summary>The lines of <c>/proc/PID/NAME</c>, or null when it cannot be read.</summary>
    public static string[]? ReadLines(int pid, string name)
    {
        if (!OperatingSystem.IsLinux())
        {
            return null;
        }

        try
        {
            return File.ReadAllLines(PathOf(pid, name));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>Path of a process file.</summary>
    public static string PathOf(int pid, string name) =>
        string.Create(CultureInfo.InvariantCulture, $"/proc/{pid}/{name}");

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
