using System.Buffers;

namespace ContextFabric.Tf;

/// <summary>Way back to the shared pool for the columns of parsed features.</summary>
internal static class TfPool
{
    public static readonly Action<int[]> Return = static column => ArrayPool<int>.Shared.Return(column);

    public static readonly Action<long[]> ReturnLong = static column => ArrayPool<long>.Shared.Return(column);
}
