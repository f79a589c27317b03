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

    private static readonly TimeSpan s_farewell = TimeSpan.FromSeconds(5);
    private readonly Process _process;

    private WorkerGuard(Process process) => _process = process;

    /// <summary>Starts it.</summary>
    /// <param name="self">Program and arguments that start this program.</param>
    /// <exception cref="BenchException">It cannot be started.</exception>
    public static WorkerGuard Start(IReadOnlyList<string> self)
    {
        var start = new ProcessStartInfo(self[0]) { UseShellExecute = false, RedirectStandardInput = true };
        foreach (string argument in (string[])[.. self.Skip(1), CommandName])
        {
            start.ArgumentList.Add(argument);
        }

        try
        {
            return new WorkerGuard(Process.Start(start)!);
        }
        catch (Win32Exception e)
        {
            throw new BenchException($"'{self[0]}' cannot be started: {e.Message}", e);
        }
    }

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
    public static int Run(TextReader input)
    {
        var guarded = new List<Process>();
        while (input.ReadLine() is { } line)
        {
            guarded.RemoveAll(HasEnded);
            if (int.TryParse(line, NumberStyles.None, CultureInfo.InvariantCulture, out int id) && Find(id) is { } process)
            {
                guarded.Add(process);
            }
        }

        foreach (Process process in guarded.Where(process => !HasEnded(process)))
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

        return 0;
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
