using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using ContextFabric.Storage.Raw;

namespace ContextFabric.Storage;

/// <summary>Throws kept out of hot methods, so that these stay small enough to be inlined.</summary>
[StackTraceHidden]
internal static class ThrowHelper
{
    /// <summary>An index read from a file that another thread closes meanwhile may be 0: that is not the caller's mistake.</summary>
    [DoesNotReturn]
    public static void IndexOutOfRange(MappedFile file, string key, long index, long length)
    {
        file.ThrowIfClosed();
        throw new ArgumentOutOfRangeException(nameof(index), $"Index {index} is not in 0..{length - 1} of array '{key}'.");
    }

    [DoesNotReturn]
    public static void RangeOutOfArray(string path, string key, long start, long length, long total)
        => throw new CorpusFormatException(
            FormatFault.Corrupt, path, $"array '{key}' has {total} elements, but {start}..{start + length} are referred to");
}
