using System.Buffers;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace ContextFabric.Tf;

/// <summary>
/// Cuts text into lines and fields. A vectorised pass notes the positions of line feeds, tabs and
/// backslashes of one window at a time; the lines are put together from those, so that short lines
/// do not pay for a search of their own.
/// </summary>
internal ref struct TfScanner
{
    private const int Window = 16 * 1024;

    private readonly ReadOnlySpan<byte> _data;
    private int[]? _marks;
    private int _count;
    private int _next;
    private int _scanned;
    private int _lineStart;

    public TfScanner(ReadOnlySpan<byte> data, int start, int line)
    {
        _data = data;
        _marks = ArrayPool<int>.Shared.Rent(Window);
        _scanned = start;
        _lineStart = start;
        Line = line - 1;
    }

    /// <summary>Number of the current line.</summary>
    public int Line;

    /// <summary>Bounds of the current line, without its end.</summary>
    public int Start, End;

    /// <summary>Number of tabs in the line and the positions of the first two.</summary>
    public int Tabs, Tab1, Tab2;

    /// <summary>True when the line has a backslash.</summary>
    public bool Escapes;

    public readonly ReadOnlySpan<byte> Text => _data[Start..End];

    /// <summary>Part of the text, by position.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly ReadOnlySpan<byte> Field(int from, int to) => _data[from..to];

    /// <summary>Moves to the next line; false at the end.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public bool Read()
    {
        Start = _lineStart;
        Tabs = 0;
        Escapes = false;
        while (true)
        {
            while (_next < _count)
            {
                int at = _marks![_next++];
                byte mark = _data[at];
                if (mark == (byte)'\n')
                {
                    End = at;
                    _lineStart = at + 1;
                    Line++;
                    return true;
                }

                if (mark == (byte)'\t')
                {
                    if (Tabs == 0)
                    {
                        Tab1 = at;
                    }
                    else if (Tabs == 1)
                    {
                        Tab2 = at;
                    }

                    Tabs++;
                }
                else
                {
                    Escapes = true;
                }
            }

            if (_scanned == _data.Length)
            {
                return ReadLast();
            }

            Scan();
        }
    }

    public void Dispose()
    {
        if (_marks is not null)
        {
            ArrayPool<int>.Shared.Return(_marks);
            _marks = null;
        }
    }

    private bool ReadLast()
    {
        // A line feed at the very end opens no further line.
        if (_lineStart == _data.Length)
        {
            return false;
        }

        End = _data.Length;
        _lineStart = End;
        Line++;
        return true;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Scan()
    {
        int start = _scanned;
        int end = Math.Min(start + Window, _data.Length);
        ReadOnlySpan<byte> data = _data[..end];
        Span<int> marks = _marks;
        int count = 0;
        int at = start;
        if (Vector256.IsHardwareAccelerated)
        {
            Vector256<byte> feed = Vector256.Create((byte)'\n');
            Vector256<byte> tab = Vector256.Create((byte)'\t');
            Vector256<byte> escape = Vector256.Create((byte)'\\');
            for (; at <= end - 32; at += 32)
            {
                Vector256<byte> chunk = Vector256.Create(data.Slice(at, 32));
                Vector256<byte> hits = Vector256.Equals(chunk, feed) | Vector256.Equals(chunk, tab) | Vector256.Equals(chunk, escape);
                for (uint bits = hits.ExtractMostSignificantBits(); bits != 0; bits &= bits - 1)
                {
                    marks[count++] = at + BitOperations.TrailingZeroCount(bits);
                }
            }
        }

        for (; at < end; at++)
        {
            if (data[at] is (byte)'\n' or (byte)'\t' or (byte)'\\')
            {
                marks[count++] = at;
            }
        }

        _scanned = end;
        _count = count;
        _next = 0;
    }
}
