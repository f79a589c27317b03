using Xunit;

namespace ContextFabric.Core.Tests.Searching;

/// <summary>Comparison of results.</summary>
internal static class Tuples
{
    /// <summary>The same tuples in the same order.</summary>
    public static void AssertSame(IEnumerable<int[]> expected, IEnumerable<int[]> found)
    {
        int[][] left = [.. expected];
        int[][] right = [.. found];

        // What the test framework does is slow, but tells what differs.
        if (left.Length != right.Length || !left.Zip(right).All(pair => pair.First.AsSpan().SequenceEqual(pair.Second)))
        {
            Assert.Equal(left, right);
        }
    }

    /// <summary>The tuples by their numbers.</summary>
    public static int[][] Sorted(IEnumerable<int[]> tuples)
    {
        int[][] sorted = [.. tuples];
        Array.Sort(sorted, (a, b) => a.AsSpan().SequenceCompareTo(b));
        return sorted;
    }
}
