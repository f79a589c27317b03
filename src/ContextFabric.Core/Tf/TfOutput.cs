using System.Buffers;
using System.Buffers.Text;
using System.Text;

namespace ContextFabric.Tf;

/// <summary>Buffered UTF-8 output of the parts of a <c>.tf</c> file.</summary>
internal sealed class TfOutput(Stream stream) : IDisposable
{
    private const int Longest = 24;

    private readonly byte[] _buffer = ArrayPool<byte>.Shared.Rent(64 * 1024);
    private int _length;
    private bool _firstRange = true;

    public void Byte(byte value)
    {
        if (_length == _buffer.Length)
        {
            Flush();
        }

        _buffer[_length++] = value;
    }

    public void Tab() => Byte((byte)'\t');

    public void EndLine() => Byte((byte)'\n');

    public void Bytes(ReadOnlySpan<byte> text)
    {
        while (text.Length > _buffer.Length - _length)
        {
            int part = _buffer.Length - _length;
            text[..part].CopyTo(_buffer.AsSpan(_length));
            _length += part;
            text = text[part..];
            Flush();
        }

        text.CopyTo(_buffer.AsSpan(_length));
        _length += text.Length;
    }

    public void Text(string text) => Bytes(Encoding.UTF8.GetBytes(text));

    public void Number(long value)
    {
        if (_buffer.Length - _length < Longest)
        {
            Flush();
        }

        Utf8Formatter.TryFormat(value, _buffer.AsSpan(_length), out int written);
        _length += written;
    }

    /// <summary>A text value, with backslashes, tabs and line feeds escaped.</summary>
    public void Value(ReadOnlySpan<byte> value)
    {
        while (true)
        {
            int at = value.IndexOfAny((byte)'\\', (byte)'\t', (byte)'\n');
            if (at < 0)
            {
                Bytes(value);
                return;
            }

            Bytes(value[..at]);
            Byte((byte)'\\');
            Byte(value[at] switch
            {
                (byte)'\t' => (byte)'t',
                (byte)'\n' => (byte)'n',
                _ => (byte)'\\',
            });
            value = value[(at + 1)..];
        }
    }

    /// <summary>One range of a node specification; a comma comes before all but the first.</summary>
    public void Range(int low, int high)
    {
        if (!_firstRange)
        {
            Byte((byte)',');
        }

        _firstRange = false;
        Number(low);
        if (high > low)
        {
            Byte((byte)'-');
            Number(high);
        }
    }

    public void StartSpec() => _firstRange = true;

    /// <summary>A node specification of ascending distinct nodes.</summary>
    public void Spec(ReadOnlySpan<int> nodes)
    {
        StartSpec();
        for (int i = 0; i < nodes.Length;)
        {
            int start = i;
            do
            {
                i++;
            }
            while (i < nodes.Length && nodes[i] == nodes[i - 1] + 1);
            Range(nodes[start], nodes[i - 1]);
        }
    }

    public void Flush()
    {
        stream.Write(_buffer, 0, _length);
        _length = 0;
    }

    public void Dispose() => ArrayPool<byte>.Shared.Return(_buffer);
}
