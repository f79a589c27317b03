using ContextFabric.Storage.Raw;
using ContextFabric.Testing;
using Xunit;

namespace ContextFabric.Storage.Tests.Raw;

public sealed class SharedMemoryObjectTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly string _path;
    private readonly byte[] _content = new byte[100_001];

    public SharedMemoryObjectTests()
    {
        _path = _folder["some data"];
        new Random(8).NextBytes(_content);
        File.WriteAllBytes(_path, _content);
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void It_has_the_content_and_keeps_it_for_those_who_have_it_mapped()
    {
        RequireSharedMemory();
        SharedMemoryObject made = SharedMemoryObject.CreateFrom(_path);
        using MappedFile file = SharedMemoryObject.Open(made.Name);
        Assert.Contains(made.Name, SharedMemoryObject.List());
        made.Dispose();
        made.Dispose();
        Assert.False(SharedMemoryObject.Exists(made.Name));
        Assert.Throws<FileNotFoundException>(() => SharedMemoryObject.Open(made.Name));
        Assert.Equal(_content, file.Slice(0, _content.Length));
    }

    [Fact]
    public void A_missing_file_leaves_no_object()
    {
        RequireSharedMemory();
        string own = $"cfabric-{Environment.ProcessId}-";
        Assert.Throws<FileNotFoundException>(() => SharedMemoryObject.CreateFrom(_folder["missing"]));
        Assert.DoesNotContain(SharedMemoryObject.List(), name => name.StartsWith(own, StringComparison.Ordinal));
    }

    [Fact]
    public void What_a_killed_maker_left_behind_is_found_and_removed()
    {
        RequireSharedMemory();
        using ChildProcess maker = ChildProcess.Start(ChildCommands.ShareMemory, _path);
        string name = maker.ReadLine()!;
        Assert.DoesNotContain(name, SharedMemoryObject.RemoveAbandoned());
        maker.Kill();
        Assert.True(SharedMemoryObject.Exists(name));
        _ = SharedMemoryObject.RemoveAbandoned();
        Assert.False(SharedMemoryObject.Exists(name));
    }

    private static void RequireSharedMemory() => Assert.SkipUnless(SharedMemoryObject.IsSupported, "there is no /dev/shm here");
}
