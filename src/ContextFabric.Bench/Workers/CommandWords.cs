using System.Text;

namespace ContextFabric.Bench.Workers;

/// <summary>Splits a command line into words: blanks part words, quotes of either kind keep them together. No shell is involved.</summary>
internal static class CommandWords
{
    /// <exception cref="BenchException">A quote is not closed, or there is no word.</exception>
    public static IReadOnlyList<string> Split(string command)
    {
        var words = new List<string>();
        var word = new StringBuilder();
        bool inWord = false;
        char quote = '\0';
        foreach (char c in command)
        {
            if (quote != '\0')
            {
                if (c == quote)
                {
                    quote = '\0';
                }
                else
                {
                    word.Append(c);
                }
            }
            else if (c is '"' or '\'')
            {
                quote = c;
                inWord = true;
            }
            else if (!char.IsWhiteSpace(c))
            {
                word.Append(c);
                inWord = true;
            }
            else if (inWord)
            {
                words.Add(word.ToString());
                word.Clear();
                inWord = false;
            }
        }

        if (inWord)
        {
            words.Add(word.ToString());
        }

        return quote != '\0' ? throw new BenchException($"the command '{command}' has a quote {quote} that is not closed")
            : words.Count > 0 ? words
            : throw new BenchException("the command of a peer is empty");
    }
}
