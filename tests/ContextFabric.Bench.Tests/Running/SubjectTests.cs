using ContextFabric.Bench.Running;
using ContextFabric.Bench.Workers;
using Xunit;

namespace ContextFabric.Bench.Tests.Running;

public sealed class SubjectTests
{
    [Fact]
    public void Lists_peers_and_a_copy_of_the_baseline()
    {
        SubjectList list = List(["mapped, heap"], ["tf=python3 peer.py --engine tf"], null, addCopy: true, ["TieredPGO=0"]);
        Assert.Equal(["mapped", "heap", "tf", "self-b"], list.All.Select(subject => subject.Name));
        Assert.Equal("heap", list.Baseline);
        Assert.Equal(["cfabric", BenchWorker.CommandName, "heap"], list.All[3].Command);
        Assert.Equal("0", list.All[0].Environment["DOTNET_TieredPGO"]);
        Assert.Empty(list.All[2].Environment);
        Assert.True(list.All[2].IsPeer);
    }

    [Fact]
    public void Without_heap_the_last_subject_is_the_baseline() => Assert.Equal("x", List(["mapped"], ["x=y"], null).Baseline);

    [Theory]
    [InlineData("maped", null, null, "'maped'")]
    [InlineData("mapped,mapped", null, null, "two subjects")]
    [InlineData("mapped", "python3", null, "NAME=COMMAND")]
    [InlineData("mapped", "a/b=c", null, "has no /")]
    [InlineData("mapped", "self-b=c", null, "self-b")]
    [InlineData("mapped", null, "tf", "--baseline: 'tf'")]
    public void What_makes_no_sense_is_said(string subjects, string? peer, string? baseline, string expected) =>
        Assert.Contains(expected, Assert.Throws<BenchException>(() => List([subjects], peer is null ? [] : [peer], baseline)).Message, StringComparison.Ordinal);

    private static SubjectList List(string[] names, string[] peers, string? baseline, bool addCopy = false, string[]? config = null) =>
        Subject.List(names, peers, baseline, addCopy, ["cfabric"], config ?? []);
}
