using System.Diagnostics;
using System.Text.Json;
using ContextFabric.Bench.Workers;
using ContextFabric.Testing;
using Xunit;

namespace ContextFabric.Bench.Tests.Suites;

/// <summary>Runs whose workers, or which themselves, are killed (SIGKILL) at any moment.</summary>
public sealed class KilledRunTests : IDisposable
{
    private readonly BenchFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public async Task A_killed_run_leaves_its_rows_and_no_process(int more)
    {
        if (!OperatingSystem.IsLinux())
        {
            Assert.Skip("the processes that are left are looked for in /proc");
        }

        string marker = _folder.Root; // in the command line of the run; its workers are found as its children
        using ChildProcess run = Start();
        await WaitForRowsAsync(3 + (more * 7));
        int[] children = await ChildrenWithPeerAsync(run.Id);
        run.Kill();

        Assert.True(await BenchFolder.IsGoneAsync(marker), "the run is still there");
        Assert.True(await AreGoneAsync(children), "a worker outlived the run");
        Assert.True(_folder.Rows("run/latency.csv").Count >= 3);
        using JsonDocument config = JsonDocument.Parse(File.ReadAllText(Path.Combine(_folder.Results, "run", "config.json")));
        Assert.False(config.RootElement.GetProperty("complete").GetBoolean());
        Assert.Empty(Directory.EnumerateFiles(_folder.Root, "*.part", SearchOption.AllDirectories));
    }

    [Fact]
    public async Task Killed_workers_are_reported_and_the_run_goes_on()
    {
        if (!OperatingSystem.IsLinux())
        {
            Assert.Skip("the workers are looked for in /proc");
        }

        using ChildProcess run = Start();
        await WaitForRowsAsync(2);
        foreach (int worker in ChildrenOf(run.Id).Where(id => CommandOf(id).Contains(BenchWorker.CommandName, StringComparison.Ordinal)))
        {
            TryKill(worker);
        }

        // rows after the blow: the run has not stopped
        await WaitForRowsAsync(_folder.Rows("run/latency.csv").Count + 10);
        run.Kill();
    }

    private ChildProcess Start()
    {
        string queries = _folder.Queries("""[{"id":"books","template":"book title=The\\ Weaver","expected_count":1}]""");
        Directory.CreateDirectory(_folder.Results);
        return ChildProcess.Start(ChildCommands.EndlessLatency, _folder.Corpus, queries, _folder.Results);
    }

    private async Task WaitForRowsAsync(int count)
    {
        for (int i = 0; _folder.Rows("run/latency.csv").Count < count; i++)
        {
            Assert.True(i < 1200, "the run does not get on");
            await Task.Delay(50);
        }
    }

    // a moment at which the peer is among them, which would go on if nobody killed it
    private static async Task<int[]> ChildrenWithPeerAsync(int parent)
    {
        for (int i = 0; i < 10_000; i++)
        {
            int[] children = [.. ChildrenOf(parent)];
            if (children.Any(id => CommandOf(id).Contains(FalsePeer.Deaf, StringComparison.Ordinal)))
            {
                return children;
            }

            await Task.Delay(1);
        }

        Assert.Fail("no peer was seen");
        return [];
    }

    private static IEnumerable<int> ChildrenOf(int parent)
    {
        foreach (string folder in Directory.EnumerateDirectories("/proc"))
        {
            if (int.TryParse(Path.GetFileName(folder), out int id) && StatOf(id) is [_, string owner, ..] && owner == parent.ToString(System.Globalization.CultureInfo.InvariantCulture))
            {
                yield return id;
            }
        }
    }

    // fields behind the command name: state, parent, …
    private static string[] StatOf(int id)
    {
        try
        {
            string stat = File.ReadAllText($"/proc/{id}/stat");
            return stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    private static string CommandOf(int id)
    {
        try
        {
            return File.ReadAllText($"/proc/{id}/cmdline").Replace('\0', ' ');
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }

    private static async Task<bool> AreGoneAsync(int[] ids)
    {
        const string Zombie = "Z"; // dead, and waiting for a parent that takes note of it
        for (int i = 0; i < 200; i++)
        {
            if (!ids.Any(id => StatOf(id) is [var state, ..] && state != Zombie))
            {
                return true;
            }

            await Task.Delay(50);
        }

        return false;
    }

    private static void TryKill(int id)
    {
        try
        {
            using Process process = Process.GetProcessById(id);
            process.Kill();
        }
        catch (Exception e) when (e is ArgumentException or InvalidOperationException)
        {
            // it ended by itself
        }
    }
}
