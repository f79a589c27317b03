namespace ContextFabric.Tf;

/// <summary>The escapes of text values: <c>\\</c>, <c>\t</c> and <c>\n</c>; any other backslash stands for itself.</summary>
internal static class TfEscapes
{
    /// <summary>Unescapes into <paramref name="target"/>, at least as long as the text; returns the length.</summary>
    /// <param name="text">The field.</param>
    /// <param name="target">Receives the value.</param>
    /// <param name="unknown">Offset of the first backslash that starts no escape, or −1.</param>
    public static int Unescape(ReadOnlySpan<byte> text, Span<byte> target, out int unknown)
    {
        unknown = -1;
        int length = 0;
        for (int i = 0; i < text.Length; i++)
        {
            byte unit = text[i];
            if (unit == (byte)'\\')
            {
                byte next = i + 1 < text.Length ? text[i + 1] : (byte)0;
                switch (next)
                {
                    case (byte)'\\':
                        i++;
                        break;
                    case (byte)'t':
                        unit = (byte)'\t';
                        i++;
                        break;
                    case (byte)'n':
                        unit = (byte)'\n';
                        i++;
                        break;
                    default:
                        unknown = unknown < 0 ? i : unknown;
                        break;
                }
            }

            target[length++] = unit;
        }

        return length;
    }
}
