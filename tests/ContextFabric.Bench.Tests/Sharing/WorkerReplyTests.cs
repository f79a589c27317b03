using ContextFabric.Bench.Sharing;
using Xunit;

namespace ContextFabric.Bench.Tests.Sharing;

public sealed class WorkerReplyTests
{
    [Fact]
    public void What_a_worker_says_is_understood()
    {
        string line = WorkerProtocol.Format(("bytes", 12L), ("range", new MemoryRange(0x7f00, 5)), ("range", new MemoryRange(1, 2)), ("name", "x"));
        WorkerReply reply = WorkerReply.Parse(line);

        Assert.Equal(12, reply.Number("bytes"));
        Assert.Equal("x", reply.Text("name"));
        Assert.Equal([new MemoryRange(0x7f00, 5), new MemoryRange(1, 2)], reply.Ranges());
        Assert.Null(reply.Find("nothing"));
    }

    [Theory]
    [InlineData("failed no room", "no room")]
    [InlineData("hello", "'hello'")]
    [InlineData("", "''")]
    public void Failures_and_foreign_words_are_errors(string line, string expected) =>
        Assert.Contains(expected, Assert.Throws<SharingException>(() => WorkerReply.Parse(line)).Message, StringComparison.Ordinal);

    [Fact]
    public void Missing_value_is_an_error() =>
        Assert.Contains("'heap'", Assert.Throws<SharingException>(() => WorkerReply.Parse("ok a=1").Number("heap")).Message, StringComparison.Ordinal);
}
