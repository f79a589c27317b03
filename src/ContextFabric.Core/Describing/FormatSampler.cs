using System.Buffers;
using System.Text;

namespace ContextFabric.Describing;

/// <summary>
/// Walks over nodes in ascending order and picks each one whose text has a character that no text picked before has.
/// Nodes with the same values have the same text, so that almost all of them are passed over by their codes alone.
/// </summary>
internal sealed class FormatSampler
{
    private const int TableBits = 15;
    private readonly Corpus _corpus;
    private readonly TextFormat _format;
    private readonly TextFormat? _counterpart;
    private readonly NodeFeature[] _features;
    private readonly int[] _bits;
    private readonly bool _hasExactKey;
    private readonly HashSet<Rune> _covered = [];
    private readonly HashSet<Rune>? _possible;

    /// <summary>Prepares a walk.</summary>
    /// <param name="corpus">The corpus.</param>
    /// <param name="format">The format that is to be covered.</param>
    /// <param name="counterpart">A format whose text must not be empty, or null.</param>
    public FormatSampler(Corpus corpus, TextFormat format, TextFormat? counterpart)
    {
        _corpus = corpus;
        _format = format;
        _counterpart = counterpart;
        string[] names = [.. format.Features.Concat(counterpart?.Features ?? []).Distinct(StringComparer.Ordinal)];
        _features = [.. names.Where(corpus.Features.Contains).Select(name => corpus.Features[name])];
        _bits = Array.ConvertAll(_features, feature => 32 - int.LeadingZeroCount(feature.DistinctCount));

        // A variable may also stand for the type; that is the same for all nodes of a walk.
        _hasExactKey = _bits.Sum() <= 63;
        _possible = Array.TrueForAll(_features, feature => feature is StringFeature) ? PossibleCharacters(corpus, format) : null;
    }

    /// <summary>Number of characters covered so far.</summary>
    public int Characters => _covered.Count;

    /// <summary>Walks.</summary>
    /// <param name="nodes">Nodes of one type, on which the format is applied as it is.</param>
    /// <param name="pick">Takes a node, its text and that of the counterpart.</param>
    public void Run(NodeRange nodes, Action<int, string, string> pick)
    {
        int uncovered = _possible?.Count ?? int.MaxValue;
        ulong[] seen = ArrayPool<ulong>.Shared.Rent(1 << TableBits);
        seen.AsSpan().Clear();
        var output = new Utf8Output(null, null);
        try
        {
            for (int node = nodes.First; node <= nodes.Last && uncovered > 0; node++)
            {
                if (IsRepeated(node, seen) || !BringsCharacter(node, ref output))
                {
                    continue;
                }

                string text = output.ToString().Trim();
                string other = _counterpart is null ? "" : _corpus.Text.Get(node, _counterpart, Descend.Never).Trim();
                if (_counterpart is null || other.Length > 0)
                {
                    pick(node, text, other);
                    foreach (Rune character in text.EnumerateRunes())
                    {
                        if (_covered.Add(character) && _possible is not null && _possible.Contains(character))
                        {
                            uncovered--;
                        }
                    }
                }
            }
        }
        finally
        {
            output.Dispose();
            ArrayPool<ulong>.Shared.Return(seen);
        }

        _corpus.ThrowIfClosed();
    }

    // Blanks of the template are left out: they may stand at the ends of all texts, and then the walk would never end early.
    private static HashSet<Rune> PossibleCharacters(Corpus corpus, TextFormat format)
    {
        HashSet<Rune> possible = [.. corpus.Text.Characters(format).Select(c => c.Character)];
        foreach (TextPiece piece in TextFormats.Parse(format.Template, corpus).Pieces)
        {
            possible.UnionWith(piece.Text.EnumerateRunes().Where(character => !Rune.IsWhiteSpace(character)));
        }

        return possible;
    }

    /// <summary>True when a node with the same values was seen lately: the table forgets those that fall on a taken place.</summary>
    private bool IsRepeated(int node, ulong[] seen)
    {
        if (!_hasExactKey)
        {
            return false;
        }

        ulong key = 1;
        for (int i = 0; i < _features.Length; i++)
        {
            key = (key << _bits[i]) | (uint)_features[i].CodeAt(node);
        }

        ref ulong place = ref seen[(int)((key * 0x9E3779B97F4A7C15) >> (64 - TableBits))];
        if (place == key)
        {
            return true;
        }

        place = key;
        return false;
    }

    private bool BringsCharacter(int node, ref Utf8Output output)
    {
        output.Clear();
        _format.Render(node, ref output);
        ReadOnlySpan<byte> rest = Trim(output.Written);
        while (Rune.DecodeFromUtf8(rest, out Rune character, out int length) == OperationStatus.Done)
        {
            if (!_covered.Contains(character))
            {
                return true;
            }

            rest = rest[length..];
        }

        return false;
    }

    private static ReadOnlySpan<byte> Trim(ReadOnlySpan<byte> text)
    {
        while (Rune.DecodeFromUtf8(text, out Rune first, out int length) == OperationStatus.Done && Rune.IsWhiteSpace(first))
        {
            text = text[length..];
        }

        while (Rune.DecodeLastFromUtf8(text, out Rune last, out int length) == OperationStatus.Done && Rune.IsWhiteSpace(last))
        {
            text = text[..^length];
        }

        return text;
    }
}
