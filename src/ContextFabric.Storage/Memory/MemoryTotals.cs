namespace ContextFabric.Storage.Memory;

/// <summary>The <c>Key: N kB</c> lines that <c>smaps</c> and <c>smaps_rollup</c> have in common, in bytes.</summary>
internal sealed class MemoryTotals
{
    public bool HasAny { get; private set; }

    public long Size { get; private set; }

    public long Rss { get; private set; }

    public long Pss { get; private set; }

    public long SharedClean { get; private set; }

    public long SharedDirty { get; private set; }

    public long PrivateClean { get; private set; }

    public long PrivateDirty { get; private set; }

    public long PrivateHugetlb { get; private set; }

    public long Anonymous { get; private set; }

    public long FilePmdMapped { get; private set; }

    public long Swap { get; private set; }

    /// <summary>Takes a line in; lines of other kinds are passed over.</summary>
    public void Add(string line)
    {
        if (!ProcFile.TryParseKilobytes(line, out ReadOnlySpan<char> key, out long bytes))
        {
            return;
        }

        HasAny = true;
        switch (key)
        {
            case "Size":
                Size = bytes;
                break;
            case "Rss":
                Rss = bytes;
                break;
            case "Pss":
                Pss = bytes;
                break;
            case "Shared_Clean":
                SharedClean = bytes;
                break;
            case "Shared_Dirty":
                SharedDirty = bytes;
                break;
            case "Private_Clean":
                PrivateClean = bytes;
                break;
            case "Private_Dirty":
                PrivateDirty = bytes;
                break;
            case "Private_Hugetlb":
                PrivateHugetlb = bytes;
                break;
            case "Anonymous":
                Anonymous = bytes;
                break;
            case "FilePmdMapped":
                FilePmdMapped = bytes;
                break;
            case "Swap":
                Swap = bytes;
                break;
        }
    }
}
