using System.Diagnostics;
using System.Runtime.InteropServices;

namespace ContextFabric.Storage.Raw;

/// <summary>How a child ended.</summary>
/// <param name="ExitCode">Its exit code; null when a signal ended it.</param>
/// <param name="Signal">Number of the signal that ended it; null when it ended by itself.</param>
internal readonly record struct ChildExit(int? ExitCode, int? Signal)
{
    /// <summary>The number of a segmentation fault, on every Linux.</summary>
    public const int SegmentationFault = 11;

    /// <summary>True when it did all that it was asked to.</summary>
    public bool IsSuccess => ExitCode == 0;

    public override string ToString() => Signal is int signal ? $"ended by signal {signal}" : ExitCode is int code ? $"exit code {code}" : "end unknown";

    internal static ChildExit FromStatus(int status)
    {
        int signal = status & 0x7F;
        return signal == 0 ? new ChildExit((status >> 8) & 0xFF, null) : new ChildExit(null, signal);
    }
}

/// <summary>A forked child that has read what it was to read and waits now.</summary>
/// <param name="ProcessId">Its number.</param>
/// <param name="Pages">Pages that it read a byte of.</param>
/// <param name="Sum">Sum of these bytes, the first of each page.</param>
internal sealed record TouchedChild(int ProcessId, long Pages, long Sum);

/// <summary>
/// Real children of fork(2) that touch memory which the parent has mapped, for measuring what fork shares. An experiment and
/// no way to work: see <see cref="ForkedChild"/> for what such a child can do, which is next to nothing.
/// <para>
/// The process that forks should do nothing else: one thread, no collection under way. Children end when the <b>thread</b>
/// that forked them ends, so it has to live as long as they are needed. Linux only.
/// </para>
/// </summary>
internal sealed unsafe class ForkProbe : IDisposable
{
    private const int Attempts = 3;
    private static readonly TimeSpan s_lookAgain = TimeSpan.FromMilliseconds(50);
    private readonly int[] _processes;
    private readonly TouchedChild?[] _reports;
    private (int Read, int Write) _ready;
    private (int Read, int Write) _release;

    private ForkProbe(int children)
    {
        _processes = new int[children];
        _reports = new TouchedChild?[children];
        _ready = NativeMethods.CreatePipe();
        _release = NativeMethods.CreatePipe();
    }

    /// <summary>True where children can be forked.</summary>
    public static bool IsSupported => OperatingSystem.IsLinux();

    /// <summary>Why they cannot be; null where they can.</summary>
    public static string? Refusal => IsSupported ? null : "fork(2) of a process with a managed runtime is tried on Linux only";

    /// <summary>The children, all ready.</summary>
    public IReadOnlyList<TouchedChild> Children { get; private set; } = [];

    /// <summary>Forks children one after the other and waits until all have touched every page of the ranges.</summary>
    /// <param name="children">How many.</param>
    /// <param name="ranges">Memory of this process; none for children that touch nothing.</param>
    /// <param name="limit">Longest time for a child to become ready; one that takes longer is ended and forked anew, twice.</param>
    /// <exception cref="PlatformNotSupportedException">There is no fork here.</exception>
    /// <exception cref="IOException">The system refuses, or a child ended or did not become ready. No child is left.</exception>
    public static ForkProbe Start(int children, ReadOnlySpan<AddressRange> ranges, TimeSpan limit)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(children);
        if (Refusal is { } refusal)
        {
            throw new PlatformNotSupportedException(refusal);
        }

        var probe = new ForkProbe(children);
        try
        {
            var c = new LibC();
            for (int i = 0; i < children; i++)
            {
                probe._reports[i] = probe.StartChild(&c, ranges, i, limit);
            }

            probe.Children = [.. probe._reports.Select(report => report!)];
            return probe;
        }
        catch
        {
            probe.Dispose();
            throw;
        }
    }

    /// <summary>The sum that a child must report when it reads the same memory as this process.</summary>
    public static long SumOf(ReadOnlySpan<AddressRange> ranges)
    {
        long sum = 0;
        foreach (AddressRange range in ranges)
        {
            for (nint at = 0; at < range.Length; at += Environment.SystemPageSize)
            {
                sum += *((byte*)range.Start + at);
            }
        }

        return sum;
    }

    /// <summary>
    /// Forks a child that reads one byte, and tells how it ended: with exit code 0, or by the signal for reading memory that
    /// it does not have.
    /// </summary>
    /// <param name="address">Where to read; mapped in this process.</param>
    /// <param name="limit">Longest time for it.</param>
    /// <exception cref="PlatformNotSupportedException">There is no fork here.</exception>
    /// <exception cref="IOException">The system refuses, or the child did not end.</exception>
    public static ChildExit TouchInSacrificedChild(nint address, TimeSpan limit)
    {
        if (Refusal is { } refusal)
        {
            throw new PlatformNotSupportedException(refusal);
        }

        var c = new LibC();
        for (int attempt = 0; attempt < Attempts; attempt++)
        {
            int child = CheckForked(ForkedChild.StartSacrifice(&c, (byte*)address));
            if (WaitForEnd(child, limit) is { } exit)
            {
                return exit;
            }

            End(child);
        }

        throw new IOException($"a forked child did not end within {limit.TotalSeconds:0.#} s, {Attempts} times");
    }

    /// <summary>
    /// Lets the children go and waits for their end; those that are there after the limit are killed. In the order of
    /// <see cref="Children"/>.
    /// </summary>
    public IReadOnlyList<ChildExit> Release(TimeSpan limit)
    {
        long start = Stopwatch.GetTimestamp();
        CloseEnd(ref _release.Write);
        var exits = new ChildExit[_processes.Length];
        for (int i = 0; i < exits.Length; i++)
        {
            TimeSpan left = limit - Stopwatch.GetElapsedTime(start);
            exits[i] = WaitForEnd(_processes[i], left) ?? End(_processes[i]);
            _processes[i] = 0;
        }

        return exits;
    }

    /// <summary>Kills the children that are left and waits for their end.</summary>
    public void Dispose()
    {
        foreach (ref int process in _processes.AsSpan())
        {
            if (process > 0)
            {
                _ = End(process);
                process = 0;
            }
        }

        CloseEnd(ref _release.Write);
        CloseEnd(ref _release.Read);
        CloseEnd(ref _ready.Write);
        CloseEnd(ref _ready.Read);
    }

    private static void CloseEnd(ref int descriptor)
    {
        if (descriptor >= 0)
        {
            NativeMethods.CloseDescriptor(descriptor);
            descriptor = -1;
        }
    }

    private static int CheckForked(int child) =>
        child > 0 ? child : throw new IOException($"fork failed: {Marshal.GetPInvokeErrorMessage(Marshal.GetLastSystemError())}");

    private static ChildExit End(int process)
    {
        NativeMethods.SendSignal(process, NativeMethods.Kill);
        return NativeMethods.Reap(process, wait: true, out int status) == process ? ChildExit.FromStatus(status) : default;
    }

    // null while it runs; an end that somebody else took note of is an end too
    private static ChildExit? LookForEnd(int process) => NativeMethods.Reap(process, wait: false, out int status) switch
    {
        0 => null,
        < 0 => default(ChildExit),
        _ => ChildExit.FromStatus(status),
    };

    private static ChildExit? WaitForEnd(int process, TimeSpan limit)
    {
        long start = Stopwatch.GetTimestamp();
        ChildExit? exit;
        while ((exit = LookForEnd(process)) is null && Stopwatch.GetElapsedTime(start) < limit)
        {
            Thread.Sleep(1);
        }

        return exit;
    }

    private TouchedChild StartChild(LibC* c, ReadOnlySpan<AddressRange> ranges, int index, TimeSpan limit)
    {
        var orders = new ForkedChild.Orders
        {
            Parent = Environment.ProcessId,
            PageSize = Environment.SystemPageSize,
            ReadyRead = _ready.Read,
            ReadyWrite = _ready.Write,
            Release = _release.Read,
            ReleaseWrite = _release.Write,
        };
        for (int attempt = 0; attempt < Attempts; attempt++)
        {
            fixed (AddressRange* first = ranges)
            {
                _processes[index] = CheckForked(ForkedChild.Start(c, &orders, first, ranges.Length, index));
            }

            if (WaitForReport(index, limit) is { } report)
            {
                return report;
            }

            int late = _processes[index];
            _processes[index] = 0;
            _ = End(late);
            DropLateReport(index);
        }

        throw new IOException($"a forked child was not ready within {limit.TotalSeconds:0.#} s, {Attempts} times");
    }

    private TouchedChild? WaitForReport(int index, TimeSpan limit)
    {
        long start = Stopwatch.GetTimestamp();
        do
        {
            if (NativeMethods.WaitToRead(_ready.Read, s_lookAgain))
            {
                return ReadReport(index);
            }

            if (LookForEnd(_processes[index]) is { } exit)
            {
                _processes[index] = 0;
                throw new IOException($"forked child {index + 1} ended before it was ready: {exit}");
            }
        }
        while (Stopwatch.GetElapsedTime(start) < limit);

        return null;
    }

    private TouchedChild ReadReport(int index)
    {
        ForkedChild.Report report;
        return NativeMethods.ReadMessage(_ready.Read, &report, sizeof(ForkedChild.Report)) && report.Index == index
            ? new TouchedChild(_processes[index], report.Pages, report.Sum)
            : throw new IOException($"forked child {index + 1} sent no proper report");
    }

    // it may have become ready just before it was ended
    private void DropLateReport(int index)
    {
        if (NativeMethods.WaitToRead(_ready.Read, TimeSpan.Zero))
        {
            _ = ReadReport(index);
        }
    }
}
