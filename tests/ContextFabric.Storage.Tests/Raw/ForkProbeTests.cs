using System.Globalization;
using ContextFabric.Storage.Raw;
using ContextFabric.Testing;
using Xunit;

namespace ContextFabric.Storage.Tests.Raw;

/// <summary>Forked children of a process that is started to fork.</summary>
public sealed class ForkProbeTests : IDisposable
{
    private const int Pages = 64;
    private readonly TempFolder _folder = new();
    private readonly string _path;

    public ForkProbeTests()
    {
        _path = _folder["some data"];
        byte[] content = new byte[Pages * Environment.SystemPageSize];
        new Random(7).NextBytes(content);
        File.WriteAllBytes(_path, content);
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Children_read_an_inheritable_mapping_and_share_its_pages()
    {
        RequireFork();
        using ChildProcess parent = ChildProcess.Start(ChildCommands.Fork, _path, "3", "1", ForkCommands.Inheritable);
        (int code, string output) = parent.Finish();
        string child = $"pages {Pages} ranges 1 rss {Pages * Environment.SystemPageSize} private 0";
        Assert.Equal([child, child, child, "good 6"], Lines(output));
        Assert.Equal(0, code);
    }

    [Fact]
    public void Children_that_touch_nothing_have_the_mapping_and_none_of_its_pages()
    {
        RequireFork();
        using ChildProcess parent = ChildProcess.Start(ChildCommands.Fork, _path, "2", "1", ForkCommands.Nothing);
        Assert.Equal(["pages 0 ranges 1 rss 0 private 0", "pages 0 ranges 1 rss 0 private 0", "good 4"], Lines(parent.Finish().Output));
    }

    [Fact]
    public void Forking_many_times_works_every_time()
    {
        RequireFork();
        using ChildProcess parent = ChildProcess.Start(ChildCommands.Fork, _path, "4", "50", ForkCommands.Inheritable);
        (int code, string output) = parent.Finish();
        Assert.Equal("good 400", Lines(output)[^1]);
        Assert.Equal(0, code);
    }

    [Fact]
    public void Forking_works_beside_a_thread_that_collects_garbage()
    {
        RequireFork();
        using ChildProcess parent = ChildProcess.Start(ChildCommands.Fork, _path, "2", "25", ForkCommands.Inheritable, ForkCommands.Collecting);
        (int code, string output) = parent.Finish();
        Assert.Equal("good 100", Lines(output)[^1]);
        Assert.Equal(0, code);
    }

    [Fact]
    public void The_usual_mapping_is_absent_in_a_child()
    {
        RequireFork();
        using ChildProcess parent = ChildProcess.Start(ChildCommands.Sacrifice, _path);
        (int code, string output) = parent.Finish();
        Assert.Equal(["exit code 0", $"ended by signal {ChildExit.SegmentationFault}"], Lines(output));
        Assert.Equal(0, code);
    }

    [Fact]
    public void A_child_that_dies_while_touching_is_reported_and_leaves_no_other()
    {
        RequireFork();
        using ChildProcess parent = ChildProcess.Start(ChildCommands.Fork, _path, "2", "1", ForkCommands.Default);
        (int code, string output) = parent.Finish();
        Assert.Contains("forked child 1 ended before it was ready: ended by signal 11", output, StringComparison.Ordinal);
        Assert.NotEqual(0, code);
    }

    [Fact]
    public void Children_end_with_their_parent_even_when_it_is_killed()
    {
        RequireFork();
        using ChildProcess parent = ChildProcess.Start(ChildCommands.Fork, _path, "4", "1", ForkCommands.Inheritable, ForkCommands.Wait);
        string? line;
        do
        {
            line = parent.ReadLine();
            Assert.NotNull(line);
        }
        while (line.StartsWith("pages", StringComparison.Ordinal));

        int[] children = [.. line.Split(' ').Select(id => int.Parse(id, CultureInfo.InvariantCulture))];
        Assert.Equal(4, children.Length);
        Assert.All(children, id => Assert.True(IsChildOf(id, parent.Id)));
        parent.Kill();
        Assert.True(SpinWait.SpinUntil(() => !children.Any(IsRunning), TimeSpan.FromSeconds(60)), "forked children outlived their parent");
    }

    private static void RequireFork() => Assert.SkipUnless(ForkProbe.IsSupported, ForkProbe.Refusal ?? string.Empty);

    private static string[] Lines(string output) => output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private static string[]? Stat(int id)
    {
        try
        {
            string line = File.ReadAllText($"/proc/{id}/stat");
            return line[(line.LastIndexOf(')') + 2)..].Split(' ');
        }
        catch (IOException)
        {
            return null;
        }
    }

    private static bool IsChildOf(int id, int parent) => Stat(id)?[1] == parent.ToString(CultureInfo.InvariantCulture);

    // one that nobody has taken note of yet has ended too
    private static bool IsRunning(int id) => Stat(id) is { } stat && stat[0] is not ("Z" or "X");
}
