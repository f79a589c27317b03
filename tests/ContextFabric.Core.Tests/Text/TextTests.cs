using System.Buffers;
using Xunit;

namespace ContextFabric.Core.Tests;

public sealed class TextTests
{
    [Fact]
    public void Get_expands_to_slots_and_concatenates_nodes_in_the_given_order()
    {
        using var small = SmallCorpus.OpenBase();
        Assert.Equal("a ", small.Text.Get(1));
        Assert.Equal("a b c d e f ", small.Text.Get(7));
        Assert.Equal("a c ", small.Text.Get(10));
        Assert.Equal("b a a c b ", small.Text.Get([2, 1, 10, 2]));
        Assert.Equal("", small.Text.Get([]));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(12)]
    [InlineData(int.MinValue)]
    [InlineData(int.MaxValue)]
    public void Nodes_that_do_not_exist_have_no_text_and_no_section(int node)
    {
        using var small = SmallCorpus.OpenBase();
        Assert.Equal("", small.Text.Get(node));
        Assert.Equal(0, small.Text.SectionNodes(node).Depth);
        Assert.Null(small.Text.SectionOf(node));
        Assert.Null(small.Text.NameOf(node));
        Assert.Null(small.Text.SequenceOf(node));
        Assert.Null(small.Text.Structure.Heading(node));
        Assert.Null(small.Text.Structure.Parent(node));
        Assert.True(small.Text.Structure.Children(node).IsEmpty);
        Assert.Null(small.Text.Explain(node).Nodes[0].Type);
    }

    [Fact]
    public void Default_formats_of_types_and_descend_follow_the_table()
    {
        using var small = SmallCorpus.OpenBase(("otext", SmallCorpus.Otext("fmt:para-default=[{num}]", "fmt:p=para#<{num}>", "fmt:zz-default={text}")));
        Text text = small.Text;
        Assert.Equal("[1]", text.Get(8));
        Assert.Equal("a b c ", text.Get(8, descend: Descend.Always));
        Assert.Equal("[1]", text.Get(8, descend: Descend.Never));
        Assert.Equal("[][][]", text.Get(8, "para-default"));
        Assert.Equal("[1]", text.Get(8, "para-default", Descend.Never));
        Assert.Equal("<1><2>", text.Get(7, "p"));
        Assert.Equal("<>", text.Get(7, "p", Descend.Never));
        Assert.Equal("", text.Get(1, "p"));
        Assert.Equal(" ", text.Get(7, descend: Descend.Never));
        Assert.Equal("para", text.Formats["p"].TargetTypeName);
        Assert.Equal(["p", "para-default", "text-orig-full", "zz-default"], text.Formats.Select(f => f.Name));
        Assert.Single(text.Formats.TypeDefaults);
    }

    [Fact]
    public void Empty_texts_and_zero_are_values_in_chains_of_any_length()
    {
        using var small = SmallCorpus.OpenBase(
            ("e", "@node\n@valueType=str\n\n1|\n"), ("z", "@node\n@valueType=int\n\n1|0\n2|-5\n"));
        Text text = small.Text;
        Assert.Equal("|0", Both(text, 1));
        Assert.Equal("?|-5", Both(text, 2));
        Assert.Equal("a", text.Get(1, text.ParseFormat("{nosuch/next/text:?}")));
        Assert.Equal("", text.Get(1, text.ParseFormat("{nosuch/e/text:?}")));
        var textFabric = new TextFormatOptions { EmptyFallsBackInLongChains = true };
        Assert.Equal("?", text.Get(1, text.ParseFormat("{nosuch/e/text:?}", textFabric)));
        Assert.Equal("?", text.Get(1, text.ParseFormat("{nosuch/z/text:?}", textFabric)));
        Assert.Equal("", text.Get(1, text.ParseFormat("{e/text:?}", textFabric)));
        Assert.Equal("word", text.Get(1, text.ParseFormat("{otype}")));

        static string Both(Text text, int node) => text.Get(node, text.ParseFormat("{e:?}|{z:?}"));
    }

    [Fact]
    public void Without_the_usual_format_another_one_for_slots_is_the_default_else_type_and_number()
    {
        using (var small = SmallCorpus.OpenBase(("otext", "@config\n@fmt:para-default={num}\n@fmt:z={text}\n@fmt:y={text}.\n\n")))
        {
            Assert.Equal("a.", small.Text.Get(1));
            Assert.Equal("1", small.Text.Get(8));
        }

        using (var small = SmallCorpus.OpenBase(("otext", "@config\n@fmt:p=para#{num}\n\n")))
        {
            Assert.Null(small.Text.DefaultFormat);
            Assert.Equal("doc7word1", small.Text.Get([7, 1]));
            Assert.Equal("12", small.Text.Get(7, "p"));
            Assert.Equal("<1><2><3>", small.Text.Get(8, n => $"<{n}>"));
        }
    }

    [Fact]
    public void Unknown_formats_throw_and_name_those_that_exist()
    {
        using var small = SmallCorpus.OpenBase();
        var error = Assert.Throws<ArgumentException>(() => small.Text.Get(1, "nosuch"));
        Assert.Contains("text-orig-full", error.Message, StringComparison.Ordinal);
        Assert.False(small.Text.Formats.TryGet("nosuch", out _));
        using var other = SmallCorpus.OpenBase();
        Assert.Throws<ArgumentException>(() => small.Text.Get(1, other.Text.DefaultFormat));
    }

    [Fact]
    public void All_ways_to_write_give_the_same_text()
    {
        string longWord = new('é', 6000);
        using var small = SmallCorpus.OpenBase(("text", $"@node\n@valueType=str\n\n𝔸\n{longWord}\nc\n{longWord}\ne\nשׁ\n"));
        string expected = small.Text.Get(7);
        Assert.Equal($"𝔸 {longWord} c {longWord} e שׁ ", expected);

        using var writer = new StringWriter();
        small.Text.Write(7, writer);
        Assert.Equal(expected, writer.ToString());

        var bytes = new ArrayBufferWriter<byte>();
        small.Text.Write(7, bytes);
        Assert.Equal(expected, System.Text.Encoding.UTF8.GetString(bytes.WrittenSpan));

        char[] buffer = new char[expected.Length];
        Assert.True(small.Text.TryWrite(7, buffer, out int written));
        Assert.Equal(expected, new string(buffer, 0, written));
        Assert.False(small.Text.TryWrite(7, buffer.AsSpan(1), out written));
        Assert.Equal(0, written);

        TextExplanation explanation = small.Text.Explain(7);
        Assert.Equal(expected, explanation.Text);
        Assert.Equal([1, 2, 3, 4, 5, 6], explanation.Nodes[0].Material.Select(m => m.Node));
        Assert.Equal(("doc", "word", true, "text-orig-full", false), (explanation.Nodes[0].Type, explanation.Nodes[0].TargetType, explanation.Nodes[0].IsExpanded, explanation.Nodes[0].Format, explanation.Nodes[0].IsExplicit));
    }

    [Fact]
    public void Rendering_into_a_buffer_allocates_nothing()
    {
        using var small = SmallCorpus.OpenBase();
        char[] buffer = new char[100];
        TextFormat format = small.Text.Formats["text-orig-full"];
        for (int i = 0; i < 10; i++)
        {
            small.Text.TryWrite(7, buffer, out _, format);
            small.Text.SectionNodes(1);
        }

        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 100; i++)
        {
            small.Text.TryWrite(7, buffer, out _, format);
            small.Text.SectionNodes(10);
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Fact]
    public void Characters_are_counted_by_code_point_over_all_nodes_once_per_feature()
    {
        using var small = SmallCorpus.OpenBase(
            ("text", "@node\n@valueType=str\n\n𝔸𝔸\na\n\n4-7|é\n"),
            ("otext", SmallCorpus.Otext("fmt:n={num/text:xyz}{num} ")));
        Assert.Equal("a×1 é×4 𝔸×2", Print(small, "text-orig-full"));
        Assert.Equal("1×1 2×1 a×1 é×4 𝔸×2", Print(small, "n"));

        static string Print(SmallCorpus small, string format) =>
            string.Join(' ', small.Text.Characters(small.Text.Formats[format]).Select(c => $"{c.Character}×{c.Count}"));
    }

    [Fact]
    public void A_closed_corpus_answers_nothing()
    {
        using var small = SmallCorpus.OpenBase();
        Text text = small.Text;
        Assert.Equal(9, text.NodeOf("T 2"));
        Heading heading = text.Structure.Heading(9)!;
        TextFormat format = text.DefaultFormat!;
        small.Corpus.Dispose();
        Assert.Throws<ObjectDisposedException>(() => text.Get(1));
        Assert.Throws<ObjectDisposedException>(() => text.Characters(format));
        Assert.Throws<ObjectDisposedException>(() => text.SectionNodes(1));
        Assert.Throws<ObjectDisposedException>(() => text.SectionOf(1));
        Assert.Throws<ObjectDisposedException>(() => text.NodeOf("T 2"));
        Assert.Throws<ObjectDisposedException>(() => text.NodeOf("T", 2));
        Assert.Throws<ObjectDisposedException>(() => text.NameOf(1));
        Assert.Throws<ObjectDisposedException>(() => text.Structure.Heading(9));
        Assert.Throws<ObjectDisposedException>(() => text.Structure.Parent(9));
        Assert.Throws<ObjectDisposedException>(() => text.Structure.NodeOf(heading));
        Assert.Throws<ObjectDisposedException>(() => text.Structure.Tree());
    }
}
