using System.Text;
using System.Text.Json;
using ContextFabric.Querying;
using ContextFabric.Testing;
using Xunit;

namespace ContextFabric.Core.Tests.Querying;

/// <summary>Random regular expressions and the properties of all characters, asked of a Python that is there.</summary>
public sealed class ConditionsPythonTests
{
    private static readonly string[] s_atoms =
        ["a", "b", "A", "ß", "ς", "σ", "k", "ſ", "I", ".", "^", "$", "\\b", "\\B", "\\w", "\\W", "\\d", "\\s", "\\S", "\\A", "\\Z", "𐎀", "[a𐎀]", "[^a]", "[^\\w]", "[\\W_]", "[א-ת]", "\u05b0", "[^𐎀-𐎝]", "\\n", "(a)", "(b|)", "(?:ab|a)", "(?=a)", "(?!b)", "(?<=a)", "(?<!𐎀)", "(?<=\\w)", "\\1", "\\2", "(?P<n>a)", "(?P=n)", "(?(1)a|b)", "(?i:a)", "(?-i:B)", "(?s:.)", "(?m:^)", "(?m:$)", "(?a:\\w)", "(?>a*)", "(", ")", "|", "[", "]", "{", "}", "\\", "*", "+", "?", "-", " ", "#"];

    private static readonly string[] s_quantifiers = ["", "", "", "*", "+", "?", "*?", "+?", "??", "{2}", "{1,2}", "{,2}", "{2,}?", "*+", "++"];

    private static readonly string[] s_letters = ["a", "b", "A", "B", "\n", " ", "1", "_", "𐎀", "𐎁", "😀", "א", "\u05b0", "ß", "σ", "ς", "Σ", "é", "ſ", "K", "I", "ı"];

    /// <summary>Reads patterns and texts; says of each pattern whether it compiles, in which texts it is found, and what deleting it leaves.</summary>
    private const string Script = """
        import json, re, sys, warnings
        warnings.simplefilter('ignore')
        job = json.load(open(sys.argv[1], encoding='utf-8'))
        answers = []
        for pattern, texts in job:
            try:
                compiled = re.compile(pattern)
            except Exception:
                answers.append(None)
                continue
            answers.append([[bool(compiled.search(text)), compiled.sub('', text)] for text in texts])
        print(json.dumps(answers))
        """;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Random_patterns(int seed)
    {
        string python = Find();
        var random = new Random(seed);
        var job = new List<(string Pattern, string[] Texts)>();
        for (int i = 0; i < 1500; i++)
        {
            string pattern = random.Next(6) switch { 0 => "(?i)", 1 => "(?m)", 2 => "(?x)", _ => "" };
            for (int part = random.Next(1, 6); part > 0; part--)
            {
                pattern += s_atoms[random.Next(s_atoms.Length)] + s_quantifiers[random.Next(s_quantifiers.Length)];
            }

            job.Add((pattern, [.. Enumerable.Range(0, 8).Select(_ => string.Concat(Enumerable.Range(0, random.Next(7)).Select(_ => s_letters[random.Next(s_letters.Length)])))]));
        }

        Compare(python, job);
    }

    [Theory]
    [InlineData("\\w")]
    [InlineData("\\d")]
    [InlineData("\\s")]
    [InlineData(".")]
    [InlineData("[^\\W\\d_]")]
    [InlineData("(?a)\\w")]
    public void Classes_of_all_characters(string pattern)
    {
        string python = Find();

        // As many as Python's older tables know of: later versions of Unicode have more letters.
        string[] characters = [.. Enumerable.Range(0, 0x30000).Where(code => Rune.IsValid(code)).Select(code => new Rune(code).ToString())];
        string assigned = Python.Run(python, "-c", "import unicodedata\nprint(''.join('01'[unicodedata.category(chr(c)) != 'Cn'] for c in range(0x30000) if not 0xD800 <= c < 0xE000))");
        string[] known = [.. characters.Where((_, index) => assigned[index] == '1')];
        Compare(python, [(pattern, [.. known.Chunk(100).Select(some => string.Concat(some))])]);
    }

    [Fact]
    public void Case_of_all_letters()
    {
        string python = Find();
        string all = Python.Run(
            python,
            "-c",
            "import json\nc=[chr(i) for i in range(0x20000) if not 0xD800<=i<0xE000 and (chr(i).lower()!=chr(i) or chr(i).upper()!=chr(i))]\nprint(json.dumps(c))");
        string[] letters = JsonSerializer.Deserialize<string[]>(all)!;

        // Those that could be taken for each other: the letter itself, its cases, and a few strangers.
        var job = new List<(string Pattern, string[] Texts)>();
        foreach (string letter in letters)
        {
            string[] near = [.. letters.Where(other => other == letter || string.Equals(other, letter, StringComparison.OrdinalIgnoreCase))];
            job.Add(("(?i)" + letter, [.. near, letter.ToLowerInvariant(), letter.ToUpperInvariant(), "i", "I", "s", "k", "K", "ı", "İ", "ß", "ẞ", "ſ", "ΐ", "ΐ", "ﬅ", "ﬆ", "μ", "µ"]));
        }

        Compare(python, job);
    }

    private static string Find() => Python.Find("import re, sys\nassert sys.version_info[:2] >= (3, 11) and sys.version_info[:2] < (3, 14)");

    private static void Compare(string python, List<(string Pattern, string[] Texts)> job)
    {
        using var folder = new TempFolder();
        string file = folder.Write("job.json", JsonSerializer.Serialize(job.Select(item => new object[] { item.Pattern, item.Texts })));
        using var answers = JsonDocument.Parse(Python.Run(python, "-c", Script, file));
        var wrong = new List<string>();
        int at = 0;
        foreach (JsonElement answer in answers.RootElement.EnumerateArray())
        {
            (string source, string[] texts) = job[at++];
            bool isGood = TextPattern.TryCreate(source, out TextPattern? pattern, out string? error);
            if (isGood != (answer.ValueKind == JsonValueKind.Array))
            {
                wrong.Add($"{source} is {(isGood ? "not refused" : error)}");
            }
            else if (pattern is not null)
            {
                for (int i = 0; i < texts.Length; i++)
                {
                    string found = $"{pattern.IsMatch(Encoding.UTF8.GetBytes(texts[i]), QueryBudget.Unlimited)} {pattern.Delete(texts[i], QueryBudget.Unlimited)}";
                    string expected = $"{answer[i][0].GetBoolean()} {answer[i][1].GetString()}";
                    if (found != expected)
                    {
                        wrong.Add($"{source} in '{texts[i]}' ({string.Join(' ', texts[i].Select(c => $"{(int)c:X4}"))}): {found} instead of {expected}");
                    }
                }
            }
        }

        Assert.True(wrong.Count == 0, $"{wrong.Count}\n{string.Join('\n', wrong.Take(60))}");
    }
}
