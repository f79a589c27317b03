using ContextFabric.Storage.Memory;
using Xunit;

namespace ContextFabric.Storage.Tests.Memory;

public sealed class CounterTests
{
    [Fact]
    public void Counters_of_this_process_agree_with_the_account_of_its_pages()
    {
        LinuxOnly.Require();
        ProcessCounters counters = ProcessCounters.Read(Environment.ProcessId)!;
        ProcessMemory memory = ProcessMemory.Read(Environment.ProcessId)!;

        // the kernel keeps the cheap counters by thread, and adds them up when they have grown a little
        Assert.InRange(counters.Rss!.Value, memory.Rss * 0.8, memory.Rss * 1.2);
        Assert.InRange(counters.RssAnonymous!.Value, memory.Anonymous * 0.8, memory.Anonymous * 1.2);
        Assert.Equal(counters.Rss, counters.RssAnonymous + counters.RssFile + counters.RssShared);
        Assert.True(counters.PeakRss >= counters.Rss);
        Assert.True(counters.Threads > 1);
        Assert.True(counters.UserTime > TimeSpan.Zero);
        Assert.True(counters.MinorFaults > 1000);
        Assert.NotNull(counters.MajorFaults);
        Assert.True(counters.PageTables > 0);
    }

    [Fact]
    public void The_peak_can_be_set_back()
    {
        LinuxOnly.Require();
        const int Size = 200 << 20;
        TouchAndForget(Size);
        long peak = ProcessCounters.Read(Environment.ProcessId)!.PeakRss!.Value;
        Assert.True(ProcessCounters.TryResetPeak());
        Assert.True(ProcessCounters.Read(Environment.ProcessId)!.PeakRss < peak - (Size / 2));
    }

    [Fact]
    public void A_process_that_is_not_there_has_no_counters() => Assert.Null(ProcessCounters.Read(int.MaxValue));

    [Fact]
    public void The_memory_of_the_machine_adds_up()
    {
        LinuxOnly.Require();
        SystemMemory memory = SystemMemory.Read()!;
        Assert.True(memory.Total > memory.Available);
        Assert.True(memory.Cached > 0 && memory.Mapped > 0 && memory.Anonymous > 0);
        Assert.True(memory.MajorFaults > 0);
        Assert.NotNull(memory.FileRefaults);
        if (memory.ControlGroup is { } group)
        {
            Assert.InRange(group.Version, 1, 2);
            Assert.True(group.Current >= 0 && group.Anonymous >= 0 && group.File >= 0);
        }
    }

    private static unsafe void TouchAndForget(int size)
    {
        void* memory = System.Runtime.InteropServices.NativeMemory.AllocZeroed((nuint)size);
        new Span<byte>(memory, size).Fill(1);
        System.Runtime.InteropServices.NativeMemory.Free(memory);
    }
}
