using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using ContextFabric.Cli.Tests.Support;
using Xunit;

namespace ContextFabric.Cli.Tests;

public sealed class ShareCommandTests(CliFixture cli)
{
    // speaks the protocol, and has some memory to be measured
    private const string PeerScript = """
        import json, sys
        data = bytearray(5_000_000)
        for line in sys.stdin:
            request = json.loads(line)
            if request["op"] == "open" and len(sys.argv) > 1:
                sys.exit(3)
            answer = {"id": request["id"], "ok": True, "ms": 1.0}
            if request["op"] == "hello":
                answer.update(name="Sample", version="7", runtime="none", protocol=1, ops=["hello", "open", "touch", "gc", "exit"])
            print(json.dumps(answer), flush=True)
            if request["op"] == "exit":
                break
        """;

    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task Every_part_of_the_walk_gives_its_verdicts()
    {
        RequireLinux();
        string folder = Path.Combine(cli.NewFolder(), "report");

        // a copy, because other tests map the common store at the same time and would have a share in its pages
        JsonElement report = (await cli.RunAsync(
            "share", cli.NewStore(), "--workers", "3", "--runs", "1", "--warmup", "0", "--report", folder, "--json")).Exits(0).Json();

        Assert.True(report.GetProperty("holds").GetBoolean());
        Dictionary<string, string> outcomes = report.GetProperty("claims").EnumerateArray().ToDictionary(
            claim => claim.GetProperty("id").GetString()!, claim => claim.GetProperty("outcome").GetString()!);
        string[] holding =
        [
            "mode-flags", "mode-sharing", "mode-writes", "read-only", "one-copy", "same-pages", "frames-control", "copy-on-write", "copy-on-write-file",
            "shared-memory-lifecycle", "replace-by-rename", "truncation-guard", "truncation-fault", "fork-crash", "forked-children",
        ];
        Assert.All(holding, id => Assert.True(outcomes[id] == "Holds", $"{id}: {outcomes[id]}"));
        Assert.All(["private-cost", "marginal-worker", "memory-limit"], id => Assert.Equal("CannotBeTested", outcomes[id]));
        JsonElement frames = report.GetProperty("frames").GetProperty("mapped");
        Assert.Equal(frames.GetProperty("sampled").GetInt32(), frames.GetProperty("sharedFilePages").GetInt32());
        Assert.Equal(11, report.GetProperty("note").GetArrayLength());

        string[] rows = await File.ReadAllLinesAsync(Path.Combine(folder, "share.csv"), TestContext.Current.CancellationToken);
        int columns = rows[0].Split(',').Length;
        Assert.All(rows, row => Assert.Equal(columns, row.Split(',').Length));
        foreach (string mode in new[] { "single", "spawn", "series", "shared-host", "fork", "private-copy", "no-corpus" })
        {
            Assert.Contains(rows, row => row.Contains($",{mode},", StringComparison.Ordinal));
        }

        Assert.All(["report.html", "report.md", "share.json", "environment.json", "figures/share-memory.svg"], name => Assert.True(File.Exists(Path.Combine(folder, name)), name));
        Assert.Contains("\"complete\": true", await File.ReadAllTextAsync(Path.Combine(folder, "config.json"), TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_worker_has_nobody_to_share_with()
    {
        RequireLinux();

        CliResult result = (await cli.RunAsync("share", cli.NewStore(), "-n", "1", "--quick", "--runs", "1", "--section", "memory", "frames", "dirty")).Exits(0);

        Assert.Contains("CANNOT BE TESTED HERE", result.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("DOES NOT HOLD", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Parts_can_be_run_alone_and_fit_the_screen()
    {
        RequireLinux();

        CliResult result = (await cli.RunAsync("share", cli.NewStore(), "--section", "modes", "--section", "fork")).Exits(0);

        Assert.Contains("# Access modes", result.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("# Memory by mode", result.Output, StringComparison.Ordinal);
        Assert.All(result.Lines.Where(line => !line.StartsWith("cfabric share", StringComparison.Ordinal)), line => Assert.True(line.Length <= 100, line));
    }

    [Fact]
    public async Task Peers_stand_in_the_same_report()
    {
        RequireLinux();
        string peer = cli.NewFile("peer.py", PeerScript);

        CliResult result = await cli.RunAsync(
            "share", cli.NewCorpus(), "--workers", "2", "--runs", "1", "--warmup", "0", "--quick", "--section", "memory",
            "--peer", $"good=python3 {peer}", "--peer", $"bad=python3 {peer} fail", "--json");

        Assert.SkipWhen(result.Error.Contains("'python3' cannot be started", StringComparison.Ordinal), "Python is not installed");
        JsonElement peers = result.Exits(0).Json().GetProperty("peers");
        JsonElement good = Assert.Single(peers.GetProperty("peers").EnumerateArray());
        Assert.Equal("good", good.GetProperty("name").GetString());
        Assert.Equal("Sample 7, none", good.GetProperty("engine").GetString());
        Assert.InRange(good.GetProperty("spawnPss").GetProperty("mean").GetDouble(), 1 << 20, 1L << 31);
        Assert.Contains("'bad'", Assert.Single(peers.GetProperty("failures").EnumerateArray()).GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Report_goes_to_an_empty_folder_only()
    {
        string folder = cli.NewFolder();
        await File.WriteAllTextAsync(Path.Combine(folder, "mine.txt"), "mine", TestContext.Current.CancellationToken);

        CliResult result = (await cli.RunAsync("share", cli.NewStore(), "--section", "fork", "--report", folder)).Exits(1);

        Assert.Contains("not an empty folder", result.Error, StringComparison.Ordinal);
        Assert.Single(Directory.GetFileSystemEntries(folder));
    }

    [Theory]
    [InlineData("KILL", 1)]
    [InlineData("TERM", 2)]
    [InlineData("INT", 3)]
    public async Task Ending_it_at_any_moment_leaves_nothing_but_raw_rows(string signal, int seed)
    {
        RequireLinux();
        string store = cli.NewStore();
        string scratch = cli.NewFolder();
        var random = new Random(seed);
        string[][] parts = [["memory"], ["shm"], ["eviction", "rename"], ["modes", "dirty", "truncate"]];
        foreach (string[] sections in parts)
        {
            string folder = Path.Combine(cli.NewFolder(), "report");
            using Process parent = Process.Start(cli.StartInfo(
                ["share", store, "--workers", "3", "--runs", "2", "--warmup", "0", "--scratch", scratch, "--report", folder, "--section", .. sections]))!;
            _ = parent.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
            _ = parent.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
            int[] family = await WaitForChildrenAsync(parent.Id, 1);
            await Task.Delay(random.Next(1500), TestContext.Current.CancellationToken);
            family = [.. family.Union(DescendantsOf(parent.Id))];

            await SignalAsync(parent.Id, signal);
            await parent.WaitForExitAsync(TestContext.Current.CancellationToken);

            await WaitForEndAsync(family);
            if (signal != "KILL")
            {
                Assert.Empty(Directory.GetFileSystemEntries(scratch));
            }

            AssertWhole(Path.Combine(folder, "share.csv"));
        }

        // the next start clears up after those that could not
        (await cli.RunAsync("share", store, "--section", "fork", "--scratch", scratch)).Exits(0);
        Assert.Empty(Directory.GetFileSystemEntries(scratch));
        Assert.Empty(AbandonedObjects());
    }

    [Fact]
    public async Task Killed_workers_end_it_with_a_message_and_leave_nothing()
    {
        RequireLinux();
        string store = cli.NewStore();
        string scratch = cli.NewFolder();
        var random = new Random(7);
        int failed = 0;
        string[] parts = ["memory", "shm", "eviction", "dirty", "frames", "memory"];
        foreach (string part in parts)
        {
            using Process parent = Process.Start(cli.StartInfo("share", store, "--workers", "3", "--runs", "2", "--warmup", "0", "--scratch", scratch, "--section", part))!;
            Task<string> output = parent.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
            Task<string> error = parent.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
            _ = await WaitForChildrenAsync(parent.Id, 1);
            await Task.Delay(random.Next(1000), TestContext.Current.CancellationToken);
            int[] family = [.. DescendantsOf(parent.Id)];
            foreach (int worker in family.Take(1))
            {
                await SignalAsync(worker, "KILL");
            }

            await parent.WaitForExitAsync(TestContext.Current.CancellationToken);
            await WaitForEndAsync(family);
            _ = await output;
            if (parent.ExitCode != 0)
            {
                failed++;
                Assert.Contains("cfabric: ", await error, StringComparison.Ordinal);
                Assert.DoesNotContain("unexpected failure", await error, StringComparison.Ordinal);
            }

            Assert.Empty(Directory.GetFileSystemEntries(scratch));
        }

        // one that had just been told to quit is no loss, but that cannot be all of them
        Assert.True(failed > 0, "no killed worker was missed");
        Assert.Empty(AbandonedObjects());
    }

    [Fact]
    public async Task Workers_end_with_their_parent()
    {
        RequireLinux();
        using Process parent = Process.Start(cli.StartInfo("share", cli.Store, "--workers", "24", "--section", "memory"))!;
        int[] workers = await WaitForChildrenAsync(parent.Id, 2);

        parent.Kill();

        await WaitForEndAsync(workers);
    }

    [Fact]
    public async Task Interrupt_ends_everything_with_code_130()
    {
        RequireLinux();
        using Process parent = Process.Start(cli.StartInfo("share", cli.Store, "--workers", "24", "--section", "memory"))!;
        int[] workers = await WaitForChildrenAsync(parent.Id, 2);

        await SignalAsync(parent.Id, "INT");
        string error = await parent.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await parent.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(130, parent.ExitCode);
        Assert.Contains("cancelled", error, StringComparison.Ordinal);
        await WaitForEndAsync(workers);
    }

    private static void RequireLinux() =>
        Assert.SkipUnless(OperatingSystem.IsLinux(), "memory is measured through /proc/PID/smaps_rollup, which only Linux has");

    private static async Task<int[]> WaitForChildrenAsync(int parent, int count)
    {
        string file = $"/proc/{parent}/task/{parent}/children";
        long begin = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(begin) < s_patience)
        {
            int[] children = [.. ChildrenOf(parent)];
            if (children.Length >= count)
            {
                return children;
            }

            await Task.Delay(5, TestContext.Current.CancellationToken);
        }

        throw new TimeoutException($"no workers in {file}");
    }

    private static async Task SignalAsync(int process, string signal)
    {
        using Process kill = Process.Start("kill", ["-" + signal, process.ToString(CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync(TestContext.Current.CancellationToken);
    }

    // forked children of workers too
    private static IEnumerable<int> DescendantsOf(int parent) => ChildrenOf(parent).SelectMany(child => DescendantsOf(child).Append(child));

    // of processes that are gone; those of measurements that run beside this test are theirs
    private static IEnumerable<string> AbandonedObjects() => Directory.EnumerateFiles("/dev/shm", "cfabric-*")
        .Where(file => int.TryParse(Path.GetFileName(file).Split('-')[1], NumberStyles.None, CultureInfo.InvariantCulture, out int maker) && !Directory.Exists($"/proc/{maker}"));

    // it may have ended before the file was made
    private static void AssertWhole(string file)
    {
        if (!File.Exists(file))
        {
            return;
        }

        string text = File.ReadAllText(file);
        Assert.True(text.Length == 0 || text.EndsWith('\n'), file);
        string[] rows = text.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.All(rows, row => Assert.Equal(rows[0].Split(',').Length, row.Split(',').Length));
    }

    // any thread may have started them
    private static IEnumerable<int> ChildrenOf(int parent)
    {
        foreach (string folder in Directory.EnumerateDirectories("/proc"))
        {
            if (int.TryParse(Path.GetFileName(folder), NumberStyles.None, CultureInfo.InvariantCulture, out int process) && ParentOf(process) == parent)
            {
                yield return process;
            }
        }
    }

    private static int ParentOf(int process)
    {
        try
        {
            string stat = File.ReadAllText($"/proc/{process}/stat");
            return int.Parse(stat[(stat.LastIndexOf(')') + 2)..].Split(' ')[1], CultureInfo.InvariantCulture);
        }
        catch (IOException)
        {
            return 0;
        }
    }

    private static async Task WaitForEndAsync(int[] processes)
    {
        long begin = Stopwatch.GetTimestamp();
        while (processes.Any(IsAlive))
        {
            Assert.True(Stopwatch.GetElapsedTime(begin) < s_patience, "a worker outlived its parent");
            await Task.Delay(10, TestContext.Current.CancellationToken);
        }
    }

    // a process that has ended may wait as a zombie for somebody to ask
    private static bool IsAlive(int process)
    {
        try
        {
            string stat = File.ReadAllText($"/proc/{process}/stat");
            return stat[stat.LastIndexOf(')') + 2] is not ('Z' or 'X');
        }
        catch (IOException)
        {
            return false;
        }
    }
}
