using System.Globalization;
using Xunit;

namespace ContextFabric.Storage.Tests;

/// <summary>The ranges of this process's address space that map a file, from <c>/proc/self/smaps</c>.</summary>
internal sealed record Smaps(string Permissions, string[] Flags, long SizeKb, long RssKb, long AnonymousKb)
{
    /// <summary>Ranges of the file with this path, replaced or not. Skips the test where the system has no such account.</summary>
    public static List<Smaps> Of(string path)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "mappings are listed in /proc/self/smaps, which only Linux has");
        var found = new List<Smaps>();
        Smaps? current = null;
        foreach (string line in File.ReadLines("/proc/self/smaps"))
        {
            if (line[0] is >= '0' and <= '9' or >= 'a' and <= 'f')
            {
                Add();
                string[] fields = line.Split(' ', 6, StringSplitOptions.RemoveEmptyEntries);
                bool wanted = fields.Length == 6 && fields[5].Trim() is string name && (name == path || name == path + " (deleted)");
                current = wanted ? new Smaps(fields[1], [], 0, 0, 0) : null;
            }
            else if (current is not null)
            {
                string[] parts = line.Split(':', 2);
                current = parts[0] switch
                {
                    "Size" => current with { SizeKb = Kb(parts[1]) },
                    "Rss" => current with { RssKb = Kb(parts[1]) },
                    "Anonymous" => current with { AnonymousKb = Kb(parts[1]) },
                    "VmFlags" => current with { Flags = parts[1].Split(' ', StringSplitOptions.RemoveEmptyEntries) },
                    _ => current,
                };
            }
        }

        Add();
        return found;

        void Add()
        {
            if (current is not null)
            {
                found.Add(current);
            }
        }
    }

    private static long Kb(string text) => long.Parse(text.Replace("kB", "", StringComparison.Ordinal).Trim(), CultureInfo.InvariantCulture);
}
