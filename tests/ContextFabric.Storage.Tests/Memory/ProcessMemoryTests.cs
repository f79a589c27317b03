using ContextFabric.Storage.Memory;
using Xunit;

namespace ContextFabric.Storage.Tests.Memory;

public sealed class ProcessMemoryTests
{
    [Fact]
    public void Own_process_has_consistent_figures()
    {
        LinuxOnly.Require();

        ProcessMemory memory = ProcessMemory.Read(Environment.ProcessId)!;

        Assert.NotNull(memory);
        Assert.Equal(Environment.ProcessId, memory.ProcessId);
        Assert.InRange(memory.Rss, 1 << 20, 1L << 40);
        Assert.InRange(memory.Pss, 1, memory.Rss);
        Assert.InRange(memory.Uss, 1, memory.Pss);
        Assert.Equal(memory.Rss, memory.SharedClean + memory.SharedDirty + memory.PrivateClean + memory.PrivateDirty);
        Assert.True(memory.PageTables > 0);
        Assert.True(memory.MinorFaults > 0);
        Assert.NotNull(memory.MajorFaults);
        Assert.NotNull(memory.ReadBytes);
    }

    [Fact]
    public unsafe void Private_memory_shows_as_USS()
    {
        LinuxOnly.Require();
        const int Size = 64 << 20;
        byte[] block = GC.AllocateUninitializedArray<byte>(Size, pinned: true);
        block.AsSpan().Fill(1);

        // other tests allocate at the same time, so the block is looked for by its address, not by a difference
        ulong middle;
        fixed (byte* start = block)
        {
            middle = (ulong)start + (Size / 2);
        }

        MemoryMapping mapping = SmapsMap.Read(Environment.ProcessId)!.Single(m => m.Start <= middle && middle < m.End);
        ProcessMemory memory = ProcessMemory.Read(Environment.ProcessId)!;

        Assert.InRange(mapping.PrivateDirty, Size * 9L / 10, mapping.Length);
        Assert.True(memory.Uss >= Size * 9L / 10 && memory.Anonymous >= Size * 9L / 10);
        GC.KeepAlive(block);
    }

    [Fact]
    public void Unknown_process_gives_null()
    {
        Assert.Null(ProcessMemory.Read(int.MaxValue));
        Assert.Null(SmapsMap.Read(int.MaxValue));
    }

    [Theory]
    [InlineData("12 (cat) R 1 12 12 0 -1 4194304 101 0 3 0 1 2 0", 101L, 3L)]
    [InlineData("12 (od) d) (name) S 1 12 12 0 -1 4194304 7 0 0 0 1 2 0", 7L, 0L)]
    [InlineData("12 (cut", null, null)]
    [InlineData("", null, null)]
    public void Fault_counters_are_found_behind_any_command_name(string line, long? minor, long? major)
    {
        Assert.Equal((minor, major), ProcessMemory.ParseFaults(line));
    }
}
