using System.Globalization;
using ContextFabric.Storage.Memory;
using ContextFabric.Storage.Raw;

namespace ContextFabric.Storage.Tests;

/// <summary>
/// Processes that fork. A test must not: its process has many threads, and a child has only the one that forked.
/// </summary>
internal static class ForkCommands
{
    public const string Inheritable = "inheritable";
    public const string Default = "default";
    public const string Nothing = "nothing";
    public const string Wait = "wait";
    public const string Collecting = "collecting";
    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(20);

    /// <summary>
    /// Forks children over a mapping of a file, several times, and prints what they say: children, rounds, which mapping,
    /// and how it goes on (waiting to be killed, or with another thread that collects garbage all the time).
    /// </summary>
    public static int Fork(string path, string[] settings)
    {
        int children = int.Parse(settings[0], CultureInfo.InvariantCulture);
        int rounds = int.Parse(settings[1], CultureInfo.InvariantCulture);
        MappedFile file = MappedFile.Open(path, inheritable: settings[2] != Default);
        AddressRange[] ranges = settings[2] == Nothing ? [] : [AddressRange.Of(file)];
        long sum = ForkProbe.SumOf(ranges);
        bool collecting = settings.Contains(Collecting);
        using var stop = new CancellationTokenSource();
        Thread collector = new(() => Collect(stop.Token));
        if (collecting)
        {
            collector.Start();
        }

        int good = 0;
        for (int round = 0; round < rounds; round++)
        {
            // a collection at the wrong moment costs a child and the time until it is missed
            using ForkProbe probe = ForkProbe.Start(children, ranges, collecting ? TimeSpan.FromSeconds(5) : s_limit);
            good += probe.Children.Count(child => child.Sum == sum);
            if (round == 0)
            {
                Describe(probe, path);
            }

            if (settings.Contains(Wait))
            {
                ChildCommands.Say(string.Join(' ', probe.Children.Select(child => child.ProcessId)));
                _ = Console.ReadLine();
            }

            good += probe.Release(s_limit).Count(exit => exit.IsSuccess);
        }

        stop.Cancel();
        if (collecting)
        {
            collector.Join();
        }

        ChildCommands.Say($"good {good}");
        return 0;
    }

    /// <summary>Prints how a child ends that reads an inheritable mapping, and one that reads a usual one.</summary>
    public static int Sacrifice(string path)
    {
        foreach (bool inheritable in (bool[])[true, false])
        {
            MappedFile file = MappedFile.Open(path, inheritable: inheritable);
            _ = file.TouchAll();
            ChildCommands.Say(ForkProbe.TouchInSacrificedChild(file.Address, s_limit).ToString());
        }

        return 0;
    }

    private static void Describe(ForkProbe probe, string path)
    {
        foreach (TouchedChild child in probe.Children)
        {
            IReadOnlyList<MemoryMapping> ranges = SmapsMap.Find(child.ProcessId, path) ?? [];
            ChildCommands.Say($"pages {child.Pages} ranges {ranges.Count} rss {ranges.Sum(r => r.Rss)} private {ranges.Sum(r => r.PrivateClean + r.PrivateDirty)}");
        }
    }

    private static void Collect(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            GC.KeepAlive(new byte[10_000]);
            GC.Collect(0);
            Thread.Sleep(5);
        }
    }
}
