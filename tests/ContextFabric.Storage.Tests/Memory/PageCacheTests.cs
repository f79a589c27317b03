using ContextFabric.Storage.Files;
using ContextFabric.Storage.Memory;
using ContextFabric.Storage.Raw;
using ContextFabric.Testing;
using Xunit;

namespace ContextFabric.Storage.Tests.Memory;

public sealed class PageCacheTests : IDisposable
{
    private const int Pages = 200;
    private readonly TempFolder _folder = new();
    private readonly string _path;
    private readonly int _length = (Pages * Environment.SystemPageSize) - 100;

    public PageCacheTests()
    {
        _path = _folder["some data"];
        byte[] content = new byte[_length];
        new Random(9).NextBytes(content);
        File.WriteAllBytes(_path, content);
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_file_that_was_just_written_is_in_memory_until_it_is_evicted()
    {
        RequireEviction();
        Assert.Equal(_length, PageCache.ResidentBytes(_path));
        Assert.Equal(0, PageCache.TryEvict(_path));
        Assert.Equal(0, PageCache.ResidentBytes(_path));
        using MappedFile file = MappedFile.Open(_path);
        _ = file.TouchAll();
        Assert.Equal(_length, PageCache.ResidentBytes(_path));
    }

    [Fact]
    public void Pages_that_are_mapped_stay_until_their_mapper_pages_them_out()
    {
        RequireEviction();

        // pages that are not on disk yet cannot be paged out
        Assert.Equal(0, PageCache.TryEvict(_path));
        using (MappedFile file = MappedFile.Open(_path))
        {
            _ = file.TouchAll();
            Assert.Equal(_length, PageCache.TryEvict(_path));
            Assert.True(file.PageOut(0, file.Length));
            Assert.Equal(0, PageCache.ResidentBytes(_path));
            _ = file.TouchAll();
            Assert.Equal(_length, PageCache.ResidentBytes(_path));
        }

        Assert.Equal(0, PageCache.TryEvict(_path));
    }

    [Fact]
    public void Mappers_are_found_by_the_file_and_not_by_its_name()
    {
        LinuxOnly.Require();
        Assert.DoesNotContain(Environment.ProcessId, PageCache.FindMappers(_path)!.ProcessIds);
        using MappedFile file = MappedFile.Open(_path);
        string other = _folder["other name"];
        File.Move(_path, other);
        File.WriteAllBytes(_path, new byte[100]);
        Assert.Contains(Environment.ProcessId, PageCache.FindMappers(other)!.ProcessIds);
        Assert.DoesNotContain(Environment.ProcessId, PageCache.FindMappers(_path)!.ProcessIds);
    }

    [Fact]
    public void An_empty_file_has_nothing_in_memory_and_a_missing_one_is_an_error()
    {
        string empty = _folder["empty"];
        File.WriteAllBytes(empty, []);
        Assert.SkipUnless(OperatingSystem.IsLinux() || OperatingSystem.IsMacOS(), "only Unix tells which pages of a file are in memory");
        Assert.Equal(0, PageCache.ResidentBytes(empty));
        Assert.Throws<FileNotFoundException>(() => PageCache.ResidentBytes(_folder["missing"]));
    }

    [Theory]
    [InlineData(0xEF53u, FileSystemKind.Local, "ext4")]
    [InlineData(0x01021994u, FileSystemKind.Memory, "tmpfs")]
    [InlineData(0x794C7630u, FileSystemKind.Overlay, "overlay")]
    [InlineData(0x6969u, FileSystemKind.Network, "nfs")]
    [InlineData(0xFF534D42u, FileSystemKind.Network, "cifs")]
    [InlineData(0x65735546u, FileSystemKind.UserSpace, "fuse")]
    [InlineData(0x12345u, FileSystemKind.Unknown, "0x12345")]
    public void File_systems_are_known_by_their_numbers(uint magic, FileSystemKind kind, string name)
    {
        FileSystem found = FileSystem.FromMagic(magic);
        Assert.Equal((kind, name), (found.Kind, found.Name));
        Assert.Equal(kind is FileSystemKind.Network or FileSystemKind.UserSpace, found.IsRemote);
    }

    [Fact]
    public void The_file_system_of_a_path_is_told()
    {
        Assert.NotEqual("unknown", FileSystem.Of(_path).Name);
        Assert.SkipUnless(Directory.Exists("/dev/shm"), "there is no /dev/shm here");
        Assert.Equal(FileSystemKind.Memory, FileSystem.Of("/dev/shm").Kind);
        Assert.Equal(FileSystemKind.Unknown, FileSystem.Of("/no/such/path").Kind);
    }

    private void RequireEviction()
    {
        LinuxOnly.Require();
        Assert.SkipUnless(FileSystem.Of(_path).Kind == FileSystemKind.Local, "files of this file system are not evicted as those of a local disk");
    }
}
