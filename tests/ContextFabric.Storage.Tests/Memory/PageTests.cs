using System.IO.MemoryMappedFiles;
using ContextFabric.Storage.Memory;
using Xunit;

namespace ContextFabric.Storage.Tests.Memory;

public sealed class PageTests
{
    [Fact]
    public void Every_page_of_a_touched_mapping_is_present_and_file_backed()
    {
        LinuxOnly.Require();
        using var file = new MappedTempFile(10);
        MemoryMapping mapping = SmapsMap.Find(Environment.ProcessId, file.Path)!.Single();

        PageSample sample = PageMap.Sample(Environment.ProcessId, mapping, 1000)!;

        Assert.Equal(Enumerable.Range(0, 10).Select(i => (long)i), sample.Pages.Select(p => p.FilePage));
        Assert.All(sample.Pages, page =>
        {
            Assert.True(page.IsPresent);
            Assert.True(page.IsFileBacked);
        });
    }

    [Fact]
    public void Sample_is_spread_over_the_mapping()
    {
        LinuxOnly.Require();
        using var file = new MappedTempFile(100);
        MemoryMapping mapping = SmapsMap.Find(Environment.ProcessId, file.Path)!.Single();

        PageSample sample = PageMap.Sample(Environment.ProcessId, mapping, 4)!;

        Assert.Equal([0L, 25L, 50L, 75L], sample.Pages.Select(p => p.FilePage));
    }

    [Fact]
    public void Written_page_of_a_private_mapping_gets_a_frame_of_its_own()
    {
        LinuxOnly.Require();
        using var shared = new MappedTempFile(3);
        using var copy = new MappedTempFile(3, MemoryMappedFileAccess.CopyOnWrite);
        MemoryMapping mapping = SmapsMap.Find(Environment.ProcessId, copy.Path)!.Single();
        PageSample before = PageMap.Sample(Environment.ProcessId, mapping, 3)!;
        Assert.SkipUnless(before.HasFrames, "frame numbers are shown to privileged processes only");

        copy.Write(Environment.SystemPageSize, 1);
        PageSample after = PageMap.Sample(Environment.ProcessId, mapping, 3)!;

        Assert.Equal(before.Pages[0].Frame, after.Pages[0].Frame);
        Assert.NotEqual(before.Pages[1].Frame, after.Pages[1].Frame);
        Assert.False(after.Pages[1].IsFileBacked);
        Assert.True(after.Pages[1].IsExclusive);
        Assert.Equal(before.Pages[2].Frame, after.Pages[2].Frame);
    }

    [Fact]
    public void Entry_is_taken_apart_bit_by_bit()
    {
        Assert.Equal(new PageState(4, true, true, false, 77), PageMap.Decode(4, (1UL << 63) | (1UL << 61) | 77));
        Assert.Equal(new PageState(4, true, false, true, 0), PageMap.Decode(4, (1UL << 63) | (1UL << 56)));
        Assert.Equal(new PageState(4, false, false, false, 0), PageMap.Decode(4, 77));
    }

    [Fact]
    public void Touched_bytes_are_resident()
    {
        LinuxOnly.Require();
        using var file = new MappedTempFile(9);
        MemoryMapping mapping = SmapsMap.Find(Environment.ProcessId, file.Path)!.Single();

        Assert.Equal(new Residency(file.Length, file.Length), Residency.Of(mapping));
        Assert.Equal(
            new Residency(2 * Environment.SystemPageSize, 2 * Environment.SystemPageSize),
            Residency.Of(file.Bytes.Slice(Environment.SystemPageSize - 1, 2)));
        Assert.Equal(default(Residency), Residency.Of([]));
    }
}
