using System.Globalization;
using ContextFabric.Storage.Memory;

namespace ContextFabric.Bench.Suites.Memory;

/// <summary>How many processes of a kind may be started without driving the machine into a corner.</summary>
/// <param name="Available">Bytes that new programs could have when the measurement began.</param>
internal sealed record MemoryBudget(long Available)
{
    private const double Share = 0.6;

    /// <summary>What the machine has now, or its container if that has less.</summary>
    public static MemoryBudget Read()
    {
        SystemMemory? memory = SystemMemory.Read();
        long available = memory?.Available ?? GC.GetGCMemoryInfo().TotalAvailableMemoryBytes;
        return new MemoryBudget(memory?.ControlGroup is { Limit: { } limit, Anonymous: { } used } ? Math.Min(available, limit - used) : available);
    }

    /// <summary>Why so many processes would be too many; null when they would not.</summary>
    /// <param name="processes">How many are to be started.</param>
    /// <param name="perProcess">Private bytes of one of them, as measured with fewer.</param>
    public string? Refusal(int processes, long perProcess)
    {
        double needed = (double)processes * perProcess;
        const double Mebi = 1 << 20;
        return needed <= Share * Available ? null : string.Create(
            CultureInfo.InvariantCulture,
            $"{processes} processes would have about {needed / Mebi:0} MiB of their own, more than {Share * 100:0} % of the {Available / Mebi:0} MiB that are available");
    }
}
