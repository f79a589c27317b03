using System.Globalization;

namespace ContextFabric.Storage.Memory;

/// <summary>The address space of a process, range by range, from <c>/proc/PID/smaps</c>.</summary>
public static class SmapsMap
{
    private const string Deleted = " (deleted)";

    /// <summary>All ranges of a process by address; null where the system has no such file or does not let us read it.</summary>
    public static IReadOnlyList<MemoryMapping>? Read(int processId) =>
        ProcFile.ReadLines(processId, "smaps") is { } lines ? Parse(lines) : null;

    /// <summary>The ranges of a process that map one file, by address; null as in <see cref="Read"/>.</summary>
    /// <param name="processId">Process to look at.</param>
    /// <param name="path">Full path of the file, links resolved.</param>
    public static IReadOnlyList<MemoryMapping>? Find(int processId, string path) =>
        Read(processId)?.Where(m => m.Path == path).ToList();

    /// <summary>The ranges of a process that lie within a piece of its address space, by address; null as in <see cref="Read"/>.</summary>
    /// <param name="processId">Process to look at.</param>
    /// <param name="start">Address of the first byte.</param>
    /// <param name="length">Length in bytes.</param>
    public static IReadOnlyList<MemoryMapping>? FindAt(int processId, ulong start, long length) =>
        Read(processId)?.Where(m => m.Start < start + (ulong)length && m.End > start).ToList();

    /// <summary>Reads the text of a <c>smaps</c> file; lines it does not know are passed over.</summary>
    public static IReadOnlyList<MemoryMapping> Parse(IReadOnlyList<string> lines)
    {
        ArgumentNullException.ThrowIfNull(lines);
        var mappings = new List<MemoryMapping>();
        int i = 0;
        while (i < lines.Count)
        {
            if (!TryParseHeader(lines[i], out Header header))
            {
                i++;
                continue;
            }

            var totals = new MemoryTotals();
            string[] flags = [];
            for (i++; i < lines.Count && !TryParseHeader(lines[i], out _); i++)
            {
                if (lines[i].StartsWith("VmFlags:", StringComparison.Ordinal))
                {
                    flags = lines[i]["VmFlags:".Length..].Split(' ', StringSplitOptions.RemoveEmptyEntries);
                }
                else
                {
                    totals.Add(lines[i]);
                }
            }

            mappings.Add(ToMapping(header, totals, flags));
        }

        return mappings;
    }

    private static MemoryMapping ToMapping(Header header, MemoryTotals totals, string[] flags) => new()
    {
        Start = header.Start,
        End = header.End,
        Permissions = header.Permissions,
        FileOffset = header.Offset,
        Inode = header.Inode,
        Path = header.Path.EndsWith(Deleted, StringComparison.Ordinal) ? header.Path[..^Deleted.Length] : header.Path,
        IsDeleted = header.Path.EndsWith(Deleted, StringComparison.Ordinal),
        VmFlags = flags,
        Rss = totals.Rss,
        Pss = totals.Pss,
        SharedClean = totals.SharedClean,
        SharedDirty = totals.SharedDirty,
        PrivateClean = totals.PrivateClean,
        PrivateDirty = totals.PrivateDirty,
        Anonymous = totals.Anonymous,
        FilePmdMapped = totals.FilePmdMapped,
        Swap = totals.Swap,
    };

    // 7f0000000000-7f0000001000 r--s 00000000 fe:00 248149      /path with blanks
    private static bool TryParseHeader(string line, out Header header)
    {
        header = default;
        int dash = line.IndexOf('-', StringComparison.Ordinal);
        int blank = line.IndexOf(' ', StringComparison.Ordinal);
        if (dash <= 0 || blank < dash
            || !ulong.TryParse(line.AsSpan(0, dash), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out ulong start)
            || !ulong.TryParse(line.AsSpan(dash + 1, blank - dash - 1), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out ulong end))
        {
            return false;
        }

        string[] fields = line[(blank + 1)..].Split(' ', 5);
        if (fields.Length < 4
            || !long.TryParse(fields[1], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out long offset)
            || !long.TryParse(fields[3], NumberStyles.None, CultureInfo.InvariantCulture, out long inode))
        {
            return false;
        }

        string path = fields.Length == 5 ? fields[4].TrimStart(' ').Replace("\\012", "\n", StringComparison.Ordinal) : string.Empty;
        header = new Header(start, end, fields[0], offset, inode, path);
        return true;
    }

    private readonly record struct Header(ulong Start, ulong End, string Permissions, long Offset, long Inode, string Path);
}
