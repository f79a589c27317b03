using System.Text;
using ContextFabric.Compile;

namespace ContextFabric;

/// <summary>The character counts of all text formats, by position of the format.</summary>
internal sealed class CharacterTable
{
    public const string StartMember = "characters/start";
    public const string CharacterMember = "characters/character";
    public const string CountMember = "characters/count";
    private readonly DerivedArray<int> _starts;
    private readonly DerivedArray<int> _characters;
    private readonly DerivedArray<long> _counts;

    public CharacterTable(Corpus corpus)
    {
        var arrays = DerivedArrays.Open(corpus, StartMember, CharacterCounter.Write);
        _starts = arrays.Get<int>(StartMember);
        _characters = arrays.Get<int>(CharacterMember);
        _counts = arrays.Get<long>(CountMember);
    }

    public IReadOnlyList<CharacterCount> Of(int format)
    {
        int start = _starts.Span[format];
        int end = _starts.Span[format + 1];
        var counts = new CharacterCount[Math.Max(end - start, 0)];
        for (int i = 0; i < counts.Length; i++)
        {
            counts[i] = new CharacterCount(new Rune(_characters.Span[start + i]), _counts.Span[start + i]);
        }

        return counts;
    }
}
