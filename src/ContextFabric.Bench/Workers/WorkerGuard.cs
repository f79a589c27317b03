using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;

namespace ContextFabric.Bench.Workers;

/// <summary>
/// A process that does nothing but wait for the end of the coordinator, however that comes, and then kills the peers
/// that are left: they are foreign programs and need not notice that nobody listens. Built-in workers end by themselves.
/// </summary>
internal sealed class WorkerGuard : IDisposable
{
    /// <summary>The hidden command.</summary>
    public const string CommandName = "bench-guard";

    private const string MarkName = "CFABRIC_BENCH_GUARD";
    private const int Scans = 3;
    private static readonly TimeSpan s_betweenScans = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan s_farewell = TimeSpan.FromSeconds(5);
    private readonly Process _process;
    private readonly string _mark;

    private WorkerGuard(Process process, string mark)
    {
        _process = process;
        _mark = mark;
    }

    /// <summary>Starts it.</summary>
    /// <param name="self">Program and arguments that start this program.</param>
    /// <exception cref="BenchException">It cannot be started.</exception>
    public static WorkerGuard Start(IReadOnlyList<string> self)
    {
        string mark = Guid.NewGuid().ToString("N");
        var start = new ProcessStartInfo(self[0]) { UseShellExecute = false, RedirectStandardInput = true };
        foreach (string argument in (string[])[.. self.Skip(1), CommandName, mark])
        {
            start.ArgumentList.Add(argument);
        }

        try
        {
            return new WorkerGuard(Process.Start(start)!, mark);
        }
        catch (Win32Exception e)
        {
            throw new BenchException($"'{self[0]}' cannot be started: {e.Message}", e);
        }
    }

    /// <summary>
    /// The launch with a mark in its environment, by which the guard finds the process on Linux even when the coordinator
    /// is killed before it can say <see cref="Watch"/>.
    /// </summary>
    public WorkerLaunch Mark(WorkerLaunch launch) =>
        launch with { Environment = new Dictionary<string, string>(launch.Environment) { [MarkName] = _mark } };

    /// <summary>Puts a process under its guard.</summary>
    public void Watch(int processId)
    {
        try
        {
            _process.StandardInput.WriteLine(processId.ToString(CultureInfo.InvariantCulture));
            _process.StandardInput.Flush();
        }
        catch (IOException)
        {
            // somebody killed the guard: the coordinator still kills its workers itself
        }
    }

    /// <summary>Ends it; what it guards should be gone by now.</summary>
    public void Dispose()
    {
        try
        {
            _process.StandardInput.Close();
            if (!_process.WaitForExit(s_farewell))
            {
                _process.Kill();
            }
        }
        catch (Exception e) when (e is IOException or InvalidOperationException or Win32Exception)
        {
            // gone already
        }

        _process.Dispose();
    }

    /// <summary>The guard's side: process ids as lines; at the end of the input, whatever is left of them is killed.</summary>
    public static int Run(string mark, TextReader input)
    {
        using IDisposable ignored = IgnoredSignals.Register();
        var guarded = new List<Process>();
        while (input.ReadLine() is { } line)
        {
            guarded.RemoveAll(HasEnded);
            if (int.TryParse(line, NumberStyles.None, CultureInfo.InvariantCulture, out int id) && Find(id) is { } process)
            {
                guarded.Add(process);
            }
        }

        KillAll(guarded.Where(process => !HasEnded(process)));
        for (int scan = 0; OperatingSystem.IsLinux() && scan < Scans; scan++)
        {
            // one that was just being made gets its environment a moment later
            Thread.Sleep(s_betweenScans);
            KillAll(Process.GetProcesses().Where(process => HasMark(process.Id, mark)));
        }

        return 0;
    }

    private static void KillAll(IEnumerable<Process> processes)
    {
        foreach (Process process in processes)
        {
            try
            {
                process.Kill(entireProcessTree: true);
            }
            catch (Exception e) when (e is InvalidOperationException or Win32Exception or AggregateException)
            {
                // it ended at this very moment
            }
        }
    }

    private static bool HasMark(int id, string mark)
    {
        try
        {
            return File.ReadAllText($"/proc/{id}/environ").Split('\0').Contains($"{MarkName}={mark}");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    // the time of its start is kept with it, so that another process with the same number is not taken for it
    private static Process? Find(int id)
    {
        try
        {
            Process process = Process.GetProcessById(id);
            _ = process.StartTime;
            return process;
        }
        catch (Exception e) when (e is ArgumentException or InvalidOperationException or Win32Exception)
        {
            return null;
        }
    }

    private static bool HasEnded(Process process)
    {
        try
        {
            using Process now = Process.GetProcessById(process.Id);
            return now.StartTime != process.StartTime;
        }
        catch (Exception e) when (e is ArgumentException or InvalidOperationException or Win32Exception)
        {
            return true;
        }
    }
}
