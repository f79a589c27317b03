using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using ContextFabric.Storage.Raw;

namespace ContextFabric.Storage.Npy;

/// <summary>
/// A single <c>.npy</c> file in one of the four access modes of numpy's <c>memmap</c>: the explicit counterpart
/// of <see cref="ArrayStore"/>, which is always read-only. One-dimensional, little-endian.
/// </summary>
/// <typeparam name="T">Element type.</typeparam>
public sealed class NpyArray<T> : IDisposable
    where T : unmanaged
{
    private readonly MappedFile _file;
    private readonly int _payload;

    internal NpyArray(MappedFile file, int payload, int length)
    {
        _file = file;
        _payload = payload;
        Length = length;
    }

    /// <summary>Number of elements.</summary>
    public int Length { get; }

    /// <summary>The mapping.</summary>
    public MappedFile File => _file;

    /// <summary>The elements.</summary>
    public ReadOnlySpan<T> Span => MemoryMarshal.Cast<byte, T>(_file.Slice(_payload, PayloadBytes));

    /// <summary>The elements for writing: to the file in the modes r+ and w+, to private pages in mode c.</summary>
    /// <exception cref="InvalidOperationException">The mode is r.</exception>
    public Span<T> WritableSpan => MemoryMarshal.Cast<byte, T>(_file.WritableSlice(_payload, PayloadBytes));

    private int PayloadBytes => checked(Length * Unsafe.SizeOf<T>());

    /// <summary>Writes changes to the file and waits for it (modes r+ and w+).</summary>
    public void Flush() => _file.Flush();

    /// <summary>Flushes and closes the array.</summary>
    public void Dispose() => _file.Dispose();
}
