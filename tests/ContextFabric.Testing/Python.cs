using System.ComponentModel;
using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using Xunit;

namespace ContextFabric.Testing;

/// <summary>Python as a second opinion on what we write. Tests that ask it are skipped where it is not installed.</summary>
public static class Python
{
    private static readonly string[] s_candidates = ["python3", "/usr/bin/python3", "python"];

    /// <summary>An interpreter that can run the statement; skips the test when there is none.</summary>
    public static string Find(string statement)
    {
        foreach (string candidate in s_candidates)
        {
            if (TryRun(candidate, ["-c", statement], out _) == 0)
            {
                return candidate;
            }
        }

        Assert.Skip($"no Python that can '{statement}'");
        return "";
    }

    /// <summary>Runs the interpreter and returns what it prints; fails the test when it fails.</summary>
    public static string Run(string python, params string[] arguments)
    {
        int exit = TryRun(python, arguments, out string output);
        Assert.True(exit == 0, output);
        return output;
    }

    [SuppressMessage("Design", "CA1031", Justification = "Not installed is an answer.")]
    private static int TryRun(string python, string[] arguments, out string output)
    {
        var start = new ProcessStartInfo(python) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (string argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        start.Environment["PYTHONIOENCODING"] = "utf-8";
        try
        {
            using Process process = Process.Start(start)!;
            Task<string> errors = process.StandardError.ReadToEndAsync();
            output = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            output = process.ExitCode == 0 ? output : output + errors.GetAwaiter().GetResult();
            return process.ExitCode;
        }
        catch (Win32Exception error)
        {
            output = error.Message;
            return -1;
        }
    }
}
