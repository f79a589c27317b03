using Xunit;

namespace ContextFabric.Storage.Tests.Memory;

internal static class LinuxOnly
{
    /// <summary>Skips the running test where the kernel does not account for memory under /proc.</summary>
    public static void Require() =>
        Assert.SkipUnless(OperatingSystem.IsLinux(), "memory is read from /proc/PID/smaps, which only Linux has");
}
