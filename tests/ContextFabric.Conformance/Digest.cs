using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace ContextFabric.Conformance;

/// <summary>SHA-256 over long answers in the notation of the recorded files: numbers with commas, rows with semicolons.</summary>
internal sealed class Digest : IDisposable
{
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly byte[] _buffer = new byte[1 << 16];
    private int _used;

    public Digest Number(long number)
    {
        Reserve(24);
        Utf8Formatter.TryFormat(number, _buffer.AsSpan(_used), out int written);
        _used += written;
        return this;
    }

    public Digest Text(string text)
    {
        Flush();
        _hash.AppendData(Encoding.UTF8.GetBytes(text));
        return this;
    }

    public Digest Mark(char mark)
    {
        Reserve(1);
        _buffer[_used++] = (byte)mark;
        return this;
    }

    public Digest Row(ReadOnlySpan<int> row)
    {
        for (int i = 0; i < row.Length; i++)
        {
            if (i > 0)
            {
                Mark(',');
            }

            Number(row[i]);
        }

        return this;
    }

    /// <summary>The rows for first..last, separated by semicolons.</summary>
    public Digest Rows(int first, int last, Func<int, int[]> row)
    {
        for (int key = first; key <= last; key++)
        {
            if (key > first)
            {
                Mark(';');
            }

            Row(row(key));
        }

        return this;
    }

    public string Hex()
    {
        Flush();
        return Convert.ToHexStringLower(_hash.GetCurrentHash());
    }

    public void Dispose() => _hash.Dispose();

    public static string Of(ReadOnlySpan<int> row)
    {
        using var digest = new Digest();
        return digest.Row(row).Hex();
    }

    private void Reserve(int bytes)
    {
        if (_used + bytes > _buffer.Length)
        {
            Flush();
        }
    }

    private void Flush()
    {
        _hash.AppendData(_buffer, 0, _used);
        _used = 0;
    }
}
