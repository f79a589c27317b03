using ContextFabric.Storage.Memory;
using ContextFabric.Storage.Raw;
using ContextFabric.Testing;
using Xunit;

namespace ContextFabric.Storage.Tests;

/// <summary>File systems that cannot map files.</summary>
public sealed class MappingRefusalTests
{
    // a file with a length, as far as the system says, of a file system that maps nothing
    private const string Unmappable = "/sys/kernel/mm/transparent_hugepage/enabled";

    [Fact]
    public void What_cannot_be_mapped_is_known_from_what_is_not_there()
    {
        Assert.SkipUnless(File.Exists(Unmappable), "there is no file here that cannot be mapped");
        Assert.True(MappedFile.IsMappingRefused(Record.Exception(() => MappedFile.Open(Unmappable))!));
        Assert.False(MappedFile.IsMappingRefused(Record.Exception(() => MappedFile.Open("/no/such/file"))!));
    }

    [Fact]
    public void Then_the_store_is_read_and_says_so()
    {
        Assert.SkipUnless(File.Exists(Unmappable), "there is no file here that cannot be mapped");
        using var folder = new TempFolder();
        ScratchStore.Publish(folder["store"], writer => writer.Write<int>("numbers", [1, 2, 3]));
        using ArrayStore store = ArrayStore.OpenFile(folder["store"], Residence.Mapped, _ => MappedFile.Open(Unmappable));
        Assert.Equal(Residence.PrivateCopy, store.Residence);
        Assert.NotEmpty(store.MappingRefusal!);
        Assert.Equal([1, 2, 3], store.Get<int>("numbers").Span);
        Assert.Empty(store.Verify());
    }

    [Fact]
    public void A_store_that_can_be_mapped_has_no_such_reason()
    {
        using var folder = new TempFolder();
        ScratchStore.Publish(folder["store"], writer => writer.Write<int>("numbers", [1, 2, 3]));
        using ArrayStore store = ArrayStore.OpenFile(folder["store"]);
        Assert.Equal(Residence.Mapped, store.Residence);
        Assert.Null(store.MappingRefusal);
    }

    [Fact]
    public void Counters_of_reading_agree_with_those_of_the_process()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "only Linux counts what is read from disk");
        FaultCounters now = FaultCounters.Now();
        ProcessCounters process = ProcessCounters.Read(Environment.ProcessId)!;
        Assert.InRange(now.MajorFaults!.Value, process.MajorFaults!.Value - 20, process.MajorFaults.Value);
        Assert.InRange(now.ReadBytes!.Value, process.ReadBytes!.Value - (8 << 20), process.ReadBytes.Value);
        Assert.InRange(now.FileRefaults!.Value, 0, SystemMemory.Read()!.FileRefaults!.Value);
    }
}
