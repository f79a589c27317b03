using ContextFabric.Storage;
using ContextFabric.Testing;
using Xunit;

namespace ContextFabric.Core.Tests.Model;

public sealed class LifetimeTests
{
    private const int Rounds = 1000;
    private const int Readers = 8;

    [Theory]
    [InlineData(Residence.Mapped)]
    [InlineData(Residence.PrivateCopy)]
    [InlineData(Residence.ManagedHeap)]
    public void Every_member_of_a_closed_corpus_says_so(Residence residence)
    {
        using var compiled = new CompiledCorpus(RandomCorpora.Large(500), residence);
        Corpus corpus = compiled.Corpus;
        StringFeature form = corpus.F.Text("form");
        IntFeature number = corpus.F.Int("number");
        EdgeFeature link = corpus.E["link"];
        int node = corpus.Types.Range(corpus.Types["clause"]).First;

        corpus.Dispose();
        corpus.Dispose();

        Assert.True(corpus.IsClosed);
        Action[] uses =
        [
            corpus.ThrowIfClosed,
            () => corpus.C.Order.ToArray(), () => corpus.C.Rank.ToArray(), () => corpus.C.LevUp(1).ToArray(), () => corpus.C.LevDown(node).ToArray(),
            () => corpus.C.StartingAt(1).ToArray(), () => corpus.C.EndingAt(1).ToArray(), () => corpus.N.CanonicalOrder.ToArray(), () => corpus.N.Rank(1),
            () => corpus.N.Sorted([2, 1]), () => corpus.N.CompareTuples([1], [2]), () => _ = corpus.N.WalkEvents([1, node]).ToArray(), () => WalkAll(corpus),
            () => corpus.Types.Of(node), () => corpus.Types.NameOf(1), () => corpus.Types.NodesOf(corpus.SlotType).ToArray(),
            () => corpus.Slots.Of(node).ToArray(), () => corpus.Slots.First(node), () => corpus.Slots.Last(node), () => corpus.Slots.Count(node), () => corpus.Slots.IsContiguous(node),
            () => corpus.L.Up(1).ToArray(), () => corpus.L.Up(1, corpus.Types["clause"]).ToArray(), () => corpus.L.TryUp(1, corpus.Types["clause"], out _), () => corpus.L.Down(node).ToArray(),
            () => corpus.L.Down(node, corpus.SlotType).ToArray(), () => corpus.L.Intersecting(node), () => corpus.L.Next(node).ToArray(), () => corpus.L.Previous(node).ToArray(),
            () => form.TryGet(1, out _), () => form.TryGetUtf8(1, out _), () => form.Has(1), () => form.NodesWith("w1"), () => _ = form.Items().ToArray(), () => form.Frequencies(), () => form.CodeOf("w1"), () => form.Utf8Of(1).ToArray(),
            () => number.TryGet(1, out _), () => number.Has(1), () => number.NodesWith(1), () => _ = number.Items().ToArray(), () => number.Frequencies(), () => number.CodeOf(1L), () => number.ValueOf(1), () => number.CountOf(1),
            () => link.From(1).ToArray(), () => link.To(1).ToArray(), () => link.Both(1), () => _ = link.Origins().ToArray(), () => link.Frequencies(), () => link.CountBetween(corpus.SlotType),
        ];
        for (int i = 0; i < uses.Length; i++)
        {
            Exception? error = Record.Exception(uses[i]);
            Assert.True(error is ObjectDisposedException, $"use {i}: {error?.GetType().Name ?? "an answer"}");
        }
    }

    [Theory]
    [InlineData(Residence.Mapped, Rounds)]
    [InlineData(Residence.ManagedHeap, Rounds / 10)]
    public void Readers_of_a_corpus_that_is_closed_get_right_answers_or_are_told(Residence residence, int rounds)
    {
        using var folder = new TempFolder();
        PlainCorpus plain = RandomCorpora.Large(300);
        plain.Write(folder["tf"]);
        string path;
        Dictionary<string, string> answers = [];
        using (Corpus first = Corpus.Open(folder["tf"]))
        {
            path = first.Stores[0].Path;
            for (int i = 0; i < 40; i++)
            {
                foreach ((string question, string answer) in Ask(first, i))
                {
                    answers[question] = answer;
                }
            }
        }

        DisposeRaceOutcome outcome = new DisposeRace<Corpus>(() => Corpus.Open(path, new CorpusOptions { Residence = residence }), AskAll, round => round * 37 % 6000).Run(rounds, Readers);

        Assert.True(outcome.Wrong.Count == 0, $"{outcome.Wrong.Count}: {string.Join("\n", outcome.Wrong.Take(5))}");
        Assert.True(outcome.Answers > rounds, $"only {outcome.Answers} answers: the race was not tried");

        int AskAll(Corpus corpus, int turn, Action<string> report)
        {
            int count = 0;
            foreach ((string question, string answer) in Ask(corpus, turn * 7 % 40))
            {
                if (answers[question] != answer)
                {
                    report($"{question}: '{answer}' instead of '{answers[question]}'");
                }

                count++;
            }

            return count;
        }
    }

    [Fact]
    public void A_replaced_store_keeps_its_readers_and_says_that_it_is_stale()
    {
        using var folder = new TempFolder();
        PlainCorpus plain = new PlainCorpus().AddSlots("w", 3);
        plain.Texts["text"] = new() { [1] = "old" };
        plain.Write(folder["tf"]);
        using Corpus old = Corpus.Open(folder["tf"]);
        Assert.False(old.IsStale());

        plain.Texts["text"][1] = "newer";
        plain.Write(folder["tf"]);
        using Corpus renewed = Corpus.Open(folder["tf"]);

        Assert.True(old.IsStale());
        Assert.False(renewed.IsStale());
        Assert.Equal(("old", "newer"), (old.F.Text("text")[1], renewed.F.Text("text")[1]));
        Assert.Empty(old.Stores[0].Verify());
    }

    [Theory]
    [InlineData(Residence.PrivateCopy)]
    [InlineData(Residence.ManagedHeap)]
    public void A_copy_in_memory_answers_the_same(Residence residence)
    {
        using var folder = new TempFolder();
        PlainCorpus plain = RandomCorpora.Large(300);
        plain.Write(folder["tf"]);
        using Corpus mapped = Corpus.Open(folder["tf"]);
        using Corpus copied = Corpus.Open(folder["tf"], new CorpusOptions { Residence = residence });

        Assert.False(copied.Stores[0].Mapping!.IsMapped);
        Assert.Equal(residence, copied.Stores[0].Residence);
        Assert.Empty(copied.Stores[0].Verify());
        Assert.False(copied.IsStale());
        for (int i = 0; i < 40; i++)
        {
            Assert.Equal(Ask(mapped, i), Ask(copied, i));
        }
    }

    [Fact]
    public void Damage_is_refused_or_answered_with_an_error_never_a_crash()
    {
        using var folder = new TempFolder();
        PlainCorpus plain = RandomCorpora.Large(60);
        plain.Write(folder["tf"]);
        string path;
        using (Corpus sound = Corpus.Open(folder["tf"]))
        {
            path = sound.Stores[0].Path;
        }

        byte[] bytes = File.ReadAllBytes(path);
        var random = new Random(3);
        int refused = 0;
        int failed = 0;
        for (int i = 0; i < 400; i++)
        {
            byte[] damaged = [.. bytes];
            int at = random.Next(damaged.Length);
            damaged[at] ^= (byte)(1 << random.Next(8));
            File.WriteAllBytes(path, damaged);
            try
            {
                using Corpus corpus = Corpus.Open(path);
                Assert.NotEmpty(corpus.Stores[0].Verify());
                for (int question = 0; question < 40; question++)
                {
                    try
                    {
                        _ = Ask(corpus, question).Count;
                    }
                    catch (Exception error) when (error is CorpusFormatException or ArgumentException or IndexOutOfRangeException or OverflowException)
                    {
                        failed++;
                    }
                }
            }
            catch (CorpusFormatException)
            {
                refused++;
            }
        }

        Assert.True(refused > 0 && failed > 0, $"{refused} refused, {failed} failed: nothing was tried");
    }

    private static List<(string Question, string Answer)> Ask(Corpus corpus, int i)
    {
        NodeRange sentences = corpus.Types.Range(corpus.Types["sentence"]);
        NodeRange lexemes = corpus.Types.Range(corpus.Types["lex"]);
        int sentence = sentences.First + (i % sentences.Count);
        int lexeme = lexemes.First + (i % lexemes.Count);
        int slot = 1 + (i * 5 % corpus.MaxSlot);
        var answers = new List<(string, string)>();

        // Each answer is read in full before the check that makes it valid.
        void Add(string question, Func<string> answer)
        {
            string text = answer();
            corpus.ThrowIfClosed();
            answers.Add(($"{question} {i}", text));
        }

        Add("up", () => string.Join(' ', corpus.L.Up(slot).ToArray()));
        Add("up type", () => string.Join(' ', corpus.L.Up(slot, corpus.Types["clause"]).ToArray()));
        Add("down", () => string.Join(' ', corpus.L.Down(sentence).ToArray()));
        Add("down gapped", () => string.Join(' ', corpus.L.Down(lexeme).ToArray()));
        Add("down type", () => string.Join(' ', corpus.L.Down(sentence, corpus.Types["clause"]).ToArray()));
        Add("intersecting", () => string.Join(' ', corpus.L.Intersecting(sentence)));
        Add("next", () => string.Join(' ', corpus.L.Next(sentence).ToArray()));
        Add("previous", () => string.Join(' ', corpus.L.Previous(sentence).ToArray()));
        Add("starting", () => string.Join(' ', corpus.C.StartingAt(slot).ToArray()));
        Add("ending", () => string.Join(' ', corpus.C.EndingAt(slot).ToArray()));
        Add("slots", () => string.Join(' ', corpus.Slots.Of(lexeme).ToArray()));
        Add("type", () => corpus.Types.NameOf(sentence)!);
        Add("rank", () => $"{corpus.N.Rank(sentence)}");
        Add("form", () => corpus.F.Text("form")[slot]!);
        Add("rare", () => string.Join(' ', corpus.F.Text("rare").NodesWith("r1")));
        Add("number", () => $"{corpus.F.Int("number")[slot]}");
        Add("frequencies", () => string.Join(' ', corpus.F.Int("number").Frequencies().Take(3)));
        Add("edge", () => string.Join(' ', corpus.E["next"].From(slot).ToArray()));
        Add("both", () => string.Join(' ', corpus.E["link"].Both(slot)));
        Add("sorted", () => string.Join(' ', corpus.N.Sorted([slot, sentence, lexeme])));
        Add("events", () => string.Join(' ', corpus.N.WalkEvents([slot, sentence, lexeme])));
        Add("walk", () => $"{WalkAll(corpus)}");
        return answers;
    }

    private static long WalkAll(Corpus corpus)
    {
        long sum = 0;
        foreach (NodeEvent step in corpus.N.WalkEvents())
        {
            sum = (sum * 31) + ((long)step.Kind * 1000) + step.Node;
        }

        return sum;
    }
}
