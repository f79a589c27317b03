using System.Runtime.InteropServices;

namespace ContextFabric.Storage.Raw;

/// <summary>
/// Functions of the C library by address, for code that runs in a forked child: there nothing may be looked up, compiled
/// or switched, so calls go straight through these pointers. Linux only.
/// </summary>
internal readonly unsafe struct LibC
{
    public readonly delegate* unmanaged[SuppressGCTransition]<int> Fork;
    public readonly delegate* unmanaged[SuppressGCTransition]<int, void> Exit;
    public readonly delegate* unmanaged[SuppressGCTransition]<int> GetParent;
    public readonly delegate* unmanaged[SuppressGCTransition]<int, int> Close;
    public readonly delegate* unmanaged[SuppressGCTransition]<int, void*, nuint, nint> Read;
    public readonly delegate* unmanaged[SuppressGCTransition]<int, void*, nuint, nint> Write;
    public readonly delegate* unmanaged[SuppressGCTransition]<int, nint, nint> Signal;
    public readonly delegate* unmanaged[SuppressGCTransition]<int, nuint, nuint, nuint, nuint, int> Control;
    public readonly delegate* unmanaged[SuppressGCTransition]<int, ulong*, int> SetLimit;

    public LibC()
    {
        nint program = NativeLibrary.GetMainProgramHandle();
        Fork = (delegate* unmanaged[SuppressGCTransition]<int>)NativeLibrary.GetExport(program, "fork");
        Exit = (delegate* unmanaged[SuppressGCTransition]<int, void>)NativeLibrary.GetExport(program, "_exit");
        GetParent = (delegate* unmanaged[SuppressGCTransition]<int>)NativeLibrary.GetExport(program, "getppid");
        Close = (delegate* unmanaged[SuppressGCTransition]<int, int>)NativeLibrary.GetExport(program, "close");
        Read = (delegate* unmanaged[SuppressGCTransition]<int, void*, nuint, nint>)NativeLibrary.GetExport(program, "read");
        Write = (delegate* unmanaged[SuppressGCTransition]<int, void*, nuint, nint>)NativeLibrary.GetExport(program, "write");
        Signal = (delegate* unmanaged[SuppressGCTransition]<int, nint, nint>)NativeLibrary.GetExport(program, "signal");
        Control = (delegate* unmanaged[SuppressGCTransition]<int, nuint, nuint, nuint, nuint, int>)NativeLibrary.GetExport(program, "prctl");
        SetLimit = (delegate* unmanaged[SuppressGCTransition]<int, ulong*, int>)NativeLibrary.GetExport(program, "setrlimit");
    }
}
