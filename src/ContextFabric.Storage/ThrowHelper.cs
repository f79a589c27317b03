using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;

namespace ContextFabric.Storage;

/// <summary>Throws kept out of hot methods, so that these stay small enough to be inlined.</summary>
[StackTraceHidden]
internal static class ThrowHelper
{
    [DoesNotReturn]
    public static void IndexOutOfRange(string key, long index, long length)
        => throw new ArgumentOutOfRangeException(nameof(index), $"Index {index} is not in 0..{length - 1} of array '{key}'.");

    [DoesNotReturn]
    public static void RangeOutOfArray(string path, string key, long start, long length, long total)
        => throw new CorpusFormatException(
            FormatFault.Corrupt, path, $"array '{key}' has {total} elements, but {start}..{start + length} are referred to");
}
