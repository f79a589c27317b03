using System.Runtime.InteropServices;

namespace ContextFabric.Storage.Raw;

/// <summary>Calls about processes: pipes and the end of children for one that forks, and counters. Linux only.</summary>
internal static unsafe partial class NativeMethods
{
    public const int Kill = 9;
    private const int CloseOnExec = 0x80000;
    private const int WithoutWaiting = 1;
    private const int Interrupted = 4;
    private const short CanRead = 1;

    /// <summary>A pipe whose ends no other program inherits.</summary>
    /// <exception cref="IOException">The system refuses.</exception>
    public static (int Read, int Write) CreatePipe()
    {
        int* ends = stackalloc int[2];
        return pipe2(ends, CloseOnExec) == 0 ? (ends[0], ends[1]) : throw new IOException($"a pipe cannot be made: {LastError()}");
    }

    /// <summary>Closes a descriptor.</summary>
    public static void CloseDescriptor(int descriptor) => _ = close(descriptor);

    /// <summary>Waits until there is something to read, the other end is closed, or the time is over (false).</summary>
    public static bool WaitToRead(int descriptor, TimeSpan limit)
    {
        var request = new PollRequest { Descriptor = descriptor, Wanted = CanRead };
        return poll(&request, 1, (int)Math.Clamp(limit.TotalMilliseconds, 0, int.MaxValue)) > 0;
    }

    /// <summary>Reads exactly this many bytes of a message that was written in one go; false at the end.</summary>
    public static bool ReadMessage(int descriptor, void* target, int length) => read(descriptor, target, (nuint)length) == length;

    /// <summary>Sends a signal to a process.</summary>
    public static void SendSignal(int processId, int signal) => _ = kill(processId, signal);

    /// <summary>
    /// Takes note of the end of a child. 0 while it runs, its number when it has ended, −1 when there is no such child.
    /// </summary>
    public static int Reap(int processId, bool wait, out int status)
    {
        int state = 0;
        int result;
        do
        {
            result = waitpid(processId, &state, wait ? 0 : WithoutWaiting);
        }
        while (result < 0 && Marshal.GetLastPInvokeError() == Interrupted);

        status = state;
        return result;
    }

    /// <summary>Page faults of this process that waited for a disk, and bytes that it caused to be read. Null when it is not told.</summary>
    public static (long MajorFaults, long ReadBytes)? OwnReading()
    {
        // two times of two numbers each come first; the kernel counts what is read in blocks of 512 bytes
        const int MajorFaults = 4 + 5;
        const int BlocksRead = 4 + 7;
        const int Numbers = 32;
        nint* usage = stackalloc nint[Numbers];
        return getrusage(0, usage) == 0 ? (usage[MajorFaults], usage[BlocksRead] * 512L) : null;
    }

    private static string LastError() => Marshal.GetPInvokeErrorMessage(Marshal.GetLastPInvokeError());

    [LibraryImport("libc")]
    private static partial int getrusage(int who, nint* usage);

    [LibraryImport("libc", SetLastError = true)]
    private static partial int pipe2(int* ends, int flags);

    [LibraryImport("libc", SetLastError = true)]
    private static partial int poll(PollRequest* requests, nuint count, int milliseconds);

    [LibraryImport("libc", SetLastError = true)]
    private static partial nint read(int descriptor, void* target, nuint length);

    [LibraryImport("libc", SetLastError = true)]
    private static partial int kill(int processId, int signal);

    [LibraryImport("libc", SetLastError = true)]
    private static partial int waitpid(int processId, int* status, int options);

    [StructLayout(LayoutKind.Sequential)]
    private struct PollRequest
    {
        public int Descriptor;
        public short Wanted;
        public short Found;
    }
}
