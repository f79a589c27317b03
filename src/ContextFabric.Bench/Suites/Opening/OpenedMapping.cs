using ContextFabric.Storage.Memory;

namespace ContextFabric.Bench.Suites.Opening;

/// <summary>What a process maps of the files of a corpus, in bytes.</summary>
internal static class OpenedMapping
{
    /// <summary>Size of the address ranges; null where the system does not tell.</summary>
    public static long? BytesOf(int processId, IReadOnlyCollection<string> files) =>
        SmapsMap.Read(processId)?.Where(mapping => files.Contains(mapping.Path)).Sum(mapping => (long)(mapping.End - mapping.Start));
}
