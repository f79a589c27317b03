using System.Runtime.CompilerServices;
using ContextFabric.Storage;
using ContextFabric.Storage.Memory;
using ContextFabric.Testing;
using Xunit;

namespace ContextFabric.Core.Tests.Model;

/// <summary>A corpus of which everything lies on the managed heap.</summary>
public sealed class ManagedHeapTests : IDisposable
{
    private static readonly CorpusOptions s_managed = new() { Residence = Residence.ManagedHeap };
    private readonly TempFolder _folder = new();

    public ManagedHeapTests() => RandomCorpora.Large(300).Write(_folder.Path);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void No_file_stays_mapped()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "mappings are listed in /proc/self/smaps");
        using Corpus corpus = Corpus.Open(_folder.Path, s_managed);
        Assert.Empty(SmapsMap.Find(Environment.ProcessId, corpus.Stores[0].Path)!);
    }

    [Fact]
    public void A_text_is_one_string_however_often_it_is_asked_for()
    {
        using Corpus corpus = Corpus.Open(_folder.Path, s_managed);
        StringFeature form = corpus.F.Text("form");
        for (int code = 1; code <= form.DistinctCount; code++)
        {
            Assert.Same(form.ValueOf(code), form.ValueOf(code));
            Assert.Equal(code, form.CodeOf(form.ValueOf(code)));
        }

        Assert.Equal(0, form.CodeOf("no such text"));
        Assert.Equal(0, form.CodeOf("\ud800"));
        Assert.Throws<ArgumentOutOfRangeException>(() => form.ValueOf(0));
        Assert.Throws<ArgumentOutOfRangeException>(() => form.ValueOf(form.DistinctCount + 1));
    }

    [Fact]
    public void It_is_freed_when_nobody_holds_it()
    {
        WeakReference open = OpenAndForget();
        for (int i = 0; i < 10 && open.IsAlive; i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }

        Assert.False(open.IsAlive);
    }

    [Fact]
    public void A_span_keeps_what_it_points_to()
    {
        int[] expected;
        using (Corpus mapped = Corpus.Open(_folder.Path))
        {
            expected = mapped.N.CanonicalOrder.ToArray();
        }

        ReadOnlySpan<int> order = OrderOfForgotten();
        for (int i = 0; i < 20; i++)
        {
            GC.Collect();
            byte[] pinned = GC.AllocateArray<byte>(1 << 16, pinned: true);
            pinned.AsSpan().Fill(0xFF);
        }

        Assert.Equal(expected, order.ToArray());
    }

    [Fact]
    public void The_report_says_where_it_is()
    {
        using Corpus corpus = Corpus.Open(_folder.Path, s_managed);
        MemoryReport report = corpus.MemoryReport();
        Assert.Equal(Residence.ManagedHeap, report.Stores[0].Residence);
        Assert.False(report.Stores[0].IsMapped);
        Assert.Null(report.Stores[0].Mapping);
        Assert.Null(report.PrivateWithoutStores);
        Assert.Contains(report.NotAvailable, gap => gap.Contains("managed heap", StringComparison.Ordinal));
        Assert.Equal(0, report.StringCache.Capacity);
        Assert.True(report.Managed.InUse > corpus.Stores[0].Length);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private WeakReference OpenAndForget()
    {
        Corpus corpus = Corpus.Open(_folder.Path, s_managed);
        var reference = new WeakReference(corpus.Stores[0].Mapping);
        corpus.Dispose();
        return reference;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private ReadOnlySpan<int> OrderOfForgotten() => Corpus.Open(_folder.Path, s_managed).N.CanonicalOrder;
}
