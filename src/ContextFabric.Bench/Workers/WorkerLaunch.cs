using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace ContextFabric.Bench.Workers;

/// <summary>How a worker process is started.</summary>
internal sealed record WorkerLaunch
{
    /// <summary>Name of the subject, for messages.</summary>
    public required string Subject { get; init; }

    /// <summary>Program and arguments.</summary>
    public required IReadOnlyList<string> Command { get; init; }

    /// <summary>Environment variables on top of ours.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>();

    /// <summary>Where its standard error goes; null for nowhere. The file appears with the first byte.</summary>
    public string? Log { get; init; }

    /// <summary>Processors it may use; null for all. Not on macOS.</summary>
    public IReadOnlyList<int>? Processors { get; init; }

    /// <summary>Time for one request.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(120);

    internal ProcessStartInfo ToStartInfo()
    {
        var utf8 = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
        var start = new ProcessStartInfo(Command[0])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardInputEncoding = utf8,
            StandardOutputEncoding = utf8,
        };
        foreach (string argument in Command.Skip(1))
        {
            start.ArgumentList.Add(argument);
        }

        foreach ((string name, string value) in Environment)
        {
            start.Environment[name] = value;
        }

        return start;
    }

    internal void Pin(Process process)
    {
        if (Processors is null)
        {
            return;
        }

        try
        {
            if (OperatingSystem.IsLinux() || OperatingSystem.IsWindows())
            {
                process.ProcessorAffinity = Mask(Processors);
            }
            else
            {
                throw new BenchException("--pin: this system does not let a program choose its processors");
            }
        }
        catch (System.ComponentModel.Win32Exception e)
        {
            throw new BenchException($"--pin {string.Join(',', Processors)}: {e.Message}", e);
        }
    }

    private static nint Mask(IReadOnlyList<int> processors)
    {
        nint mask = 0;
        foreach (int processor in processors)
        {
            mask |= processor >= 0 && processor < nint.Size * 8
                ? (nint)1 << processor
                : throw new BenchException(string.Create(CultureInfo.InvariantCulture, $"--pin: processor {processor} is not between 0 and {(nint.Size * 8) - 1}"));
        }

        return mask;
    }
}
