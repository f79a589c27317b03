using System.Text.Json;
using ContextFabric.Bench.Machine;
using Xunit;

namespace ContextFabric.Bench.Tests.Machine;

public sealed class EnvironmentTests
{
    [Fact]
    public void It_says_what_the_run_depends_on()
    {
        EnvironmentRecord record = EnvironmentReader.Read(anonymize: false);
        Assert.Equal(Environment.MachineName, record.HostName);
        Assert.Equal(Environment.ProcessorCount, record.Hardware.CpuThreads);
        Assert.Equal(ProductInfo.IsDebug ? "Debug" : "Release", record.Software.Build);
        Assert.True(record.ClockResolutionNs > 0);
        if (OperatingSystem.IsLinux())
        {
            Assert.NotNull(record.Kernel);
            Assert.True(record.Memory.Total > record.Memory.Available && record.Hardware.RamTotalGb > 0);
        }
    }

    [Fact]
    public void Anonymous_it_has_no_host() =>
        Assert.DoesNotContain($"\"{Environment.MachineName}\"", JsonSerializer.Serialize(EnvironmentReader.Read(anonymize: true), MachineJson.Instance.EnvironmentRecord), StringComparison.Ordinal);

    [Fact]
    public void The_noise_of_the_machine_is_a_median_with_a_spread()
    {
        var noise = NoiseCheck.Run();
        Assert.Equal(30, noise.Repetitions);
        Assert.True(noise.MedianMs > 0 && noise.MadMs >= 0);
    }

    [Fact]
    public void Processor_time_is_read_behind_a_command_name_of_any_kind()
    {
        RequestCounters counters = RequestCounters.Parse("7 (a) b (c)) S 1 7 7 0 -1 4194560 123 0 45 0 250 30 0 0 20 0 1 0 100 0 0");
        Assert.Equal((2500, 300, 123, 45), (counters.UserMs, counters.SystemMs, counters.MinorFaults, counters.MajorFaults));
    }
}
