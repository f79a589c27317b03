using ContextFabric.Core.Tests.Model;
using ContextFabric.Diagnostics;
using ContextFabric.Storage;
using ContextFabric.Storage.Files;
using ContextFabric.Storage.Memory;
using ContextFabric.Store;
using ContextFabric.Testing;
using Xunit;

namespace ContextFabric.Core.Tests.Store;

public sealed class StorePlaceTests : IDisposable
{
    private readonly CompiledCorpus _compiled = new(new PlainCorpus().AddSlots("word", 3));

    public void Dispose() => _compiled.Dispose();

    [Theory]
    [InlineData(FileSystemKind.Network, "nfs", "a network file system (nfs)")]
    [InlineData(FileSystemKind.UserSpace, "fuse", "a file system in user space (fuse)")]
    public void A_store_of_another_machine_is_warned_of_once(FileSystemKind kind, string name, string words)
    {
        ArrayStore store = _compiled.Corpus.Stores[0];
        Diagnostic finding = Assert.Single(StorePlace.Findings([store, store], _ => new FileSystem(kind, name)));
        Assert.Equal((DiagnosticSeverity.Warning, "CF1502", store.Path), (finding.Severity, finding.Code, finding.Path));
        Assert.Contains(words, finding.Message, StringComparison.Ordinal);
        Assert.Contains("copy it to a local disk", finding.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(FileSystemKind.Local)]
    [InlineData(FileSystemKind.Memory)]
    [InlineData(FileSystemKind.Overlay)]
    [InlineData(FileSystemKind.Unknown)]
    public void Other_places_are_no_matter(FileSystemKind kind) =>
        Assert.Empty(StorePlace.Findings(_compiled.Corpus.Stores, _ => new FileSystem(kind, "any")));

    [Fact]
    public void The_report_has_the_file_system_and_what_was_read_since_opening()
    {
        MemoryReport report = _compiled.Corpus.MemoryReport();
        Assert.Equal(FileSystem.Of(_compiled.Corpus.Stores[0].Path), report.Stores[0].FileSystem);
        Assert.True(report.Pressure.Elapsed > TimeSpan.Zero);
        Assert.Equal(report.Remarks.Count > 0, report.Stores[0].FileSystem.IsRemote);
        Assert.SkipUnless(OperatingSystem.IsLinux(), "only Linux counts what is read from disk");
        Assert.True(report.Pressure is { MajorFaults: >= 0, ReadBytes: >= 0, FileRefaults: >= 0, FileRefaultsPerSecond: >= 0 });
    }

    [Fact]
    public void Pressure_is_the_difference_of_two_moments()
    {
        var earlier = new FaultCounters { Timestamp = 0, MajorFaults = 3, ReadBytes = 100, FileRefaults = 10 };
        var later = new FaultCounters { Timestamp = System.Diagnostics.Stopwatch.Frequency * 4, MajorFaults = 5, ReadBytes = 1100, FileRefaults = 30 };
        Assert.Equal(new MemoryPressure(TimeSpan.FromSeconds(4), 2, 1000, 20), later.Since(earlier));
        Assert.Equal(5, later.Since(earlier).FileRefaultsPerSecond);
    }
}
