using System.Diagnostics;
using System.Reflection;

namespace ContextFabric.Testing;

/// <summary>
/// This test executable, started again to do one thing in a process of its own: to be killed, to crash, or to
/// compete. The entry point of a test project hands the arguments after <see cref="Argument"/> to its commands.
/// </summary>
public sealed class ChildProcess : IDisposable
{
    /// <summary>First argument of a child.</summary>
    public const string Argument = "--child";

    private readonly Process _process;

    private ChildProcess(Process process) => _process = process;

    /// <summary>Number of the process.</summary>
    public int Id => _process.Id;

    /// <summary>Starts the command of this name with its arguments.</summary>
    public static ChildProcess Start(params string[] command)
    {
        string self = Environment.ProcessPath!;
        var start = new ProcessStartInfo(self) { RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true };
        if (Path.GetFileNameWithoutExtension(self) == "dotnet")
        {
            start.ArgumentList.Add(Assembly.GetEntryAssembly()!.Location);
        }

        foreach (string argument in (string[])[Argument, .. command])
        {
            start.ArgumentList.Add(argument);
        }

        // A child that crashes on purpose needs no dump.
        start.Environment["DOTNET_DbgEnableMiniDump"] = "0";
        start.Environment["DOTNET_TieredCompilation"] = "1";
        return new ChildProcess(Process.Start(start)!);
    }

    /// <summary>Waits for the next line that the child prints; null when it ended.</summary>
    public string? ReadLine() => _process.StandardOutput.ReadLine();

    /// <summary>Lets a child that waits for a line go on.</summary>
    public void Continue() => _process.StandardInput.WriteLine();

    /// <summary>Ends the child at once (SIGKILL) and waits until it is gone.</summary>
    public void Kill()
    {
        _process.Kill();
        _process.WaitForExit();
    }

    /// <summary>Waits for the end; the rest of what the child printed, errors included.</summary>
    public (int ExitCode, string Output) Finish()
    {
        Task<string> errors = _process.StandardError.ReadToEndAsync();
        string output = _process.StandardOutput.ReadToEnd();
        _process.WaitForExit();
        return (_process.ExitCode, output + errors.GetAwaiter().GetResult());
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            Kill();
        }

        _process.Dispose();
    }
}
