using System.Text;
using ContextFabric.Diagnostics;
using ContextFabric.Storage;
using ContextFabric.Storage.Container;
using ContextFabric.Testing;
using ContextFabric.Tf;
using Xunit;

namespace ContextFabric.Core.Tests.Compile;

/// <summary>A base corpus and modules over it, each with a store of its own.</summary>
public sealed class LayerTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public LayerTests()
    {
        PlainCorpus plain = Nodes();
        plain.Texts["text"] = new() { [1] = "a", [2] = "b", [3] = "c", [4] = "d" };
        plain.Texts["title"] = new() { [5] = "One", [6] = "Two" };
        plain.Otext = ["fmt:text-orig-full={text} ", "sectionTypes=doc", "sectionFeatures=title"];
        plain.Write(Base);
    }

    private string Base => _folder["base"];

    private string Module => _folder["module"];

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_module_adds_and_overrides()
    {
        var more = new PlainCorpus();
        more.Texts["text"] = new() { [2] = "B" };
        more.Numbers["count"] = new() { [6] = -1 };
        more.Edges["next"] = [(1, 2)];
        more.WriteFeatures(Module);
        using Corpus corpus = Corpus.Open([Base, Module], null);

        Assert.Equal(["count", "text", "title"], corpus.F.Names);
        Assert.Equal([null, "B", null, null], Enumerable.Range(1, 4).Select(node => corpus.F.Text("text")[node]));
        Assert.Equal("One", corpus.F.Text("title")[5]);
        Assert.Equal(-1, corpus.F.Int("count")[6]);
        Assert.Equal([2], corpus.E["next"].From(1).ToArray());
        Assert.Equal(2, corpus.Stores.Count);
        Assert.All(corpus.Stores, store => Assert.Empty(store.Verify()));
    }

    [Fact]
    public void The_last_place_wins_whatever_is_base()
    {
        var more = new PlainCorpus();
        more.Texts["text"] = new() { [2] = "B" };
        more.Numbers["count"] = new() { [6] = 7 };
        more.WriteFeatures(Module);

        using Corpus moduleLast = Corpus.Open([Base, Module], null);
        using Corpus baseLast = Corpus.Open([Module, Base], null);

        Assert.Equal(("B", null), (moduleLast.F.Text("text")[2], moduleLast.F.Text("text")[1]));
        Assert.Equal(("b", "a"), (baseLast.F.Text("text")[2], baseLast.F.Text("text")[1]));
        Assert.Equal(7, baseLast.F.Int("count")[6]);
        Assert.Equal("a b c d ", baseLast.T.Get([1, 2, 3, 4]));
    }

    [Fact]
    public void A_feature_may_change_its_kind_from_layer_to_layer()
    {
        var more = new PlainCorpus();
        more.Edges["title"] = [(1, 2)];
        more.Numbers["text"] = new() { [1] = 5 };
        more.WriteFeatures(Module);
        PlainCorpus bare = Nodes();
        bare.Texts["title"] = new() { [5] = "One" };
        bare.Texts["text"] = new() { [1] = "a" };
        bare.Write(_folder["bare"]);
        using Corpus corpus = Corpus.Open([_folder["bare"], Module], null);

        Assert.Equal(["text"], corpus.F.Names);
        Assert.Equal(5, corpus.F.Int("text")[1]);
        Assert.Equal(["title"], corpus.E.Names);
    }

    [Fact]
    public void A_config_feature_overrides_what_has_its_name()
    {
        PlainCorpus bare = Nodes();
        bare.Texts["note"] = new() { [1] = "a" };
        bare.Edges["link"] = [(1, 2)];
        bare.Write(_folder["bare"]);
        _folder.Write("module/note.tf", "@config\n@x=y\n\n");
        _folder.Write("module/link.tf", "@config\n@x=y\n\n");
        using Corpus corpus = Corpus.Open([_folder["bare"], Module], null);

        Assert.Empty(corpus.F.Names);
        Assert.Empty(corpus.E.Names);
        Assert.Equal("y", Assert.Single(corpus.Metadata, meta => meta.Name == "note").Get("x"));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_module_cannot_give_the_nodes_other_slots(bool lenient)
    {
        _folder.Write("module/oslots.tf", "@edge\n@valueType=str\n\n5\t1\n2-4\n");

        var failure = Assert.Throws<TfParseException>(() => Corpus.Open([Base, Module], null, new CorpusOptions { Compile = new() { Lenient = lenient } }));
        Diagnostic problem = Assert.Single(failure.Diagnostics);
        Assert.Equal((TfCodes.SlotsInModule, _folder["module/oslots.tf"]), (problem.Code, problem.Path));
        Assert.False(File.Exists(_folder["module/.cfm/corpus.cfm"]));
    }

    [Fact]
    public void A_layer_that_another_program_makes_for_another_corpus_right_afterwards_is_not_taken_for_its_own()
    {
        _folder.Write("module/text.tf", "@node\n@valueType=str\n\nA\0\nB\nC\nD\n");
        var titles = new PlainCorpus();
        titles.Texts["title"] = new() { [5] = "Uno", [6] = "Due" };
        titles.WriteFeatures(_folder["titles"]);
        bool interfered = false;
        using Corpus corpus = Corpus.Open([Base, _folder["titles"], Module], null, new CorpusOptions { Warning = Interfere });

        Assert.True(interfered);
        Assert.Equal(5, corpus.T.NodeOf("Uno"));
        Assert.Null(corpus.T.NodeOf("One"));

        // The warning on the NUL comes when the layer has just been published.
        void Interfere(Diagnostic warning)
        {
            if (!interfered)
            {
                interfered = true;
                Corpus.Open([Base, Module], null).Dispose();
            }
        }
    }

    [Fact]
    public void Modules_are_folders_below_each_location()
    {
        var more = new PlainCorpus();
        more.Numbers["count"] = new() { [1] = 1 };
        more.WriteFeatures(_folder["base/extra"]);
        using Corpus corpus = Corpus.Open([Base], ["", "extra"]);

        Assert.Equal(["count", "text", "title"], corpus.F.Names);
    }

    [Fact]
    public void Stores_of_layers_are_reused()
    {
        var more = new PlainCorpus();
        more.Numbers["count"] = new() { [1] = 1 };
        more.WriteFeatures(Module);
        Corpus.Open([Base, Module], null).Dispose();
        var steps = new List<string>();
        var options = new CorpusOptions { Progress = new Listener(steps) };

        Corpus.Open([Base, Module], null, options).Dispose();
        Assert.Empty(steps);

        more.Numbers["count"][1] = 2;
        more.WriteFeatures(Module);
        using Corpus corpus = Corpus.Open([Base, Module], null, options);
        Assert.Equal(2, corpus.F.Int("count")[1]);
        Assert.DoesNotContain("text", steps);
        Assert.Contains("count", steps);
    }

    [Fact]
    public void A_layer_without_its_corpus_is_refused()
    {
        var more = new PlainCorpus();
        more.Numbers["count"] = new() { [1] = 1 };
        more.WriteFeatures(Module);
        Corpus.Open([Base, Module], null).Dispose();

        var source = Assert.Throws<TfParseException>(() => Corpus.Open(Module));
        Assert.Contains("no otype", source.Message, StringComparison.Ordinal);
        var store = Assert.Throws<CorpusFormatException>(() => Corpus.Open(Path.Combine(Module, ".cfm", "corpus.cfm")));
        Assert.Contains("is a layer of features: it needs the corpus", store.Message, StringComparison.Ordinal);
        using Corpus together = Corpus.Open([Path.Combine(Base, ".cfm", "corpus.cfm"), Path.Combine(Module, ".cfm", "corpus.cfm")], null);
        Assert.Equal(1, together.F.Int("count")[1]);
    }

    [Fact]
    public void A_layer_for_other_nodes_is_refused()
    {
        var more = new PlainCorpus();
        more.Numbers["count"] = new() { [1] = 1 };
        more.WriteFeatures(Module);
        Corpus.Open([Base, Module], null).Dispose();
        new PlainCorpus().AddSlots("word", 4).AddNodes("doc", [1, 2, 3], [3, 4]).Write(_folder["other"]);
        string layer = Path.Combine(Module, ".cfm", "corpus.cfm");

        var fault = Assert.Throws<CorpusFormatException>(() => Corpus.Open([_folder["other"], layer], null));
        Assert.Equal(FormatFault.Foreign, fault.Fault);
        Assert.Contains("for other nodes than those of", fault.Message, StringComparison.Ordinal);

        // Of its sources a layer over the other corpus can be made.
        using Corpus remade = Corpus.Open([_folder["other"], Module], null);
        Assert.Equal(1, remade.F.Int("count")[1]);
    }

    [Fact]
    public void A_layer_with_nodes_that_do_not_exist_is_refused_with_the_place()
    {
        var more = new PlainCorpus();
        more.Numbers["count"] = new() { [7] = 1 };
        more.WriteFeatures(Module);

        var error = Assert.Throws<TfParseException>(() => Corpus.Open([Base, Module], null));
        Assert.Contains(error.Diagnostics, d => d.Code == TfCodes.UnknownNode && d.Path == Path.Combine(Module, "count.tf"));
        Assert.False(File.Exists(Path.Combine(Module, ".cfm", "corpus.cfm")));
    }

    [Fact]
    public void New_headings_make_sections_new_and_leave_the_base_alone()
    {
        var more = new PlainCorpus();
        more.Texts["title"] = new() { [5] = "Uno", [6] = "Dos" };
        more.WriteFeatures(Module);
        Corpus.Open(Base).Dispose();
        byte[] before = File.ReadAllBytes(Path.Combine(Base, ".cfm", "corpus.cfm"));

        using Corpus layered = Corpus.Open([Base, Module], null);
        using Corpus plain = Corpus.Open(Base);

        Assert.Equal("Uno", layered.T.SectionOf(1)!.Value[0].Text);
        Assert.Equal(6, layered.T.NodeOf("Dos"));
        Assert.Null(layered.T.NodeOf("Two"));
        Assert.Equal("One", plain.T.SectionOf(1)!.Value[0].Text);
        Assert.Equal(6, plain.T.NodeOf("Two"));
        Assert.Equal(before, File.ReadAllBytes(Path.Combine(Base, ".cfm", "corpus.cfm")));
    }

    [Fact]
    public void New_words_make_texts_new()
    {
        var more = new PlainCorpus();
        more.Texts["text"] = new() { [1] = "w", [2] = "x", [3] = "y", [4] = "zz" };
        more.WriteFeatures(Module);
        using Corpus layered = Corpus.Open([Base, Module], null);
        using Corpus plain = Corpus.Open(Base);

        Assert.Equal("w x y zz ", layered.T.Get([1, 2, 3, 4]));
        Assert.Equal("a b c d ", plain.T.Get([1, 2, 3, 4]));
        Assert.Equal(["w", "x", "y", "z"], Characters(layered));
        Assert.Equal(["a", "b", "c", "d"], Characters(plain));
    }

    [Fact]
    public void New_formats_come_with_a_layer()
    {
        _folder.Write("module/otext@extra.tf", "@config\n@fmt:text-upper-full=<{caps}>\n\n");
        var more = new PlainCorpus();
        more.Texts["caps"] = new() { [1] = "A", [2] = "B" };
        more.WriteFeatures(Module);
        using Corpus layered = Corpus.Open([Base, Module], null);

        Assert.Equal(["text-orig-full", "text-upper-full"], layered.T.Formats.Select(format => format.Name).Order(StringComparer.Ordinal));
        Assert.Equal("a b ", layered.T.Get([1, 2]));
    }

    [Fact]
    public void Layers_over_layers_see_those_below()
    {
        var first = new PlainCorpus();
        first.Texts["title"] = new() { [5] = "Uno", [6] = "Dos" };
        first.WriteFeatures(_folder["first"]);
        var second = new PlainCorpus();
        second.Texts["text"] = new() { [1] = "z" };
        second.WriteFeatures(_folder["second"]);

        using Corpus both = Corpus.Open([Base, _folder["first"], _folder["second"]], null);
        Assert.Equal(5, both.T.NodeOf("Uno"));
        Assert.Equal("z ", both.T.Get([1]));

        using Corpus one = Corpus.Open([Base, _folder["second"]], null);
        Assert.Equal(5, one.T.NodeOf("One"));
        Assert.Null(one.T.NodeOf("Uno"));
    }

    [Fact]
    public void Stores_of_a_newer_version_or_another_program_are_refused()
    {
        foreach ((string marker, FormatFault expected, string message) in ((string, FormatFault, string)[])
        [
            ("context-fabric 2\n", FormatFault.TooNew, "format version 2; this program reads up to 1"),
            ("context-fabric 10\n", FormatFault.TooNew, "format version 10"),
            ("something else\n", FormatFault.Foreign, "'something else'"),
            ("context-fabric x\n", FormatFault.Foreign, "'context-fabric x'"),
            ("context-fabric 1\n", FormatFault.Missing, "meta.json"),
        ])
        {
            string path = _folder["strange.cfm"];
            using (var writer = new ContainerWriter(path, marker))
            {
                writer.Publish();
            }

            var fault = Assert.Throws<CorpusFormatException>(() => Corpus.Open(path));
            Assert.Equal(expected, fault.Fault);
            Assert.Contains(message, fault.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Metadata_that_make_no_sense_are_refused()
    {
        foreach (string json in (string[])["", "{", "[]", "null", "{}", "{\"version\":1}", "{\"warp\":5}", .. ContradictoryMetadata()])
        {
            string path = _folder["strange.cfm"];
            using (var writer = new ContainerWriter(path, "context-fabric 1\n"))
            {
                var batch = new MemberBatch();
                batch.WriteBytes("meta.json", Encoding.UTF8.GetBytes(json));
                writer.Append(batch);
                writer.Publish();
            }

            Assert.Equal(FormatFault.Corrupt, Assert.Throws<CorpusFormatException>(() => Corpus.Open(path)).Fault);
        }
    }

    [Fact]
    public void A_store_of_a_corpus_with_slots_only()
    {
        new PlainCorpus().AddSlots("letter", 3).Write(_folder["slots"]);
        using Corpus corpus = Corpus.Open(_folder["slots"]);

        Assert.Equal((3, 3), (corpus.MaxSlot, corpus.MaxNode));
        Assert.Equal([1, 2, 3], corpus.C.Order.ToArray());
        Assert.True(corpus.L.Up(2).IsEmpty);
        Assert.Equal([3], corpus.L.Next(2).ToArray());
    }

    /// <summary>The metadata of a sound store, each time with one lie.</summary>
    private string[] ContradictoryMetadata()
    {
        using Corpus corpus = Corpus.Open(Base);
        string sound = Encoding.UTF8.GetString(corpus.Stores[0].GetBytes("meta.json"));
        (string True, string False)[] lies =
        [
            ("\"maxNode\":6", "\"maxNode\":7"),
            ("\"maxSlot\":4", "\"maxSlot\":3"),
            ("\"name\":\"doc\"", "\"name\":\"word\""),
            ("\"first\":5", "\"first\":4"),
            ("\"firstNode\":5,\"lastNode\":6", "\"firstNode\":5,\"lastNode\":7"),
            ("\"firstNode\":5,\"lastNode\":6", "\"firstNode\":-5,\"lastNode\":6"),
            ("\"typeCounts\":[4,0]", "\"typeCounts\":[4]"),
        ];
        return Array.ConvertAll(lies, lie =>
        {
            Assert.Contains(lie.True, sound, StringComparison.Ordinal);
            return sound.Replace(lie.True, lie.False, StringComparison.Ordinal);
        });
    }

    private static PlainCorpus Nodes() => new PlainCorpus().AddSlots("word", 4).AddNodes("doc", [1, 2], [3, 4]);

    private static IEnumerable<string> Characters(Corpus corpus)
        => corpus.T.Characters(corpus.T.Formats["text-orig-full"]).Select(count => count.Character.ToString()).Where(character => character != " ");

    private sealed class Listener(List<string> steps) : IProgress<CompileProgress>
    {
        public void Report(CompileProgress value)
        {
            lock (steps)
            {
                steps.Add(value.Step);
            }
        }
    }
}
