using ContextFabric.Storage.Raw;

namespace ContextFabric.Storage.Files;

/// <summary>What stands behind a file system, as far as it matters for mapping files.</summary>
public enum FileSystemKind
{
    /// <summary>The system does not tell, or gives a kind that is not known here.</summary>
    Unknown,

    /// <summary>A disk of this machine.</summary>
    Local,

    /// <summary>Memory of this machine: files are never evicted, only swapped.</summary>
    Memory,

    /// <summary>Layers of other file systems, as containers have them. Containers of one image share the pages of its files.</summary>
    Overlay,

    /// <summary>Another machine, or the host of a virtual one. Each client has its own page cache.</summary>
    Network,

    /// <summary>A program (FUSE): what it does behind its files is its own affair, usually another machine.</summary>
    UserSpace,
}

/// <summary>The file system that a file or folder is on.</summary>
/// <param name="Kind">What stands behind it.</param>
/// <param name="Name">Its name, e.g. <c>ext4</c> or <c>nfs</c>; a hexadecimal number for one that is not known here.</param>
public sealed record FileSystem(FileSystemKind Kind, string Name)
{
    /// <summary>
    /// True when mapped files are at the mercy of something beyond this machine's kernel: a file replaced over there may
    /// kill its readers here, and locks may fail.
    /// </summary>
    public bool IsRemote => Kind is FileSystemKind.Network or FileSystemKind.UserSpace;

    /// <summary>The file system of an existing path; of kind unknown when the system does not tell.</summary>
    public static FileSystem Of(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        path = Path.GetFullPath(path);
        return OperatingSystem.IsLinux() ? FromMagic(NativeMethods.FileSystemMagic(path)) : FromDrive(path);
    }

    /// <summary>Names the numbers of <c>statfs(2)</c>.</summary>
    internal static FileSystem FromMagic(uint? magic) => magic switch
    {
        null => new FileSystem(FileSystemKind.Unknown, "unknown"),
        0xEF53 => Local("ext4"),
        0x58465342 => Local("xfs"),
        0x9123683E => Local("btrfs"),
        0x2FC12FC1 => Local("zfs"),
        0xF2F52010 => Local("f2fs"),
        0xCA451A4E => Local("bcachefs"),
        0x3153464A => Local("jfs"),
        0x52654973 => Local("reiserfs"),
        0x4D44 => Local("vfat"),
        0x2011BAB0 => Local("exfat"),
        0x5346544E or 0x7366746E => Local("ntfs"),
        0x73717368 => Local("squashfs"),
        0xE0F5E1E2 => Local("erofs"),
        0x9660 => Local("iso9660"),
        0x01021994 => new FileSystem(FileSystemKind.Memory, "tmpfs"),
        0x858458F6 => new FileSystem(FileSystemKind.Memory, "ramfs"),
        0x958458F6 => new FileSystem(FileSystemKind.Memory, "hugetlbfs"),
        0x794C7630 => new FileSystem(FileSystemKind.Overlay, "overlay"),
        0x61756673 => new FileSystem(FileSystemKind.Overlay, "aufs"),
        0x65735546 => new FileSystem(FileSystemKind.UserSpace, "fuse"),
        0x6969 => Network("nfs"),
        0xFF534D42 => Network("cifs"),
        0xFE534D42 => Network("smb2"),
        0x517B => Network("smb"),
        0x01021997 => Network("9p"),
        0x00C36400 => Network("ceph"),
        0x5346414F or 0x6B414653 => Network("afs"),
        0x73757245 => Network("coda"),
        0x0BD00BD0 => Network("lustre"),
        0x47504653 => Network("gpfs"),
        0x01161970 => Network("gfs2"),
        0x7461636F => Network("ocfs2"),
        0x19830326 => Network("beegfs"),
        0xAAD7AAEA => Network("panfs"),
        0x564C => Network("ncp"),
        0x786F4256 => Network("vboxsf"),
        0xBACBACBC => Network("vmhgfs"),
        uint other => new FileSystem(FileSystemKind.Unknown, $"0x{other:x}"),
    };

    private static FileSystem Local(string name) => new(FileSystemKind.Local, name);

    private static FileSystem Network(string name) => new(FileSystemKind.Network, name);

    private static FileSystem FromDrive(string path)
    {
        if (path.StartsWith(@"\\", StringComparison.Ordinal))
        {
            return Network("network share");
        }

        try
        {
            var drive = new DriveInfo(OperatingSystem.IsWindows() ? Path.GetPathRoot(path)! : path);
            FileSystemKind kind = drive.DriveType switch
            {
                DriveType.Network => FileSystemKind.Network,
                DriveType.Ram => FileSystemKind.Memory,
                DriveType.Fixed or DriveType.Removable or DriveType.CDRom => FileSystemKind.Local,
                _ => FileSystemKind.Unknown,
            };
            return new FileSystem(kind, drive.DriveFormat);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return FromMagic(null);
        }
    }
}
