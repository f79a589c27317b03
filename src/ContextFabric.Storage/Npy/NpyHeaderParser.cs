using System.Globalization;

namespace ContextFabric.Storage.Npy;

/// <summary>Parses the Python dict literal of a <c>.npy</c> header; accepts any key order and both quote marks.</summary>
internal sealed class NpyHeaderParser(string text, string path)
{
    private int _at;

    public NpyHeader Parse(int payloadOffset)
    {
        string? descr = null;
        bool? fortran = null;
        long[]? shape = null;
        Expect('{');
        while (Peek() != '}')
        {
            string key = Quoted();
            Expect(':');
            switch (key)
            {
                case "descr" when descr is null:
                    if (Peek() == '[')
                    {
                        throw Fault("structured arrays are not supported");
                    }

                    descr = Quoted();
                    break;
                case "fortran_order" when fortran is null:
                    fortran = Word() switch
                    {
                        "True" => true,
                        "False" => false,
                        string other => throw Fault($"fortran_order is '{other}', True or False expected"),
                    };
                    break;
                case "shape" when shape is null:
                    shape = Shape();
                    break;
                default:
                    throw Fault($"unexpected key '{key}'");
            }

            if (Peek() == ',')
            {
                _at++;
            }
        }

        Expect('}');
        if (text.AsSpan(_at).TrimEnd("\n ").Length > 0)
        {
            throw Fault("text follows the closing brace");
        }

        if (descr is null || fortran is null || shape is null)
        {
            throw Fault("descr, fortran_order and shape are expected");
        }

        int size = ItemSize(descr);
        CheckSize(shape, size);
        return new NpyHeader(descr[1], size, descr[0] == '>' && size > 1, shape, fortran.Value, payloadOffset);
    }

    private int ItemSize(string descr)
    {
        if (descr.Length >= 3 && "<>|=".Contains(descr[0], StringComparison.Ordinal)
            && int.TryParse(descr.AsSpan(2), NumberStyles.None, CultureInfo.InvariantCulture, out int size))
        {
            if (descr[1] is 'b' or 'i' or 'u' or 'f' && size is 1 or 2 or 4 or 8)
            {
                return size;
            }
        }

        throw Fault(descr.EndsWith('O') ? "arrays of Python objects are not supported" : $"element type '{descr}' is not supported");
    }

    /// <summary>Refuses what has more bytes than a file can, so that products of dimensions never overflow.</summary>
    private void CheckSize(long[] shape, int size)
    {
        Int128 bytes = size;
        foreach (long dimension in shape)
        {
            bytes *= dimension;
            if (bytes > long.MaxValue)
            {
                throw Fault("the shape is too large");
            }
        }
    }

    private long[] Shape()
    {
        long[] shape = [];
        Expect('(');
        while (Peek() != ')')
        {
            int start = _at;
            while (_at < text.Length && char.IsAsciiDigit(text[_at]))
            {
                _at++;
            }

            if (!long.TryParse(text.AsSpan(start, _at - start), NumberStyles.None, CultureInfo.InvariantCulture, out long dimension))
            {
                throw Fault("a dimension is not a number");
            }

            Array.Resize(ref shape, shape.Length + 1);
            shape[^1] = dimension;
            if (_at < text.Length && text[_at] == 'L')
            {
                _at++;
            }

            if (Peek() == ',')
            {
                _at++;
            }
        }

        Expect(')');
        return shape;
    }

    private char Peek()
    {
        while (_at < text.Length && text[_at] is ' ' or '\t' or '\r' or '\n')
        {
            _at++;
        }

        return _at < text.Length ? text[_at] : '\0';
    }

    private void Expect(char wanted)
    {
        if (Peek() != wanted)
        {
            throw Fault($"'{wanted}' expected at position {_at}");
        }

        _at++;
    }

    private string Quoted()
    {
        char quote = Peek();
        int end = quote is '\'' or '"' ? text.IndexOf(quote, _at + 1) : -1;
        if (end < 0)
        {
            throw Fault($"a quoted name expected at position {_at}");
        }

        string word = text[(_at + 1)..end];
        _at = end + 1;
        return word;
    }

    private string Word()
    {
        _ = Peek();
        int start = _at;
        while (_at < text.Length && char.IsAsciiLetter(text[_at]))
        {
            _at++;
        }

        return text[start.._at];
    }

    private CorpusFormatException Fault(string reason) => new(FormatFault.Corrupt, path, $"malformed .npy header: {reason}");
}
