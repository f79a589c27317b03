using System.Globalization;

namespace ContextFabric.Bench.Sharing;

/// <summary>
/// A memory control group of our own, below one that the user names. Versions 1 and 2. Disposing removes it; one
/// that a killed measurement left is removed by the next.
/// </summary>
internal sealed class ControlGroup : IDisposable
{
    private const string Prefix = "cfabric-share-";
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(5);
    private readonly string _folder;
    private readonly bool _isVersion1;

    private ControlGroup(string folder)
    {
        _folder = folder;
        _isVersion1 = File.Exists(Path.Combine(folder, "memory.limit_in_bytes"));
    }

    /// <summary>Makes a group with a limit on memory.</summary>
    /// <exception cref="IOException">The folder is no control group, or has no control of memory.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be written.</exception>
    public static ControlGroup Create(string parent, long limit)
    {
        if (!File.Exists(Path.Combine(parent, "cgroup.procs")))
        {
            throw new IOException($"there is no {Path.Combine(parent, "cgroup.procs")}");
        }

        string folder = Path.Combine(parent, string.Create(CultureInfo.InvariantCulture, $"{Prefix}{Environment.ProcessId}"));
        var group = new ControlGroup(Directory.CreateDirectory(folder).FullName);
        try
        {
            group.Write(group._isVersion1 ? "memory.limit_in_bytes" : "memory.max", limit);
            return group;
        }
        catch
        {
            group.Dispose();
            throw;
        }
    }

    /// <summary>Removes groups whose makers are gone.</summary>
    public static void RemoveStale(string parent)
    {
        foreach (string folder in Directory.Exists(parent) ? Directory.GetDirectories(parent, Prefix + "*") : [])
        {
            if (int.TryParse(Path.GetFileName(folder)[Prefix.Length..], NumberStyles.None, CultureInfo.InvariantCulture, out int maker) && !Directory.Exists($"/proc/{maker}"))
            {
                Directory.Delete(folder);
            }
        }
    }

    /// <summary>Moves a process into the group. What it has already is charged where it was.</summary>
    public void Add(int processId) => Write("cgroup.procs", processId);

    /// <summary>What the group holds now.</summary>
    public long? CurrentBytes() =>
        long.TryParse(File.ReadAllText(Path.Combine(_folder, _isVersion1 ? "memory.usage_in_bytes" : "memory.current")).Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out long bytes) ? bytes : null;

    public void Dispose()
    {
        // the last process may be leaving it just now
        long begin = System.Diagnostics.Stopwatch.GetTimestamp();
        while (true)
        {
            try
            {
                Directory.Delete(_folder);
                return;
            }
            catch (IOException) when (System.Diagnostics.Stopwatch.GetElapsedTime(begin) < s_patience)
            {
                Thread.Sleep(10);
            }
        }
    }

    private void Write(string file, long value) => File.WriteAllText(Path.Combine(_folder, file), value.ToString(CultureInfo.InvariantCulture));
}
