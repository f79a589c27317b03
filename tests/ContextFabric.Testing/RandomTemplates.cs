using ContextFabric.Templates;
using ContextFabric.Testing.Writing;

namespace ContextFabric.Testing;

/// <summary>A template with what it means.</summary>
/// <param name="Text">The template.</param>
/// <param name="Body">Atoms, conditions and relations that the text was made from; null when it must be refused.</param>
/// <param name="Sets">Sets that it may name.</param>
public sealed record RandomTemplate(string Text, TemplateBody? Body, IReadOnlyDictionary<string, int[]> Sets);

/// <summary>
/// Random connected templates for a corpus. The query graph is made together with the text, so that the parser is
/// judged too; operators and conditions mostly hold for some chosen nodes, so that there are results.
/// </summary>
public sealed class RandomTemplates
{
    private const int RefusedPercent = 8;

    // Appended lines that make any template an error.
    private static readonly string[] s_mistakes =
    [
        "<: nosuchtype",
        "nosuch < other",
        "nofeature=1",
        "<~ {0}",
        "<<< {0}",
        "=2= {0}",
        "{0}",
        "num=x",
        "num~1",
        "text>1",
        "text~(",
        "text=",
        "num>1.5",
        "text = a",
        "-nofeature> {0}",
        "-oslots> {0}",
        "-edge=1> {0}",
        "-dist=x> {0}",
        "-rel>1> {0}",
        ".nofeature. {0}",
        ".text<t2. {0}",
        ".num~a~n2. {0}",
        "..",
        "/have/",
        "/-/",
        "# {0}\n/with/",
        "# {0}\n/where/\n  {0}\n/-/",
        "# {0}\n/without/\n  nosuchtype\n/-/",
        "# {0}\n/without/\n{0}\n/-/",
        "# {0}\n/with/\n  {0} nofeature\n/-/",
        "# twice:{0}\n# twice:{0}",
        "# il/legal:{0}",
        "# {0}\n       {0}\n   {0}",
        "# x1:x2\n# x2:x1",
    ];

    private readonly PlainCorpus _corpus;
    private readonly Random _random;
    private readonly Dictionary<string, int[]> _sets = [];
    private readonly WordWriter _words;

    public RandomTemplates(PlainCorpus corpus, Random random)
    {
        _corpus = corpus;
        _random = random;
        _sets["some"] = Nodes(corpus.MaxNode, random.Next(1, 12));
        _sets["slots"] = Nodes(corpus.MaxSlot, random.Next(1, 12));
        _sets["none"] = [];
        if (random.Next(6) == 0)
        {
            _sets[corpus.Types[^1].Name] = Nodes(corpus.MaxNode, 5);
        }

        _words = new WordWriter(corpus, _sets, random);
    }

    /// <summary>Another template.</summary>
    public RandomTemplate Next()
    {
        var body = new BodyWriter(_words, _random, new WritingQuota(_random));
        List<string> lines = body.WritePart(_random.Next(1, 6));
        if (_random.Next(100) >= RefusedPercent)
        {
            return new RandomTemplate(Join(lines), body.Build(), _sets);
        }

        string mistake = s_mistakes[_random.Next(s_mistakes.Length)].Replace("{0}", _corpus.Types[0].Name, StringComparison.Ordinal);
        return new RandomTemplate(Join(lines) + "\n" + mistake, null, _sets);
    }

    /// <summary>The lines with blank lines and comments between them, now and then with foreign line ends.</summary>
    private string Join(List<string> lines)
    {
        var text = new List<string>();
        foreach (string line in lines)
        {
            if (_random.Next(20) == 0)
            {
                text.Add(_random.Next(4) switch { 0 => "", 1 => "  \t", 2 => "% /with/", _ => new string(' ', _random.Next(6)) + "%word x=1" });
            }

            text.Add(_random.Next(20) == 0 ? line + "  " : line);
        }

        bool tabs = _random.Next(8) == 0;
        string ends = _random.Next(12) switch { 0 => "\r\n", 1 => "\r", _ => "\n" };
        return string.Join(ends, tabs ? text.Select(WithTabs) : text);
    }

    private static string WithTabs(string line)
    {
        int indent = line.Length - line.TrimStart(' ').Length;
        return new string('\t', indent) + line[indent..];
    }

    private int[] Nodes(int max, int count) => [.. Enumerable.Range(0, count).Select(_ => _random.Next(1, max + 1))];
}
