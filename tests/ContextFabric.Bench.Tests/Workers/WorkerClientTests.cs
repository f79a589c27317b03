using ContextFabric.Bench.Machine;
using ContextFabric.Bench.Running;
using ContextFabric.Bench.Workers;
using ContextFabric.Testing;
using Xunit;

namespace ContextFabric.Bench.Tests.Workers;

/// <summary>Workers that do what they should not: the message says what happened, and the process is gone.</summary>
public sealed class WorkerClientTests : IDisposable
{
    private static readonly WorkerRequest s_query = new() { Op = WorkerOps.Query, Template = "word" };
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(FalsePeer.Garbage, nameof(WorkerFault.Garbage), "line 2 of its output")]
    [InlineData(FalsePeer.Garbage, nameof(WorkerFault.Garbage), "'Traceback: something went wrong'")]
    [InlineData(FalsePeer.Confused, nameof(WorkerFault.Garbage), "an answer with \"id\":2 was expected")]
    [InlineData(FalsePeer.Dying, nameof(WorkerFault.Died), "(exit code 7): this is the end")]
    [InlineData(FalsePeer.Hanging, nameof(WorkerFault.Timeout), "within 0.5 s")]
    public async Task A_failure_is_named_and_ends_the_process(string kind, string fault, string message)
    {
        using WorkerClient worker = await StartAsync(kind);
        int id = worker.ProcessId;
        WorkerException failure = await Assert.ThrowsAsync<WorkerException>(
            () => worker.SendAsync(s_query, TestContext.Current.CancellationToken, kind == FalsePeer.Hanging ? TimeSpan.FromSeconds(0.5) : null));
        Assert.Equal(fault, failure.Fault.ToString());
        Assert.Contains(message, failure.Message, StringComparison.Ordinal);
        Assert.False(worker.IsAlive);
        if (OperatingSystem.IsLinux())
        {
            Assert.Contains($"process {id} ", Assert.Throws<BenchException>(() => ProcessReading.Read(id, [])).Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task What_a_worker_says_to_standard_error_is_in_its_log()
    {
        using WorkerClient worker = await StartAsync(FalsePeer.Dying);
        await Assert.ThrowsAsync<WorkerException>(() => worker.SendAsync(s_query, TestContext.Current.CancellationToken));
        Assert.Equal("this is the end", File.ReadAllText(_folder["log.txt"]).Trim());
    }

    [Fact]
    public async Task Unknown_fields_are_ignored_and_times_are_told()
    {
        using WorkerClient worker = await StartAsync(FalsePeer.Wrong);
        WorkerReply reply = await worker.SendAsync(s_query, TestContext.Current.CancellationToken);
        Assert.Equal(1, reply.Answer.Count);
        Assert.True(reply.OuterMs >= reply.Ms && reply.OverheadMs >= 0);
        Assert.True(worker.StartMs > 0);
        Assert.Equal("false", worker.Hello.Name);
        await worker.ExitAsync(TestContext.Current.CancellationToken);
        Assert.False(worker.IsAlive);
        Assert.False(File.Exists(_folder["log.txt"]));
    }

    [Fact]
    public async Task Disposing_ends_a_worker_that_is_busy()
    {
        WorkerClient worker = await StartAsync(FalsePeer.Hanging);
        int id = worker.ProcessId;
        using var impatience = new CancellationTokenSource(TimeSpan.FromMilliseconds(200));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => worker.SendAsync(s_query, impatience.Token));
        worker.Dispose();
        worker.Dispose();
        Assert.Throws<ArgumentException>(() => System.Diagnostics.Process.GetProcessById(id));
    }

    [Fact]
    public async Task What_cannot_be_started_is_named()
    {
        var launch = new WorkerLaunch { Subject = "ghost", Command = ["/no/such/program"] };
        WorkerException failure = await Assert.ThrowsAsync<WorkerException>(() => WorkerClient.StartAsync(launch, TestContext.Current.CancellationToken));
        Assert.Equal(WorkerFault.NotStarted, failure.Fault);
        Assert.Contains("'/no/such/program'", failure.Message, StringComparison.Ordinal);
    }

    private Task<WorkerClient> StartAsync(string kind)
    {
        Subject peer = Subject.List([], [ChildCommands.Peer("x", kind)], null, addCopy: false, ChildCommands.Self, []).All[0];
        return WorkerClient.StartAsync(peer.Launch(TimeSpan.FromMinutes(2), null, _folder["log.txt"]), TestContext.Current.CancellationToken);
    }
}
