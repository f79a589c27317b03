using ContextFabric.Storage.Memory;

namespace ContextFabric.Bench.Sharing;

/// <summary>The physical pages of a file, compared between processes.</summary>
internal sealed record FrameComparison
{
    /// <summary>Pages sampled in each process.</summary>
    public required int Sampled { get; init; }

    /// <summary>Pages that are present, file-backed and not exclusive in every process.</summary>
    public required int SharedFilePages { get; init; }

    /// <summary>Pages with one and the same frame number in every process; null when the kernel hides the numbers.</summary>
    public int? SameFrame { get; init; }

    /// <summary>Counts the pages that all samples have in common; null when they are not of the same pages.</summary>
    public static FrameComparison? Of(IReadOnlyList<PageState[]> samples)
    {
        int pages = samples.Min(s => s.Length);
        if (samples.Any(s => s.Length != pages))
        {
            return null;
        }

        int shared = 0;
        int same = 0;
        for (int i = 0; i < pages; i++)
        {
            shared += samples.All(s => s[i] is { IsPresent: true, IsFileBacked: true, IsExclusive: false }) ? 1 : 0;
            same += samples.All(s => s[i].Frame != 0 && s[i].Frame == samples[0][i].Frame) ? 1 : 0;
        }

        bool hasFrames = samples.All(s => s.Any(p => p.Frame != 0));
        return new FrameComparison { Sampled = pages, SharedFilePages = shared, SameFrame = hasFrames ? same : null };
    }
}
