using System.Buffers;
using System.Buffers.Text;
using System.Text;
using System.Text.Unicode;

namespace ContextFabric;

/// <summary>
/// Collects UTF-8 text in a pooled buffer. Without a destination it grows; with one it passes full buffers on.
/// Only whole texts are appended, so a buffer never ends inside a character. Dispose gives the buffer back.
/// </summary>
internal ref struct Utf8Output
{
    private const int InitialSize = 4096;
    private readonly TextWriter? _text;
    private readonly IBufferWriter<byte>? _bytes;
    private byte[] _buffer;
    private int _length;

    public Utf8Output(TextWriter? text, IBufferWriter<byte>? bytes)
    {
        _text = text;
        _bytes = bytes;
        _buffer = ArrayPool<byte>.Shared.Rent(InitialSize);
    }

    /// <summary>Everything appended so far; only without a destination.</summary>
    public readonly ReadOnlySpan<byte> Written => _buffer.AsSpan(0, _length);

    /// <summary>Forgets everything appended so far.</summary>
    public void Clear() => _length = 0;

    public void Append(scoped ReadOnlySpan<byte> text)
    {
        if (text.Length > _buffer.Length - _length)
        {
            MakeRoom(text.Length);
        }

        text.CopyTo(_buffer.AsSpan(_length));
        _length += text.Length;
    }

    public void Append(long number)
    {
        const int LongestNumber = 20;
        if (_buffer.Length - _length < LongestNumber)
        {
            MakeRoom(LongestNumber);
        }

        Utf8Formatter.TryFormat(number, _buffer.AsSpan(_length), out int written);
        _length += written;
    }

    public void Append(string? text)
    {
        if (text is null)
        {
            return;
        }

        int length = Encoding.UTF8.GetByteCount(text);
        if (length > _buffer.Length - _length)
        {
            MakeRoom(length);
        }

        _length += Encoding.UTF8.GetBytes(text, _buffer.AsSpan(_length));
    }

    /// <summary>Everything appended so far; only without a destination.</summary>
    public override readonly string ToString() => Encoding.UTF8.GetString(_buffer, 0, _length);

    /// <summary>Copies everything as UTF-16; false when it does not fit.</summary>
    public readonly bool TryCopyTo(Span<char> destination, out int written)
    {
        if (Utf8.ToUtf16(_buffer.AsSpan(0, _length), destination, out _, out written) == OperationStatus.Done)
        {
            return true;
        }

        written = 0;
        return false;
    }

    /// <summary>Passes what is left on to the destination.</summary>
    public void Flush()
    {
        ReadOnlySpan<byte> pending = _buffer.AsSpan(0, _length);
        if (_bytes is not null)
        {
            _bytes.Write(pending);
        }
        else if (_text is not null)
        {
            char[] chars = ArrayPool<char>.Shared.Rent(pending.Length);
            int count = Encoding.UTF8.GetChars(pending, chars);
            _text.Write(chars, 0, count);
            ArrayPool<char>.Shared.Return(chars);
        }

        _length = 0;
    }

    public void Dispose()
    {
        ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = [];
        _length = 0;
    }

    private void MakeRoom(int needed)
    {
        if (_text is not null || _bytes is not null)
        {
            Flush();
            if (needed <= _buffer.Length)
            {
                return;
            }
        }

        int wanted = (int)Math.Min(Math.Max(2L * _buffer.Length, (long)_length + needed), Array.MaxLength);
        byte[] larger = ArrayPool<byte>.Shared.Rent(wanted);
        _buffer.AsSpan(0, _length).CopyTo(larger);
        ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = larger;
    }
}
