using System.Diagnostics;
using System.Text;
using ContextFabric.Diagnostics;
using ContextFabric.Querying;
using ContextFabric.Templates;
using Xunit;

namespace ContextFabric.Core.Tests.Querying;

/// <summary>Whatever the text, parsing and binding end with findings at places that exist.</summary>
public sealed class TemplateFuzzTests : IDisposable
{
    private static readonly string[] s_pieces =
    [
        "\n", "\n", "\n", "\n  ", "\n    ", "\r\n", "\r", "\n  \t", " ", " ", "word", "phrase", "doc", "a:word", "b:phrase", "a", "b", "x:a", ".", "..", "mine",
        "text=a", "text#b|c", "num>1", "num<-3", "num=x", "text~^a", "text~(", "num", "foo=1", "text=", "=", "#", "<", "<:", ":>", "=3:", "[[", "]]", "<<", "&&", "||", ".text.", ".text=num.",
        ".text~x~text.", "-e>", "<e=3-", "<>", "\n/with/\n", "\n/or/\n", "\n/without/\n", "\n/where/\n", "\n/have/\n", "\n/-/\n", "\n  /with/\n", "\n  /-/\n", "%", "\\", "\\ ", "\\|", "\\t", "\uD800", "\u00A0",
        "\u001C", "é", "𝔸", "\0", "*", "~", "@", ":",
    ];

    private static readonly string[] s_templates =
    [
        "clause\n/where/\n  p:phrase\n    w:word text=a\n/have/\np =: w\n/-/\n  word num>1\n  <: word",
        "a:word\nb:word\n% c\na .text. b\na <2: b\na -e=3> b",
        "doc\n/with/\n  word\n  /without/\n  .. num<0\n  /-/\n/or/\n  phrase\n/-/\n  para num=1|2",
        "p:word text=a\\ b\\|c\np num>0\n  =: word text~^a\\\\d",
    ];

    private readonly SmallCorpus _small = SmallCorpus.OpenBase();

    public void Dispose() => _small.Dispose();

    [Theory]
    [InlineData(1, 4000)]
    public void Random_pieces_are_survived(int seed, int count)
    {
        var random = new Random(seed);
        var text = new StringBuilder();
        for (int i = 0; i < count; i++)
        {
            text.Clear();
            for (int piece = random.Next(30); piece >= 0; piece--)
            {
                text.Append(s_pieces[random.Next(s_pieces.Length)]);
            }

            Check(text.ToString());
        }
    }

    [Theory]
    [InlineData(2, 4000)]
    public void Changed_templates_are_survived(int seed, int count)
    {
        var random = new Random(seed);
        for (int i = 0; i < count; i++)
        {
            var text = new StringBuilder(s_templates[random.Next(s_templates.Length)]);
            for (int change = random.Next(1, 4); change > 0; change--)
            {
                int at = random.Next(text.Length);
                switch (random.Next(4))
                {
                    case 0:
                        text.Remove(at, Math.Min(text.Length - at, random.Next(1, 4)));
                        break;
                    case 1:
                        text.Insert(at, s_pieces[random.Next(s_pieces.Length)]);
                        break;
                    case 2:
                        text[at] = s_pieces[random.Next(s_pieces.Length)][0];
                        break;
                    default:
                        text.Insert(at, text.ToString(at, Math.Min(text.Length - at, random.Next(20))));
                        break;
                }

                text.Append(text.Length == 0 ? "x" : "");
            }

            Check(text.ToString());
        }
    }

    [Theory]
    [InlineData("/with/\n", 100_000)]
    [InlineData("/where/\n  word\n/have/\n", 50_000)]
    [InlineData("word\n", 100_000)]
    [InlineData("wrd gn=\n", 50_000)]
    [InlineData("x:word\n", 50_000)]
    [InlineData("a < b\n", 50_000)]
    [InlineData("<~\n", 100_000)]
    [InlineData("word text=nothing\n< ", 20_000)]
    [InlineData("text=nothing|", 100_000)]
    [InlineData("f", 1_000_000)]
    [InlineData("\\", 1_000_000)]
    [InlineData(" ", 1_000_000)]
    [InlineData("text=a ", 100_000)]
    [InlineData("num>1", 200_000)]
    [InlineData("\r", 1_000_000)]
    [InlineData("9", 1_000_000)]
    [InlineData("(", 200_000)]
    [InlineData("(a", 200_000)]
    [InlineData("a|", 200_000)]
    [InlineData("a*", 100_000)]
    [InlineData("=3:", 300_000)]
    [InlineData("word\n/with/\n/-/\ntext=a\n< ", 20_000)]
    public void Long_templates_are_read_in_reasonable_time(string piece, int count)
    {
        string repeated = string.Concat(Enumerable.Repeat(piece, count));
        var watch = Stopwatch.StartNew();
        Check("word\n" + repeated);
        Check("word num>" + repeated);
        Check("word text~" + repeated);
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(20), $"{watch.Elapsed}");
    }

    [Fact]
    public void Long_chains_and_deep_trees_are_read_in_reasonable_time()
    {
        const int Count = 50_000;
        var chain = new StringBuilder();
        var tree = new StringBuilder();
        var quantifiers = new StringBuilder("word\n");
        for (int i = 0; i < Count; i++)
        {
            chain.Append($"n{i}:n{(i + 1) % Count}\n");
            quantifiers.Append("text=a\n/with/\nnum>1\n/-/\n");
        }

        for (int i = 0; i < 3000; i++)
        {
            tree.Append(' ', i).Append("word\n");
        }

        Check(chain.ToString());
        Check(chain.Replace($"n{Count - 1}:n0", $"n{Count - 1}:word").ToString());
        Check(tree.ToString());
        Check(quantifiers.ToString());
    }

    [Fact]
    public void Antecedents_within_antecedents_do_not_multiply()
    {
        var text = new StringBuilder("word");
        for (int i = 0; i < 60; i++)
        {
            string indent = new(' ', i);
            text.Append($"\n{indent}/where/\n{indent} word");
        }

        for (int i = 59; i >= 0; i--)
        {
            string indent = new(' ', i);
            text.Append($"\n{indent}/have/\n{indent} word\n{indent}/-/");
        }

        Assert.True(Template.Parse(text.ToString()).IsValid);
        Check(text.ToString());
    }

    private void Check(string text)
    {
        Template template = Template.Parse(text);
        QueryGraph? graph = Binder.Bind(_small.Corpus, template, new Dictionary<string, IEnumerable<int>> { ["mine"] = [1, 2] }, out IReadOnlyList<Diagnostic> diagnostics);
        Assert.Equal(graph is null, diagnostics.Any(finding => finding.Severity == DiagnosticSeverity.Error));
        Assert.True(template.IsValid || graph is null);
        List<int> starts = TemplateLexer.LineStarts(text);
        foreach (Diagnostic finding in diagnostics)
        {
            Assert.NotEqual("", finding.Message);
            Assert.StartsWith("CF2", finding.Code, StringComparison.Ordinal);
            if (finding.Line == 0)
            {
                Assert.True(finding.Code is TemplateCodes.Empty or TemplateCodes.MoreFindings, finding.ToString());
                continue;
            }

            Assert.InRange(finding.Line, 1, starts.Count);
            int end = finding.Line < starts.Count ? starts[finding.Line] : text.Length;
            Assert.InRange(starts[finding.Line - 1] + finding.Column - 1 + finding.Length, starts[finding.Line - 1], end);
            Assert.True(finding.Column >= 1 && finding.Length >= 1, finding.ToString());
        }
    }
}
