using System.Diagnostics;
using System.Text;

namespace ContextFabric.Cli.Tests.Support;

/// <summary>The real executable as a child process, with a settings and cache folder of its own.</summary>
internal static class CliProcess
{
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(3);

    public static ProcessStartInfo StartInfo(string home, params string[] arguments)
    {
        string executable = Path.Combine(AppContext.BaseDirectory, OperatingSystem.IsWindows() ? "cfabric.exe" : "cfabric");
        var start = new ProcessStartInfo(executable)
        {
            StandardInputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8,
            StandardErrorEncoding = Encoding.UTF8,
        };
        foreach (string argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        start.Environment["XDG_CONFIG_HOME"] = Path.Combine(home, "config");
        start.Environment["XDG_CACHE_HOME"] = Path.Combine(home, "cache");
        return start;
    }

    public static async Task<CliResult> RunAsync(string home, string? input, params string[] arguments)
    {
        using Process process = Process.Start(StartInfo(home, arguments))!;
        if (input is not null)
        {
            await process.StandardInput.WriteAsync(input);
        }

        process.StandardInput.Close();
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        Task<string> error = process.StandardError.ReadToEndAsync();
        await EndOfAsync(process);
        return new CliResult(process.ExitCode, await output, await error);
    }

    /// <summary>Waits for the end of a process; kills it when patience is at its end.</summary>
    public static async Task EndOfAsync(Process process)
    {
        using var limit = new CancellationTokenSource(s_patience);
        try
        {
            await process.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"cfabric {string.Join(' ', process.StartInfo.ArgumentList)} did not end");
        }
    }
}
