using ContextFabric.Compile;
using ContextFabric.Diagnostics;
using ContextFabric.Testing;
using Xunit;

namespace ContextFabric.Core.Tests.Compile;

/// <summary>A store is used as long as its sources are what they were, and no longer.</summary>
public sealed class FreshnessTests : IDisposable
{
    private static readonly DateTime s_past = new(2020, 1, 2, 3, 4, 5, DateTimeKind.Utc);
    private readonly TempFolder _folder = new();

    public FreshnessTests()
    {
        var plain = new PlainCorpus().AddSlots("w", 4).AddNodes("pair", [1, 2], [3, 4]);
        plain.Texts["text"] = new() { [1] = "one", [2] = "two" };
        plain.Write(Source);
        foreach (string path in Directory.GetFiles(Source))
        {
            File.SetLastWriteTimeUtc(path, s_past);
        }

        CorpusCompiler.Compile(Source);
    }

    private string Source => _folder["tf"];

    private string Text => _folder["tf/text.tf"];

    private string Store => _folder["tf/.cfm/corpus.cfm"];

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Unchanged_sources_are_not_compiled_again()
    {
        DateTime made = File.GetLastWriteTimeUtc(Store);

        Assert.False(CorpusCompiler.Compile(Source).IsFresh);
        Assert.Equal("one", ValueNow());
        Assert.Equal(made, File.GetLastWriteTimeUtc(Store));
    }

    [Fact]
    public void A_new_time_without_a_change_does_not_matter()
    {
        File.SetLastWriteTimeUtc(Text, s_past.AddYears(1));

        Assert.False(CorpusCompiler.Compile(Source).IsFresh);
        Assert.False(CorpusCompiler.Compile(Source).IsFresh);
    }

    [Fact]
    public void Changed_content_is_compiled()
    {
        File.WriteAllText(Text, "@node\n@valueType=str\n\nother\n");

        Assert.Equal("other", ValueNow());
        Assert.False(CorpusCompiler.Compile(Source).IsFresh);
    }

    [Fact]
    public void Changed_content_of_the_same_size_is_compiled()
    {
        File.WriteAllText(Text, File.ReadAllText(Text).Replace("one", "eno", StringComparison.Ordinal));

        Assert.Equal("eno", ValueNow());
    }

    [Fact]
    public void Changed_content_with_the_old_size_and_times_is_compiled_by_force_only()
    {
        // The price of not reading the sources at each opening; see decision 5.
        File.WriteAllText(Text, File.ReadAllText(Text).Replace("one", "eno", StringComparison.Ordinal));
        File.SetLastWriteTimeUtc(Text, s_past);
        Assert.Equal("one", ValueNow());

        CorpusCompiler.Compile(Source, new CompileOptions { Force = true });
        Assert.Equal("eno", ValueNow());
    }

    [Fact]
    public void Without_its_stamp_a_store_is_compared_by_content()
    {
        File.WriteAllText(Text, File.ReadAllText(Text).Replace("one", "eno", StringComparison.Ordinal));
        File.SetLastWriteTimeUtc(Text, s_past);
        File.Delete(Store + ".stamp");

        Assert.Equal("eno", ValueNow());
    }

    [Fact]
    public void An_older_time_is_a_change_too()
    {
        File.WriteAllText(Text, File.ReadAllText(Text).Replace("one", "eno", StringComparison.Ordinal));
        File.SetLastWriteTimeUtc(Text, s_past.AddYears(-1));

        Assert.Equal("eno", ValueNow());
    }

    [Fact]
    public void Added_and_removed_features_are_noticed()
    {
        _folder.Write("tf/more.tf", "@node\n@valueType=int\n\n5\n");
        using (Corpus corpus = Corpus.Open(Source))
        {
            Assert.Equal(["more", "text"], corpus.F.Names);
        }

        File.Delete(Text);
        using (Corpus corpus = Corpus.Open(Source))
        {
            Assert.Equal(["more"], corpus.F.Names);
        }
    }

    [Fact]
    public void A_renamed_feature_is_noticed()
    {
        File.Move(Text, _folder["tf/word.tf"]);
        using Corpus corpus = Corpus.Open(Source);

        Assert.Equal(["word"], corpus.F.Names);
    }

    [Fact]
    public void A_change_while_it_is_compiled_is_not_lost()
    {
        File.Delete(Store);
        var edit = new Once(() => File.WriteAllText(Text, "@node\n@valueType=str\n\nlater\n"));

        // The step tells that the feature has been read, so the store is made of the old text.
        CompileReport report = CorpusCompiler.Compile(Source, new CompileOptions { Threads = 1 }, edit);
        using (Corpus old = Corpus.Open(report.StorePath))
        {
            Assert.Equal("one", old.F.Text("text")[1]);
        }

        Assert.True(edit.Done);
        Assert.Equal("later", ValueNow());
    }

    [Theory]
    [InlineData("not a store at all")]
    [InlineData("")]
    public void An_unreadable_store_is_replaced(string content)
    {
        File.WriteAllText(Store, content);

        Assert.Equal("one", ValueNow());
        Assert.False(CorpusCompiler.Compile(Source).IsFresh);
    }

    [Fact]
    public void A_store_of_another_folder_is_replaced()
    {
        new PlainCorpus().AddSlots("x", 2).Write(_folder["other"]);
        File.Copy(CorpusCompiler.Compile(_folder["other"]).StorePath, Store, overwrite: true);

        Assert.Equal("one", ValueNow());
    }

    [Fact]
    public void A_stamp_that_cannot_be_written_is_no_obstacle()
    {
        string stamp = Store + ".stamp";
        File.Delete(stamp);
        Directory.CreateDirectory(stamp);
        _folder.Write("tf/.cfm/corpus.cfm.stamp/in the way", "x");

        Assert.False(CorpusCompiler.Compile(Source).IsFresh);
        Assert.Equal("one", ValueNow());
    }

    [Fact]
    public void Force_compiles_anyway()
        => Assert.True(CorpusCompiler.Compile(Source, new CompileOptions { Force = true }).IsFresh);

    [Fact]
    public void A_stale_store_may_be_used_on_request_with_a_warning()
    {
        File.WriteAllText(Text, "@node\n@valueType=str\n\nother\n");
        foreach (CacheMode mode in (CacheMode[])[CacheMode.Never, CacheMode.CompileWhenMissing])
        {
            var warnings = new List<Diagnostic>();
            using Corpus corpus = Corpus.Open(Source, new CorpusOptions { CacheMode = mode, Warning = warnings.Add });

            Assert.Equal("one", corpus.F.Text("text")[1]);
            Assert.Equal("CF1500", Assert.Single(warnings).Code);
        }
    }

    [Fact]
    public void A_missing_store_is_an_error_where_compiling_is_forbidden()
    {
        File.Delete(Store);

        var error = Assert.Throws<CorpusNotFoundException>(() => Corpus.Open(Source, new CorpusOptions { CacheMode = CacheMode.Never }));
        Assert.Contains("has not been compiled", error.Message, StringComparison.Ordinal);
        using Corpus made = Corpus.Open(Source, new CorpusOptions { CacheMode = CacheMode.CompileWhenMissing });
        Assert.True(File.Exists(Store));
    }

    [Fact]
    public void Nothing_at_all()
    {
        Assert.Throws<CorpusNotFoundException>(() => Corpus.Open(_folder["none"]));
        Assert.Throws<CorpusNotFoundException>(() => CorpusCompiler.Compile(_folder["none"]));
        Directory.CreateDirectory(_folder["empty"]);
        Assert.Throws<CorpusNotFoundException>(() => Corpus.Open(_folder["empty"]));
        Assert.Throws<CorpusNotFoundException>(() => CorpusCompiler.Compile(_folder["empty"]));
    }

    private string? ValueNow()
    {
        using Corpus corpus = Corpus.Open(Source);
        return corpus.F.Text("text")[1];
    }

    private sealed class Once(Action action) : IProgress<CompileProgress>
    {
        public bool Done { get; private set; }

        public void Report(CompileProgress value)
        {
            if (value.Step == "text" && !Done)
            {
                Done = true;
                action();
            }
        }
    }
}
