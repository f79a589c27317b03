using System.Buffers.Text;
using System.Text;
using ContextFabric.Diagnostics;
using ContextFabric.Storage;

namespace ContextFabric.Compile;

/// <summary>
/// Counts the characters of each text format: over every value of every feature the format names, on all
/// nodes, once per feature. Works on distinct values and how often they occur, never on nodes.
/// </summary>
internal sealed class CharacterCounter
{
    private const int AsciiCount = 128;
    private readonly Dictionary<string, SortedDictionary<int, long>> _byFeature = new(StringComparer.Ordinal);

    /// <summary>Writes the counts of all formats.</summary>
    public static void Write(Corpus corpus, IArrayWriter writer, DiagnosticBag diagnostics)
    {
        var counter = new CharacterCounter();
        var starts = new List<int> { 0 };
        var characters = new List<int>();
        var counts = new List<long>();
        foreach (OtextFormat format in corpus.Otext.Formats)
        {
            TextTemplate template = TextFormats.Parse(format.Template, corpus);
            foreach ((int character, long count) in counter.CountAll(template.FeatureNames, corpus.Features))
            {
                characters.Add(character);
                counts.Add(count);
            }

            starts.Add(characters.Count);
        }

        writer.Write<int>(CharacterTable.StartMember, starts.ToArray());
        writer.Write<int>(CharacterTable.CharacterMember, characters.ToArray());
        writer.Write<long>(CharacterTable.CountMember, counts.ToArray());
    }

    private SortedDictionary<int, long> CountAll(IReadOnlyList<string> names, NodeFeatures features)
    {
        var total = new SortedDictionary<int, long>();
        foreach (string name in names)
        {
            if (features.TryGet(name, out NodeFeature? feature))
            {
                foreach ((int character, long count) in CountOne(feature))
                {
                    total[character] = total.GetValueOrDefault(character) + count;
                }
            }
        }

        return total;
    }

    private SortedDictionary<int, long> CountOne(NodeFeature feature)
    {
        if (_byFeature.TryGetValue(feature.Name, out SortedDictionary<int, long>? known))
        {
            return known;
        }

        long[] ascii = new long[AsciiCount];
        var counts = new SortedDictionary<int, long>();
        if (feature is StringFeature text)
        {
            for (int code = 1; code <= text.DistinctCount; code++)
            {
                Count(text.Utf8Of(code), text.CountOf(code), ascii, counts);
            }
        }
        else if (feature is IntFeature numbers)
        {
            Span<byte> digits = stackalloc byte[20];
            for (int code = 1; code <= numbers.DistinctCount; code++)
            {
                Utf8Formatter.TryFormat(numbers.ValueOf(code), digits, out int length);
                Count(digits[..length], numbers.CountOf(code), ascii, counts);
            }
        }

        for (int i = 0; i < AsciiCount; i++)
        {
            if (ascii[i] > 0)
            {
                counts[i] = ascii[i];
            }
        }

        _byFeature.Add(feature.Name, counts);
        return counts;
    }

    private static void Count(ReadOnlySpan<byte> value, long times, long[] ascii, SortedDictionary<int, long> counts)
    {
        while (!value.IsEmpty)
        {
            int length = 1;
            if (value[0] < AsciiCount)
            {
                ascii[value[0]] += times;
            }
            else
            {
                Rune.DecodeFromUtf8(value, out Rune character, out length);
                counts[character.Value] = counts.GetValueOrDefault(character.Value) + times;
            }

            value = value[length..];
        }
    }
}
