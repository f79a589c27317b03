using System.Runtime.InteropServices;

namespace ContextFabric.Storage;

/// <summary>
/// A block of native memory, not cleared, for contents so large that they should not outlive their use by a moment:
/// a garbage collector takes its time over what is large. Not safe to use after <see cref="Dispose"/>.
/// </summary>
public sealed unsafe class NativeBytes : IDisposable
{
    private readonly int _length;
    private byte* _start;

    /// <summary>Takes a block.</summary>
    /// <exception cref="OutOfMemoryException">The system has no more memory.</exception>
    public NativeBytes(int length)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(length);
        _start = (byte*)NativeMemory.Alloc((nuint)length);
        _length = length;
    }

    /// <summary>The bytes.</summary>
    /// <exception cref="ObjectDisposedException">It was given back.</exception>
    public Span<byte> Bytes
    {
        get
        {
            ObjectDisposedException.ThrowIf(_start is null, this);
            return new Span<byte>(_start, _length);
        }
    }

    /// <summary>Gives the memory back. Harmless when repeated.</summary>
    public void Dispose()
    {
        NativeMemory.Free(_start);
        _start = null;
    }
}
