using System.Diagnostics;
using System.Text;

namespace ContextFabric.Bench.Suites.Compiling;

/// <summary>What it takes to read files as text, line by line, and do nothing with it. In this process, on one thread.</summary>
/// <param name="WallMs">Time by the clock.</param>
/// <param name="UserMs">Processor time in the program.</param>
/// <param name="SystemMs">Processor time in the kernel.</param>
/// <param name="Bytes">Size of the files.</param>
/// <param name="Lines">Number of lines.</param>
internal sealed record TextReading(double WallMs, double UserMs, double SystemMs, long Bytes, long Lines)
{
    /// <summary>Reads the files.</summary>
    public static TextReading Of(IReadOnlyList<string> files)
    {
        using var process = Process.GetCurrentProcess();
        TimeSpan user = process.UserProcessorTime;
        TimeSpan system = process.PrivilegedProcessorTime;
        long begin = Stopwatch.GetTimestamp();
        long bytes = 0;
        long lines = 0;
        foreach (string path in files)
        {
            using var reader = new StreamReader(path, Encoding.UTF8);
            while (reader.ReadLine() is not null)
            {
                lines++;
            }

            bytes += reader.BaseStream.Length;
        }

        double wall = Stopwatch.GetElapsedTime(begin).TotalMilliseconds;
        process.Refresh();
        return new TextReading(wall, (process.UserProcessorTime - user).TotalMilliseconds, (process.PrivilegedProcessorTime - system).TotalMilliseconds, bytes, lines);
    }
}
