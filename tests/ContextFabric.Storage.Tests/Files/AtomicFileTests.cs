using ContextFabric.Storage.Files;
using ContextFabric.Testing;
using Xunit;

namespace ContextFabric.Storage.Tests.Files;

public sealed class AtomicFileTests : IDisposable
{
    private readonly TempFolder _folder = new();

    private string Target => _folder["target"];

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_target_appears_with_publication_only()
    {
        using (var file = new AtomicFile(Target))
        {
            file.Stream.Write([1, 2, 3]);
            file.Stream.Flush();
            Assert.False(File.Exists(Target));
            Assert.Equal(_folder.Path, Path.GetDirectoryName(file.TemporaryPath));

            file.Publish();
        }

        Assert.Equal([1, 2, 3], File.ReadAllBytes(Target));
        Assert.Equal([Target], Directory.GetFileSystemEntries(_folder.Path));
    }

    [Fact]
    public void Without_publication_the_old_file_stays()
    {
        File.WriteAllBytes(Target, [9]);
        using (var file = new AtomicFile(Target))
        {
            file.Stream.Write([1, 2, 3]);
        }

        Assert.Equal([9], File.ReadAllBytes(Target));
        Assert.Equal([Target], Directory.GetFileSystemEntries(_folder.Path));
    }

    [Fact]
    public void Publication_replaces_the_old_file()
    {
        AtomicFile.WriteAllBytes(Target, [1]);
        AtomicFile.WriteAllBytes(Target, [2, 2]);

        Assert.Equal([2, 2], File.ReadAllBytes(Target));
    }

    [Fact]
    public void Two_writers_do_not_disturb_each_other()
    {
        using var one = new AtomicFile(Target);
        using var two = new AtomicFile(Target);
        one.Stream.WriteByte(1);
        two.Stream.WriteByte(2);

        two.Publish();
        Assert.Equal([2], File.ReadAllBytes(Target));
        one.Publish();
        Assert.Equal([1], File.ReadAllBytes(Target));
    }

    [Fact]
    public void A_folder_in_the_way_is_an_error_and_leaves_nothing()
    {
        Directory.CreateDirectory(Target);
        Exception? error = Record.Exception(() => AtomicFile.WriteAllBytes(Target, [1]));

        Assert.True(error is IOException or UnauthorizedAccessException, error?.ToString());
        Assert.Equal([Target], Directory.GetFileSystemEntries(_folder.Path));
    }

    [Fact]
    public void Missing_folder() => Assert.Throws<DirectoryNotFoundException>(() => new AtomicFile(_folder["none/target"]));

    [Fact]
    public void Leftovers_of_this_target_are_removed_and_nothing_else()
    {
        _folder.Write("target.tmp-1-abc", [1]);
        _folder.Write("target.tmp-2-def", [1]);
        _folder.Write("target", [1]);
        _folder.Write("target2.tmp-1-abc", [1]);
        _folder.Write("target.tmp", [1]);

        AtomicFile.RemoveLeftovers(Target);

        Assert.Equal(["target", "target.tmp", "target2.tmp-1-abc"], Directory.GetFiles(_folder.Path).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_killed_writer_leaves_the_old_file_and_a_leftover()
    {
        File.WriteAllBytes(Target, [9]);
        using (ChildProcess child = ChildProcess.Start(ChildCommands.WriteHalf, Target))
        {
            Assert.Equal("half", child.ReadLine());
            child.Kill();
        }

        Assert.Equal([9], File.ReadAllBytes(Target));
        Assert.Equal(2, Directory.GetFiles(_folder.Path).Length);
        AtomicFile.RemoveLeftovers(Target);
        Assert.Equal([Target], Directory.GetFiles(_folder.Path));
    }
}
