using ContextFabric.Tf;

namespace ContextFabric.Synthesis;

/// <summary>
/// Lexemes and their scattered slots. Which lexeme a slot is can be computed; the way back goes through all slots,
/// in as many passes as a buffer of fixed size demands, so that memory does not grow with the corpus.
/// </summary>
internal sealed class SyntheticLexemes
{
    private readonly int _slots;
    private readonly int _capacity;
    private readonly ZipfTable _zipf;
    private readonly SyntheticRandom _random;
    private readonly int[] _frequencies;

    /// <param name="options">Options with lexemes.</param>
    /// <param name="pace">Told of each slot that is counted.</param>
    /// <param name="capacity">Slots that the buffer holds.</param>
    public SyntheticLexemes(SyntheticCorpusOptions options, SyntheticPace pace, int capacity = 1 << 23)
    {
        _slots = options.Slots;
        _capacity = capacity;
        _zipf = new ZipfTable(options.Lexemes, options.LexemeExponent);
        _random = new SyntheticRandom(options.Seed, "lexeme of slot");
        _frequencies = new int[options.Lexemes];
        for (int slot = 0; slot < _slots; slot++)
        {
            _frequencies[Of(slot)]++;
            pace.Advance();
        }

        Count = _frequencies.Count(static frequency => frequency > 0);
    }

    /// <summary>Number of lexemes that occur.</summary>
    public int Count { get; }

    /// <summary>Lexemes that occur, as numbers; their nodes are in this order.</summary>
    public IEnumerable<int> Occurring => Enumerable.Range(0, _frequencies.Length).Where(lexeme => _frequencies[lexeme] > 0);

    /// <summary>The lexeme of a slot (from 0).</summary>
    public int Of(int slot) => _zipf.Pick(_random.Unit(slot));

    /// <summary>Writes one line of slots per lexeme that occurs.</summary>
    public void WriteSlots(TfOutput output, SyntheticPace pace)
    {
        int[] buffer = new int[Math.Min(_capacity, _slots)];
        for (int first = 0; first < _frequencies.Length;)
        {
            if (_frequencies[first] > buffer.Length)
            {
                WriteOne(first++, output, pace);
                continue;
            }

            int end = first;
            for (long sum = 0; end < _frequencies.Length && sum + _frequencies[end] <= buffer.Length; end++)
            {
                sum += _frequencies[end];
            }

            WriteGroup(first, end, buffer, output, pace);
            first = end;
        }
    }

    private void WriteGroup(int first, int end, int[] buffer, TfOutput output, SyntheticPace pace)
    {
        int[] next = new int[end - first];
        for (int i = 1; i < next.Length; i++)
        {
            next[i] = next[i - 1] + _frequencies[first + i - 1];
        }

        for (int slot = 0; slot < _slots; slot++)
        {
            int lexeme = Of(slot);
            if (lexeme >= first && lexeme < end)
            {
                buffer[next[lexeme - first]++] = slot + 1;
            }

            pace.Advance();
        }

        for (int i = 0; i < next.Length; i++)
        {
            int frequency = _frequencies[first + i];
            if (frequency > 0)
            {
                output.Spec(buffer.AsSpan(next[i] - frequency, frequency));
                output.EndLine();
            }
        }
    }

    /// <summary>A lexeme with more slots than the buffer holds goes straight to the file.</summary>
    private void WriteOne(int lexeme, TfOutput output, SyntheticPace pace)
    {
        output.StartSpec();
        int begin = -1;
        for (int slot = 0; slot <= _slots; slot++)
        {
            bool belongs = slot < _slots && Of(slot) == lexeme;
            if (belongs && begin < 0)
            {
                begin = slot;
            }
            else if (!belongs && begin >= 0)
            {
                output.Range(begin + 1, slot);
                begin = -1;
            }

            pace.Advance();
        }

        output.EndLine();
    }
}
