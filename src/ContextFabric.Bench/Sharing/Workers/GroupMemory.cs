using ContextFabric.Storage.Memory;

namespace ContextFabric.Bench.Sharing;

/// <summary>What the control group of a worker says about its memory.</summary>
internal static class GroupMemory
{
    /// <summary>Limit, use and refaults; −1 for what is not known.</summary>
    public static IEnumerable<(string Name, object Value)> Counters()
    {
        SystemMemory? system = SystemMemory.Read();
        ControlGroupMemory? group = system?.ControlGroup;
        yield return ("limit", group?.Limit ?? -1);
        yield return ("current", group?.Current ?? -1);
        yield return ("file", group?.File ?? -1);
        yield return ("anonymous", group?.Anonymous ?? -1);

        // version 1 has a counter for the machine only
        yield return ("refaults", group?.FileRefaults ?? system?.FileRefaults ?? -1);
    }
}
