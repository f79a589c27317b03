using System.IO.MemoryMappedFiles;
using ContextFabric.Storage.Memory;
using Xunit;

namespace ContextFabric.Storage.Tests.Memory;

public sealed class SmapsMapTests
{
    private static readonly string[] s_sample =
    [
        "7f10a0000000-7f10a0003000 r--s 00001000 fe:00 248149     /data/a corpus/corpus.cfm (deleted)",
        "Size:                 12 kB",
        "Rss:                   8 kB",
        "Pss:                   2 kB",
        "Shared_Clean:          8 kB",
        "Private_Clean:         0 kB",
        "SomethingNew:          1 kB",
        "THPeligible:           0",
        "VmFlags: rd mr me ms dc ",
        "7ffda3c4b000-7ffda3c4c000 rw-p 00000000 00:00 0 ",
        "Rss:                   4 kB",
        "Private_Dirty:         4 kB",
        "VmFlags: rd wr mr mw me ac ",
    ];

    [Fact]
    public void Parses_ranges_with_their_figures_and_flags()
    {
        IReadOnlyList<MemoryMapping> mappings = SmapsMap.Parse(s_sample);

        Assert.Equal(2, mappings.Count);
        MemoryMapping file = mappings[0];
        Assert.Equal(0x7f10a0000000UL, file.Start);
        Assert.Equal(0x3000, file.Length);
        Assert.Equal(0x1000, file.FileOffset);
        Assert.Equal(248149, file.Inode);
        Assert.Equal("/data/a corpus/corpus.cfm", file.Path);
        Assert.True(file.IsDeleted);
        Assert.Equal(8192, file.Rss);
        Assert.Equal(2048, file.Pss);
        Assert.Equal(8192, file.SharedClean);
        Assert.Equal(["rd", "mr", "me", "ms", "dc"], file.VmFlags);
        Assert.True(file.IsSharedReadOnly);

        MemoryMapping heap = mappings[1];
        Assert.Equal(string.Empty, heap.Path);
        Assert.Equal(4096, heap.PrivateDirty);
        Assert.False(heap.IsSharedReadOnly);
    }

    [Theory]
    [InlineData("")]
    [InlineData("Rss: 4 kB")]
    [InlineData("7f10-zz r--s 0 fe:00 1 /x")]
    [InlineData("7f10-7f20 r--s")]
    public void Foreign_lines_are_passed_over(string line)
    {
        Assert.Empty(SmapsMap.Parse([line]));
    }

    [Theory]
    [InlineData(MemoryMappedFileAccess.Read, "r--s", true)]
    [InlineData(MemoryMappedFileAccess.CopyOnWrite, "rw-p", false)]
    public void Own_mapping_is_found_by_path(MemoryMappedFileAccess access, string permissions, bool sharedReadOnly)
    {
        LinuxOnly.Require();
        using var file = new MappedTempFile(7, access);

        MemoryMapping mapping = Assert.Single(SmapsMap.Find(Environment.ProcessId, file.Path)!);

        Assert.Equal(permissions, mapping.Permissions);
        Assert.Equal(sharedReadOnly, mapping.IsSharedReadOnly);
        Assert.Equal(file.Length, mapping.Length);
        Assert.Equal(file.Length, mapping.Rss);
        Assert.False(mapping.IsDeleted);
    }
}
