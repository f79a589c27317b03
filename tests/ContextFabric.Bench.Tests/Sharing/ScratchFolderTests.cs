using ContextFabric.Bench.Sharing;
using ContextFabric.Testing;
using Xunit;

namespace ContextFabric.Bench.Tests.Sharing;

public sealed class ScratchFolderTests
{
    [Fact]
    public void It_goes_with_all_that_is_in_it()
    {
        using var parent = new TempFolder();
        using (ScratchFolder scratch = ScratchFolder.Create(parent.Path))
        {
            File.WriteAllText(scratch.File("a"), "a");
            Assert.Single(Directory.GetDirectories(parent.Path));
        }

        Assert.Empty(Directory.GetFileSystemEntries(parent.Path));
    }

    [Fact]
    public void What_a_dead_owner_left_is_removed_and_what_a_living_one_has_stays()
    {
        using var parent = new TempFolder();
        using ScratchFolder living = ScratchFolder.Create(parent.Path);
        string dead = Directory.CreateDirectory(Path.Combine(parent.Path, ScratchFolder.Prefix + "dead")).FullName;
        File.WriteAllText(Path.Combine(dead, "owner.lock"), string.Empty);
        File.WriteAllText(Path.Combine(dead, "copy.cfm"), "data");
        string foreign = Directory.CreateDirectory(Path.Combine(parent.Path, "something-else")).FullName;

        using ScratchFolder next = ScratchFolder.Create(parent.Path);

        Assert.False(Directory.Exists(dead));
        Assert.True(Directory.Exists(living.Path));
        Assert.True(Directory.Exists(foreign));
        Assert.NotEqual(living.Path, next.Path);
    }

    [Fact]
    public void One_that_is_just_being_made_stays()
    {
        using var parent = new TempFolder();
        string young = Directory.CreateDirectory(Path.Combine(parent.Path, ScratchFolder.Prefix + "young")).FullName;

        Assert.Equal(0, ScratchFolder.RemoveStale(parent.Path));
        Assert.True(Directory.Exists(young));
    }
}
