namespace ContextFabric.Storage.Memory;

/// <summary>
/// The memory of a control group, which is what containers are made of. Bytes. Pages of files count for the group that
/// brought them in, whoever else uses them.
/// </summary>
public sealed record ControlGroupMemory
{
    /// <summary>1 or 2.</summary>
    public required int Version { get; init; }

    /// <summary>Where its files are.</summary>
    public required string Folder { get; init; }

    /// <summary>Used now, page cache included.</summary>
    public long? Current { get; init; }

    /// <summary>Most that it may use; null when there is no limit.</summary>
    public long? Limit { get; init; }

    /// <summary>Pages that stand for no file.</summary>
    public long? Anonymous { get; init; }

    /// <summary>Pages of files.</summary>
    public long? File { get; init; }

    /// <summary>Pages of files that some process has mapped.</summary>
    public long? FileMapped { get; init; }

    /// <summary>As <see cref="SystemMemory.FileRefaults"/>, of this group alone; null in version 1.</summary>
    public long? FileRefaults { get; init; }

    /// <summary>The group of this process; null when there is none.</summary>
    internal static ControlGroupMemory? Read()
    {
        foreach (string line in ProcFile.ReadLines(Environment.ProcessId, "cgroup") ?? [])
        {
            // 4:memory:/some/group in version 1; 0::/some/group in version 2
            string[] fields = line.Split(':', 3);
            if (fields is ["0", "", string path])
            {
                if (ReadVersion2("/sys/fs/cgroup", path) is { } group)
                {
                    return group;
                }
            }
            else if (fields is [_, string controllers, string path1] && controllers.Split(',').Contains("memory")
                && ReadVersion1("/sys/fs/cgroup/memory", path1) is { } group)
            {
                return group;
            }
        }

        return null;
    }

    // a container may see its own group as the root, under the name that it has outside
    private static string? FolderOf(string root, string path, string file)
    {
        string folder = root + path.TrimEnd('/');
        return System.IO.File.Exists(folder + "/" + file) ? folder : System.IO.File.Exists(root + "/" + file) ? root : null;
    }

    private static ControlGroupMemory? ReadVersion2(string root, string path)
    {
        if (FolderOf(root, path, "memory.stat") is not { } folder || ProcFile.ReadLines(folder + "/memory.stat") is not { } stat)
        {
            return null;
        }

        return new ControlGroupMemory
        {
            Version = 2,
            Folder = folder,
            Current = ProcFile.ReadNumber(folder + "/memory.current"),
            Limit = ProcFile.ReadNumber(folder + "/memory.max"),
            Anonymous = ProcFile.FindNumber(stat, "anon "),
            File = ProcFile.FindNumber(stat, "file "),
            FileMapped = ProcFile.FindNumber(stat, "file_mapped "),
            FileRefaults = ProcFile.FindNumber(stat, "workingset_refault_file "),
        };
    }

    private static ControlGroupMemory? ReadVersion1(string root, string path)
    {
        // "no limit" is the greatest number of whole pages
        const long NoLimit = long.MaxValue / 2;
        if (FolderOf(root, path, "memory.usage_in_bytes") is not { } folder || ProcFile.ReadLines(folder + "/memory.stat") is not { } stat)
        {
            return null;
        }

        return new ControlGroupMemory
        {
            Version = 1,
            Folder = folder,
            Current = ProcFile.ReadNumber(folder + "/memory.usage_in_bytes"),
            Limit = ProcFile.ReadNumber(folder + "/memory.limit_in_bytes") is long limit and < NoLimit ? limit : null,
            Anonymous = ProcFile.FindNumber(stat, "rss "),
            File = ProcFile.FindNumber(stat, "cache "),
            FileMapped = ProcFile.FindNumber(stat, "mapped_file "),
        };
    }
}
