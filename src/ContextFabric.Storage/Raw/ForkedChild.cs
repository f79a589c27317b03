using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace ContextFabric.Storage.Raw;

/// <summary>A piece of the address space of this process.</summary>
/// <param name="Start">Address of the first byte.</param>
/// <param name="Length">Length in bytes.</param>
[StructLayout(LayoutKind.Sequential)]
internal readonly record struct AddressRange(nint Start, nint Length)
{
    /// <summary>The bytes of a file in memory.</summary>
    public static AddressRange Of(MappedFile file) => new(file.Address, (nint)file.Length);
}

/// <summary>
/// What forked children do. Only the forking thread lives on in a child: no collector, no compiler, no finalizer, and
/// whatever another thread had locked stays locked. So a method here forks and goes on as the child without ever calling
/// managed code: it is compiled as a whole before it runs, allocates nothing, and reaches the C library by address.
/// <para>
/// One thing cannot be kept out: the compiler has such a method look, now and then, whether a collection waits for it.
/// A child forked at the very moment when one does would wait for ever; it never reports, and its parent ends it.
/// </para>
/// </summary>
internal static unsafe class ForkedChild
{
    private const int SetParentDeathSignal = 1;
    private const int SetDumpable = 4;
    private const int LimitOfCore = 4;
    private const int Hangup = 1;
    private const int Interrupt = 2;
    private const int Quit = 3;
    private const int BusError = 7;
    private const int Kill = 9;
    private const int Segmentation = 11;
    private const int Terminate = 15;
    private const int ChildEnded = 17;
    private const nint DefaultAction = 0;

    /// <summary>
    /// Forks. The child reads a byte of every page of the ranges, reports, and waits until the other end of
    /// <see cref="Orders.Release"/> is closed. It ends with code 0 then, and at once when its parent ends. Gives the number of
    /// the child, or −1.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static int Start(LibC* c, Orders* orders, AddressRange* ranges, int rangeCount, int index)
    {
        int child = c->Fork();
        if (child != 0)
        {
            return child;
        }

        // the runtime's own handlers write into pipes of the parent
        c->Signal(Hangup, DefaultAction);
        c->Signal(Interrupt, DefaultAction);
        c->Signal(Quit, DefaultAction);
        c->Signal(BusError, DefaultAction);
        c->Signal(Segmentation, DefaultAction);
        c->Signal(Terminate, DefaultAction);
        c->Signal(ChildEnded, DefaultAction);
        c->Control(SetParentDeathSignal, Kill, 0, 0, 0);
        if (c->GetParent() != orders->Parent)
        {
            c->Exit(ExitCodes.Orphan);
        }

        // else nobody would ever see the end of these pipes
        c->Close(orders->ReleaseWrite);
        c->Close(orders->ReadyRead);

        Report report = default;
        report.Index = index;
        for (int i = 0; i < rangeCount; i++)
        {
            byte* end = (byte*)ranges[i].Start + ranges[i].Length;
            for (byte* at = (byte*)ranges[i].Start; at < end; at += orders->PageSize)
            {
                report.Sum += *at;
                report.Pages++;
            }
        }

        if (c->Write(orders->ReadyWrite, &report, (nuint)sizeof(Report)) != sizeof(Report))
        {
            c->Exit(ExitCodes.NoReport);
        }

        byte ignored;
        while (c->Read(orders->Release, &ignored, 1) > 0)
        {
        }

        c->Exit(0);
        return 0;
    }

    /// <summary>
    /// Forks. The child takes the system's own action on a fault (the runtime's would be a long report), leaves no dump,
    /// reads one byte, and ends with code 0 if it still can. Gives the number of the child, or −1.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static int StartSacrifice(LibC* c, byte* address)
    {
        int child = c->Fork();
        if (child != 0)
        {
            return child;
        }

        ulong* none = stackalloc ulong[2];
        none[0] = 0;
        none[1] = 0;
        c->SetLimit(LimitOfCore, none);
        c->Control(SetDumpable, 0, 0, 0, 0);
        c->Control(SetParentDeathSignal, Kill, 0, 0, 0);
        c->Signal(Segmentation, DefaultAction);
        c->Signal(BusError, DefaultAction);

        // the value goes into the exit code, or the read could be left out
        c->Exit(*address >> 8);
        return 0;
    }

    /// <summary>Exit codes of children that could not do their work.</summary>
    internal static class ExitCodes
    {
        /// <summary>The parent was gone already.</summary>
        public const int Orphan = 91;

        /// <summary>The parent does not listen.</summary>
        public const int NoReport = 92;
    }

    /// <summary>What every child needs to know.</summary>
    [StructLayout(LayoutKind.Sequential)]
    internal struct Orders
    {
        public int Parent;
        public int PageSize;
        public int ReadyRead;
        public int ReadyWrite;
        public int Release;
        public int ReleaseWrite;
    }

    /// <summary>What a child has done; short enough for a pipe to take it in one piece.</summary>
    [StructLayout(LayoutKind.Sequential)]
    internal struct Report
    {
        public long Index;
        public long Pages;
        public long Sum;
    }
}
