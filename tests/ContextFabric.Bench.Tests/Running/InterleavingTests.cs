using ContextFabric.Bench.Running;
using Xunit;

namespace ContextFabric.Bench.Tests.Running;

public sealed class InterleavingTests
{
    private static readonly string[] s_subjects = ["a", "b"];

    [Fact]
    public void Subjects_take_turns_a_b_b_a()
    {
        string order = string.Concat(Enumerable.Range(0, 4).SelectMany(round => Interleaving.Turn(s_subjects, seed: 1, block: 1, round)));
        Assert.Contains(order, (string[])["abbaabba", "baabbaab"]);
    }

    [Fact]
    public void The_seed_and_the_block_decide_and_nothing_else()
    {
        int[] items = [.. Enumerable.Range(0, 50)];
        Assert.Equal(Interleaving.Shuffle(items, 7, 3), Interleaving.Shuffle(items, 7, 3));
        Assert.NotEqual(Interleaving.Shuffle(items, 7, 3), Interleaving.Shuffle(items, 7, 4));
        Assert.NotEqual(Interleaving.Shuffle(items, 7, 3), Interleaving.Shuffle(items, 8, 3));
        Assert.Equal(items, Interleaving.Shuffle(items, 7, 3).Order());
    }

    [Fact]
    public void Over_many_blocks_each_subject_begins_about_as_often() =>
        Assert.InRange(Enumerable.Range(1, 100).Count(block => Interleaving.Turn(s_subjects, 1, block, 0)[0] == "a"), 30, 70);
}
