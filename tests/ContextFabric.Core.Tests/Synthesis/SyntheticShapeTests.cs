using ContextFabric.Synthesis;
using ContextFabric.Testing;
using ContextFabric.Tf;
using Xunit;

namespace ContextFabric.Core.Tests.Synthesis;

/// <summary>Synthetic corpora have the sizes and shares that were asked for, read back from a compiled one.</summary>
public sealed class SyntheticShapeTests : IClassFixture<SyntheticShapeTests.Made>
{
    private const int Slots = 60_000;

    private static readonly SyntheticCorpusOptions s_options = new()
    {
        Slots = Slots,
        Seed = 42,
        Types = [new("book", 20), new("chapter", 10), new("verse", 6.5), new("phrase", 4)],
        Sections = 3,
        GapRate = 0.25,
        Lexemes = 500,
        Features =
        [
            new("text", SyntheticValues.Text) { Distinct = 1000 },
            new("rare", SyntheticValues.Text) { Coverage = 0.1, Distinct = 50 },
            new("even", SyntheticValues.Number) { Distinct = 10, Exponent = 0 },
            new("kind", SyntheticValues.Text) { Distinct = 8, NodeType = "phrase" },
        ],
        Edges =
        [
            new("link", 2.5),
            new("weight", 0.5) { NodeType = "phrase", Values = SyntheticValues.Text, Distinct = 5, Reach = 20 },
        ],
    };

    private readonly Corpus _corpus;

    public SyntheticShapeTests(Made made)
    {
        ArgumentNullException.ThrowIfNull(made);
        _corpus = made.Corpus;
    }

    [Fact]
    public void Nodes_have_as_many_children_as_asked_on_average()
    {
        double slots = 1;
        foreach (SyntheticType type in s_options.Types.Reverse())
        {
            slots *= type.Children;
            int expected = (int)(Slots / slots);
            Assert.InRange(_corpus.Types.Info(_corpus.Types[type.Name]).Count, expected - 1, (int)(expected * 1.01) + 2);
        }
    }

    [Fact]
    public void Every_slot_lies_in_one_section_of_each_level_and_sections_nest()
    {
        foreach (string type in s_options.Types.Take(3).Select(type => type.Name))
        {
            int next = 1;
            foreach (int node in _corpus.Types.NodesOf(_corpus.Types[type]))
            {
                Assert.True(_corpus.Slots.IsContiguous(node));
                Assert.Equal(next, _corpus.Slots.First(node));
                next = _corpus.Slots.Last(node) + 1;
            }

            Assert.Equal(Slots + 1, next);
        }

        int verse = _corpus.Types.Info(_corpus.Types["verse"]).Last;
        SectionRef? section = _corpus.Text.Sections.LabelsOf(verse);
        Assert.Equal(verse, _corpus.Text.Sections.NodeOf(section!.Value.ToString()));
    }

    [Fact]
    public void Gaps_are_as_frequent_as_asked()
    {
        int[] able = [.. _corpus.Types.NodesOf(_corpus.Types["phrase"]).ToArray()
            .Where(node => _corpus.Slots.Last(node) - _corpus.Slots.First(node) >= 2)];
        Assert.InRange((double)able.Count(node => !_corpus.Slots.IsContiguous(node)) / able.Length, 0.23, 0.27);
    }

    [Fact]
    public void Lexemes_share_all_slots_among_them()
    {
        StringFeature lex = _corpus.Features.Text(SyntheticCorpusOptions.LexemeFeature);
        var seen = new HashSet<int>();
        foreach (int node in _corpus.Types.NodesOf(_corpus.Types[SyntheticCorpusOptions.LexemeType]))
        {
            foreach (int slot in _corpus.Slots.Of(node))
            {
                Assert.True(seen.Add(slot));
                Assert.Equal(lex[node], lex[slot]);
            }
        }

        Assert.Equal(Slots, seen.Count);
    }

    [Fact]
    public void Values_follow_Zipf()
    {
        int[] counts = [.. _corpus.Features.Text("text").Frequencies().Select(frequency => frequency.Count).OrderDescending()];
        double harmonic = Enumerable.Range(1, 1000).Sum(rank => 1.0 / rank);

        Assert.Equal(Slots, counts.Sum());
        Assert.InRange(counts.Length, 950, 1000);
        foreach (int rank in (int[])[1, 2, 5, 10, 50])
        {
            double expected = Slots / (rank * harmonic);
            Assert.InRange(counts[rank - 1], expected * 0.85, expected * 1.15);
        }

        Assert.All(_corpus.Features.Int("even").Frequencies(), frequency => Assert.InRange(frequency.Count, 5600, 6400));
        Assert.InRange(_corpus.Features.Text("rare").Frequencies().Sum(frequency => frequency.Count), 5700, 6300);
    }

    [Fact]
    public void Edges_are_as_many_as_asked_and_never_to_the_node_itself()
    {
        int phrases = _corpus.Types.Info(_corpus.Types["phrase"]).Count;
        Assert.InRange((double)_corpus.Edges["link"].Count / Slots, 2.45, 2.55);
        Assert.InRange((double)_corpus.Edges["weight"].Count / phrases, 0.47, 0.53);
        Assert.True(_corpus.Edges["weight"].HasValues);
        foreach (int node in _corpus.Edges["weight"].Origins())
        {
            Assert.All(_corpus.Edges["weight"].From(node).ToArray(), target => Assert.InRange(Math.Abs(target - node), 1, 21));
        }
    }

    [Fact]
    public void Can_be_searched()
    {
        SearchResult result = _corpus.Search.Find("verse\n  phrase kind=ba\n    word even=3");

        Assert.True(result.IsComplete);
        Assert.NotEmpty(result.Tuples);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(0.7)]
    [InlineData(2.5)]
    public void Powers_agree_with_the_library(double exponent)
    {
        foreach (int number in (int[])[1, 2, 3, 10, 1000, 65_536, 1_000_003, 16_000_000])
        {
            double expected = Math.Pow(number, -exponent);
            Assert.Equal(expected, PortableMath.InversePower(number, exponent), expected * 1e-13);
        }
    }

    [Fact]
    public void Small_buffers_give_the_same_lexemes()
    {
        Assert.Equal(Lines(1 << 20), Lines(700));
        Assert.Equal(Lines(1 << 20), Lines(1));

        static byte[] Lines(int capacity)
        {
            SyntheticCorpusOptions options = s_options with { Slots = 3000, Lexemes = 100 };
            var pace = new SyntheticPace(null, CancellationToken.None);
            using var stream = new MemoryStream();
            using var output = new TfOutput(stream);
            new SyntheticLexemes(options, pace, capacity).WriteSlots(output, pace);
            output.Flush();
            return stream.ToArray();
        }
    }

    [Fact]
    public void Words_of_different_numbers_differ()
    {
        byte[] word = new byte[SyntheticWords.Longest];
        string[] words = [.. Enumerable.Range(0, 20_000).Append(int.MaxValue).Select(number => System.Text.Encoding.UTF8.GetString(word, 0, SyntheticWords.Spell(number, word)))];

        Assert.Equal(words.Length, words.Distinct(StringComparer.Ordinal).Count());
    }

    /// <summary>The corpus, made once for all tests.</summary>
    public sealed class Made : IDisposable
    {
        private readonly TempFolder _folder = new();

        public Made() => Corpus = Corpus.Open(SyntheticCorpus.WriteStore(_folder["shape.cfm"], s_options).Path);

        /// <summary>Its compiled form.</summary>
        public Corpus Corpus { get; }

        public void Dispose()
        {
            Corpus.Dispose();
            _folder.Dispose();
        }
    }
}
