namespace ContextFabric.Bench.Machine;

/// <summary>File systems by name.</summary>
internal static class FileSystems
{
    /// <summary>Type of the file system that a path is on, for instance <c>ext4</c> or <c>tmpfs</c>.</summary>
    public static string NameOf(string path)
    {
        path = Path.GetFullPath(path);
        try
        {
            return DriveInfo.GetDrives()
                .Where(drive => path.StartsWith(drive.Name, StringComparison.Ordinal))
                .MaxBy(drive => drive.Name.Length)?.DriveFormat ?? "unknown";
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return "unknown";
        }
    }
}
