using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using ContextFabric.Cli.Tests.Support;
using Xunit;

namespace ContextFabric.Cli.Tests;

public sealed class ShareCommandTests(CliFixture cli)
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task Workers_share_and_the_control_does_not()
    {
        RequireLinux();

        // a copy, because other tests map the common store at the same time and would have a share in its pages
        JsonElement report = (await cli.RunAsync("share", cli.NewStore(), "--workers", "3", "--json")).Exits(0).Json();

        Assert.True(report.GetProperty("holds").GetBoolean());
        Assert.Equal(6, report.GetProperty("runs").GetArrayLength());
        Dictionary<string, string> outcomes = report.GetProperty("claims").EnumerateArray().ToDictionary(
            claim => claim.GetProperty("id").GetString()!, claim => claim.GetProperty("outcome").GetString()!);
        Assert.Equal("Holds", outcomes["read-only"]);
        Assert.Equal("Holds", outcomes["same-pages"]);
        Assert.Equal("Holds", outcomes["one-copy"]);
        Assert.Equal("Holds", outcomes["control"]);
        Assert.Equal("CannotBeTested", outcomes["private-cost"]);
        JsonElement mapped = Run(report, "Mapped", 3);
        Assert.Equal(mapped.GetProperty("frames").GetProperty("sampled").GetInt32(), mapped.GetProperty("frames").GetProperty("sharedFilePages").GetInt32());
        Assert.Equal(0, Run(report, "Copied", 3).GetProperty("frames").GetProperty("sharedFilePages").GetInt32());
        Assert.All(mapped.GetProperty("workers").EnumerateArray(), worker =>
        {
            Assert.True(worker.GetProperty("rss").GetInt64() >= worker.GetProperty("pss").GetInt64());
            Assert.Equal("r--s", worker.GetProperty("mapping").GetProperty("permissions").GetString());
        });
    }

    [Fact]
    public async Task One_worker_has_nobody_to_share_with()
    {
        RequireLinux();

        CliResult result = (await cli.RunAsync("share", cli.NewStore(), "-n", "1")).Exits(0);

        Assert.Contains("CANNOT BE TESTED HERE", result.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("DOES NOT HOLD", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Workers_end_with_their_parent()
    {
        RequireLinux();
        using Process parent = Process.Start(cli.StartInfo("share", cli.Store, "--workers", "24"))!;
        int[] workers = await WaitForChildrenAsync(parent.Id);

        parent.Kill();

        await WaitForEndAsync(workers);
    }

    [Fact]
    public async Task Interrupt_ends_everything_with_code_130()
    {
        RequireLinux();
        using Process parent = Process.Start(cli.StartInfo("share", cli.Store, "--workers", "24"))!;
        int[] workers = await WaitForChildrenAsync(parent.Id);

        using (Process kill = Process.Start("kill", ["-INT", parent.Id.ToString(CultureInfo.InvariantCulture)]))
        {
            await kill.WaitForExitAsync(TestContext.Current.CancellationToken);
        }

        string error = await parent.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await parent.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(130, parent.ExitCode);
        Assert.Contains("cancelled", error, StringComparison.Ordinal);
        await WaitForEndAsync(workers);
    }

    private static void RequireLinux() =>
        Assert.SkipUnless(OperatingSystem.IsLinux(), "memory is measured through /proc/PID/smaps_rollup, which only Linux has");

    private static JsonElement Run(JsonElement report, string mode, int workers) => report.GetProperty("runs").EnumerateArray().Single(
        run => run.GetProperty("mode").GetString() == mode && run.GetProperty("workers").GetArrayLength() == workers);

    private static async Task<int[]> WaitForChildrenAsync(int parent)
    {
        string file = $"/proc/{parent}/task/{parent}/children";
        long begin = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(begin) < s_patience)
        {
            int[] children = [.. ChildrenOf(parent)];
            if (children.Length >= 2)
            {
                return children;
            }

            await Task.Delay(5, TestContext.Current.CancellationToken);
        }

        throw new TimeoutException($"no workers in {file}");
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
