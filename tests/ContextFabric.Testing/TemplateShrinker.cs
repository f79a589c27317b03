namespace ContextFabric.Testing;

/// <summary>Makes a template that shows a defect smaller, as long as it still shows it.</summary>
public static class TemplateShrinker
{
    /// <summary>Leaves out lines, then words of lines, until nothing more can go.</summary>
    public static string Shrink(string text, Func<string, bool> fails)
    {
        string[] lines = text.ReplaceLineEndings("\n").Split('\n');
        for (bool smaller = true; smaller;)
        {
            smaller = false;
            foreach (string[] candidate in Candidates(lines))
            {
                if (fails(string.Join('\n', candidate)))
                {
                    (lines, smaller) = (candidate, true);
                    break;
                }
            }
        }

        return string.Join('\n', lines);
    }

    private static IEnumerable<string[]> Candidates(string[] lines)
    {
        // Long stretches first: a quantifier cannot go line by line.
        for (int length = lines.Length - 1; length > 0; length--)
        {
            for (int at = 0; at + length <= lines.Length; at++)
            {
                yield return [.. lines[..at], .. lines[(at + length)..]];
            }
        }

        for (int at = 0; at < lines.Length; at++)
        {
            string indent = lines[at][..(lines[at].Length - lines[at].TrimStart().Length)];
            string[] words = lines[at].Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
            for (int word = 0; word < words.Length && words.Length > 1; word++)
            {
                yield return [.. lines[..at], indent + string.Join(' ', [.. words[..word], .. words[(word + 1)..]]), .. lines[(at + 1)..]];
            }
        }
    }
}
