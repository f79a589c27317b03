using System.Globalization;
using System.Text;

namespace ContextFabric.Querying;

/// <summary>
/// Canonical decomposition of Unicode (NFD), from a table of its own: the runtime leaves texts as they are when
/// programs run with invariant globalization. Texts that a reader cannot tell apart have the same form.
/// </summary>
internal static class CanonicalForm
{
    private const int HangulFirst = 0xAC00;
    private const int HangulCount = 11172;

    private static readonly Lazy<Tables> s_tables = new(Load);

    /// <summary>The decomposed text.</summary>
    public static string Of(string text)
    {
        // All characters before U+00C0 stand for themselves.
        if (!text.AsSpan().ContainsAnyExceptInRange('\0', '\u00BF'))
        {
            return text;
        }

        Tables tables = s_tables.Value;
        var runes = new List<Rune>(text.Length + 8);
        foreach (Rune rune in text.EnumerateRunes())
        {
            int offset = rune.Value - HangulFirst;
            if ((uint)offset < HangulCount)
            {
                AddSyllable(runes, offset);
            }
            else if (tables.Parts.TryGetValue(rune, out Rune[]? parts))
            {
                runes.AddRange(parts);
            }
            else
            {
                runes.Add(rune);
            }
        }

        Order(runes, tables.Classes);
        var form = new StringBuilder(text.Length + 8);
        foreach (Rune rune in runes)
        {
            form.Append(rune.ToString());
        }

        return form.ToString();
    }

    // Marks on one character come in the order of their classes; those of one class keep their order.
    private static void Order(List<Rune> runes, Dictionary<Rune, byte> classes)
    {
        for (int start = 0; start < runes.Count; start++)
        {
            int end = start;
            while (end < runes.Count && classes.ContainsKey(runes[end]))
            {
                end++;
            }

            if (end - start > 1)
            {
                Rune[] marks = [.. runes[start..end].OrderBy(mark => classes[mark])];
                for (int i = 0; i < marks.Length; i++)
                {
                    runes[start + i] = marks[i];
                }
            }

            start = end;
        }
    }

    // A syllable is a leading consonant, a vowel and perhaps a trailing consonant, by arithmetic.
    private static void AddSyllable(List<Rune> runes, int offset)
    {
        const int Vowels = 21;
        const int Trailing = 28;
        runes.Add(new Rune(0x1100 + (offset / (Vowels * Trailing))));
        runes.Add(new Rune(0x1161 + (offset / Trailing % Vowels)));
        if (offset % Trailing > 0)
        {
            runes.Add(new Rune(0x11A7 + (offset % Trailing)));
        }
    }

    private static Tables Load()
    {
        var tables = new Tables([], []);
        using Stream stream = typeof(CanonicalForm).Assembly.GetManifestResourceStream("CanonicalForm.txt")!;
        using var reader = new StreamReader(stream);
        while (reader.ReadLine() is string line)
        {
            string[] sides = line.Split('=', ':');
            if (line.StartsWith('#'))
            {
                continue;
            }

            if (line.Contains('='))
            {
                tables.Parts.Add(CodePoint(sides[0]), Array.ConvertAll(sides[1].Split(' '), CodePoint));
                continue;
            }

            string[] range = sides[0].Split('-');
            byte order = byte.Parse(sides[1], CultureInfo.InvariantCulture);
            for (int point = CodePoint(range[0]).Value; point <= CodePoint(range[1]).Value; point++)
            {
                tables.Classes.Add(new Rune(point), order);
            }
        }

        return tables;
    }

    private static Rune CodePoint(string digits) => new(int.Parse(digits, NumberStyles.HexNumber, CultureInfo.InvariantCulture));

    private sealed record Tables(Dictionary<Rune, Rune[]> Parts, Dictionary<Rune, byte> Classes);
}
