using System.Buffers.Text;
using System.Diagnostics;
using ContextFabric.Storage.Raw;
using Microsoft.Win32.SafeHandles;

namespace ContextFabric.Storage.Memory;

/// <summary>
/// How often memory had to be read from disk, at one moment. The difference of two tells whether memory is too small for
/// what is done with it. What the system does not tell is null. Cheap enough to be taken when a corpus is opened.
/// </summary>
public readonly record struct FaultCounters
{
    /// <summary>When they were read, on the clock of <see cref="Stopwatch"/>.</summary>
    public required long Timestamp { get; init; }

    /// <summary>Page faults of this process that waited for a disk.</summary>
    public long? MajorFaults { get; init; }

    /// <summary>Bytes that this process caused to be read from disk.</summary>
    public long? ReadBytes { get; init; }

    /// <summary>Pages of files that were read again soon after they had been evicted, by all processes of the machine.</summary>
    public long? FileRefaults { get; init; }

    /// <summary>The counters now.</summary>
    public static FaultCounters Now()
    {
        if (!OperatingSystem.IsLinux())
        {
            return new FaultCounters { Timestamp = Stopwatch.GetTimestamp() };
        }

        (long MajorFaults, long ReadBytes)? own = NativeMethods.OwnReading();
        return new FaultCounters
        {
            Timestamp = Stopwatch.GetTimestamp(),
            MajorFaults = own?.MajorFaults,
            ReadBytes = own?.ReadBytes,
            FileRefaults = ReadRefaults(),
        };
    }

    /// <summary>What has happened from an earlier moment to this one.</summary>
    public MemoryPressure Since(FaultCounters earlier) => new(
        Stopwatch.GetElapsedTime(earlier.Timestamp, Timestamp),
        MajorFaults - earlier.MajorFaults,
        ReadBytes - earlier.ReadBytes,
        FileRefaults - earlier.FileRefaults);

    private static long? ReadRefaults()
    {
        // it has about 5 kB
        Span<byte> text = stackalloc byte[16 * 1024];
        try
        {
            using SafeFileHandle file = File.OpenHandle("/proc/vmstat");
            int length = 0;
            int part;
            while (length < text.Length && (part = RandomAccess.Read(file, text[length..], length)) > 0)
            {
                length += part;
            }

            text = text[..length];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }

        return FindNumber(text, "\nworkingset_refault_file "u8) ?? FindNumber(text, "\nworkingset_refault "u8);
    }

    private static long? FindNumber(ReadOnlySpan<byte> text, ReadOnlySpan<byte> key)
    {
        int at = text.IndexOf(key);
        return at >= 0 && Utf8Parser.TryParse(text[(at + key.Length)..], out long number, out _) ? number : null;
    }
}

/// <summary>Reading from disk in a span of time. What the system does not tell is null.</summary>
/// <param name="Elapsed">The time.</param>
/// <param name="MajorFaults">Page faults of this process that waited for a disk.</param>
/// <param name="ReadBytes">Bytes that this process caused to be read from disk.</param>
/// <param name="FileRefaults">
/// Pages of files that were read again soon after they had been evicted, by all processes of the machine: the sign of too
/// little memory. The first reading of a file does not count.
/// </param>
public sealed record MemoryPressure(TimeSpan Elapsed, long? MajorFaults, long? ReadBytes, long? FileRefaults)
{
    /// <summary><see cref="FileRefaults"/> a second.</summary>
    public double? FileRefaultsPerSecond => Elapsed > TimeSpan.Zero ? FileRefaults / Elapsed.TotalSeconds : null;
}
