using Xunit;

namespace ContextFabric.Storage.Tests.Arrays;

public sealed class GrowingBufferTests
{
    [Fact]
    public void It_keeps_what_is_appended_through_growth()
    {
        using var buffer = new GrowingBuffer<int>();
        var expected = new List<int>();
        var random = new Random(4);
        while (expected.Count < 100_000)
        {
            int[] part = [.. Enumerable.Range(expected.Count, random.Next(3000))];
            Assert.True(buffer.TryAppend(part));
            expected.AddRange(part);
            Assert.Equal(expected.Count, buffer.Count);
        }

        Assert.Equal(expected, buffer.Items.ToArray());
    }

    [Fact]
    public void More_than_the_limit_is_refused_and_changes_nothing()
    {
        using var buffer = new GrowingBuffer<byte>(limit: 5000);
        Assert.True(buffer.TryAppend(new byte[4999]));
        Assert.False(buffer.TryAppend([1, 2]));
        Assert.Equal(4999, buffer.Count);
        Assert.True(buffer.TryAppend([7]));
        Assert.False(buffer.TryAppend([8]));
        Assert.Equal(7, buffer.Items[4999]);
    }

    [Fact]
    public void A_block_that_was_given_back_says_so()
    {
        var block = new NativeBytes(10);
        block.Bytes.Fill(3);
        Assert.Equal(30, block.Bytes.ToArray().Sum(b => b));
        block.Dispose();
        block.Dispose();
        Assert.Throws<ObjectDisposedException>(() => block.Bytes.Length);
    }
}
