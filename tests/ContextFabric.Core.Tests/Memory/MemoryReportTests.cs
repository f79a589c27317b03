using ContextFabric.Core.Tests.Model;
using ContextFabric.Storage;
using ContextFabric.Testing;
using Xunit;

namespace ContextFabric.Core.Tests.Memory;

/// <summary>Parts, groups and totals of the memory report; warming and trimming by name.</summary>
public sealed class MemoryReportTests : IDisposable
{
    private readonly CompiledCorpus _compiled;

    public MemoryReportTests()
    {
        PlainCorpus plain = new PlainCorpus().AddSlots("word", 300).AddNodes("sentence", [1, 2], [3, 4, 5]);
        plain.Texts["lemma"] = new(Enumerable.Range(1, 300).ToDictionary(n => n, n => $"lemma {n % 40}"));
        plain.Numbers["number"] = new() { [1] = 1, [7] = 2 };
        plain.Edges["parent"] = [(1, 2)];
        _compiled = new CompiledCorpus(plain);
    }

    private Corpus Corpus => _compiled.Corpus;

    public void Dispose() => _compiled.Dispose();

    [Theory]
    [InlineData(MemoryGrouping.Array)]
    [InlineData(MemoryGrouping.Feature)]
    [InlineData(MemoryGrouping.Group)]
    public void Parts_add_up_to_the_stores_in_every_grouping(MemoryGrouping by)
    {
        MemoryReport report = Corpus.MemoryReport();
        IReadOnlyList<MemoryPart> parts = report.Parts(by);

        Assert.Equal(new FileInfo(Corpus.Stores[0].Path).Length, report.StoreBytes);
        Assert.Equal(report.StoreBytes, parts.Sum(p => p.Bytes));
        Assert.Equal(Corpus.Stores[0].Describe().Count, parts.Sum(p => p.Arrays));
        Assert.Equal(report.Mapped, parts.Sum(p => p.Mapped));
        Assert.Equal(report.Resident, parts.Sum(p => p.Resident));
        Assert.Equal(parts.OrderByDescending(p => p.Bytes), parts);
        Assert.All(parts, p => Assert.True(p.Bytes >= (p.Mapped ?? 0) && p.Bytes >= (p.Resident ?? 0)));
    }

    [Fact]
    public void Arrays_come_under_their_feature_and_group()
    {
        MemoryReport report = Corpus.MemoryReport();
        Dictionary<string, MemoryPart> features = report.Parts(MemoryGrouping.Feature).ToDictionary(p => p.Name);

        Assert.Equal(MemoryGroup.NodeFeature, features["lemma"].Group);
        Assert.Equal(report.Parts(MemoryGrouping.Array).Where(p => p.Name.StartsWith("features/lemma/", StringComparison.Ordinal)).Sum(p => p.Bytes), features["lemma"].Bytes);
        Assert.Equal(MemoryGroup.EdgeFeature, features["parent"].Group);
        Assert.Equal(MemoryGroup.Warp, features["warp"].Group);
        Assert.Equal(0, features["metadata"].Arrays);
        Assert.Contains(report.Parts(MemoryGrouping.Array), p => p is { Name: "computed/order", ElementType: "<i4", Count: 302, Bytes: 4 * 302, Arrays: 1 });
        Assert.All(report.Parts(MemoryGrouping.Group), p => Assert.Equal(MemoryReport.NameOf(p.Group), p.Name));
    }

    [Fact]
    public void String_cache_is_told()
    {
        CacheMemory before = Corpus.MemoryReport().StringCache;
        _ = Corpus.Features.Text("lemma")[3];
        CacheMemory after = Corpus.MemoryReport().StringCache;

        Assert.Equal((0, 4096), (before.Entries, before.Capacity));
        Assert.Equal(1, after.Entries);
        Assert.InRange(after.Bytes, before.Bytes + 1, after.MaxBytes);
    }

    [Fact]
    public void Totals_are_there_where_the_kernel_has_them()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "memory is read from /proc");
        GC.Collect();
        _ = Corpus.Warm();

        MemoryReport report = MemoryReport.Of(Corpus);

        Assert.Empty(report.NotAvailable);
        Assert.Equal(report.StoreBytes, report.Mapped);
        Assert.True(report.Stores[0].Mapping!.Rss >= report.StoreBytes);
        Assert.True(report.Process!.Rss > report.Stores[0].Mapping!.Rss);
        Assert.True(report.PrivateWithoutStores >= report.RuntimePrivate);
        Assert.True(report.Managed.Committed > 0);
        Assert.InRange(report.Stores[0].Mapping!.Rss + report.PrivateWithoutStores!.Value + report.ProgramFiles!.Value, report.Process.Rss, report.Process.Rss);
    }

    [Fact]
    public void Warming_and_trimming_take_names_of_arrays()
    {
        Assert.True(Corpus.Warm(["features/lemma", "computed/order"]) >= 4 * 302);
        Assert.Contains("'lemma'", Assert.Throws<CorpusFormatException>(() => Corpus.Warm(["lemma"])).Message, StringComparison.Ordinal);
        Assert.Throws<CorpusFormatException>(() => Corpus.Trim(["warp", "features/none"]));
        Assert.SkipUnless(OperatingSystem.IsLinux(), "pages are given back on Linux");

        Assert.True(Corpus.Trim());
        Assert.Equal(0, Corpus.MemoryReport().Mapped);
        Assert.Equal("lemma 3", Corpus.Features.Text("lemma")[3]);
    }

    [Fact]
    public void Layers_are_stores_of_their_own()
    {
        using var folder = new TempFolder();
        folder.Write("more.tf", "@node\n@valueType=int\n\n1\t5\n");
        using Corpus layered = Corpus.Open([Path.GetDirectoryName(Path.GetDirectoryName(Corpus.Stores[0].Path))!, folder.Path], modules: null);

        MemoryReport report = layered.MemoryReport();

        Assert.Equal(2, report.Stores.Count);
        Assert.Equal(report.StoreBytes, report.Parts(MemoryGrouping.Group).Sum(p => p.Bytes));
        Assert.True(layered.Warm(["warp", "features/more"]) > 0);
    }

    [Fact]
    public void Closed_corpus_has_no_report()
    {
        Corpus.Dispose();

        Assert.Throws<ObjectDisposedException>(() => Corpus.MemoryReport());
        Assert.Throws<ObjectDisposedException>(() => Corpus.Warm());
        Assert.Throws<ObjectDisposedException>(() => Corpus.Trim());
    }
}
