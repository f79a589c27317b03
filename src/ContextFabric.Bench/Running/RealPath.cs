using Microsoft.Win32.SafeHandles;

namespace ContextFabric.Bench.Running;

/// <summary>Paths as the kernel tells them in lists of mappings.</summary>
internal static class RealPath
{
    /// <summary>The path of an existing file with all links resolved; the full path where the system does not tell.</summary>
    public static string Of(string path)
    {
        path = Path.GetFullPath(path);
        if (!OperatingSystem.IsLinux())
        {
            return path;
        }

        using SafeFileHandle file = File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        return new FileInfo(FormattableString.Invariant($"/proc/self/fd/{file.DangerousGetHandle()}")).LinkTarget ?? path;
    }
}
