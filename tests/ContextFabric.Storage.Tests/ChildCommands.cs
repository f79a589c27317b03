using System.Runtime.InteropServices;
using ContextFabric.Storage.Container;
using ContextFabric.Storage.Files;
using ContextFabric.Storage.Raw;

namespace ContextFabric.Storage.Tests;

/// <summary>What this executable does as the child of one of its tests.</summary>
internal static class ChildCommands
{
    public const string WriteReadOnly = "write-read-only";
    public const string ReadTruncated = "read-truncated";
    public const string HoldLock = "hold-lock";
    public const string WriteHalf = "write-half";
    public const string Fork = "fork";
    public const string Sacrifice = "sacrifice";
    public const string ShareMemory = "share-memory";

    public static int Run(string[] command)
    {
        string path = command[1];
        switch (command[0])
        {
            case WriteReadOnly:
                MappedFile target = MappedFile.Open(path);
                Say("writing");
                Marshal.WriteByte(target.Address, 1);
                Say("written");
                return 0;

            case ReadTruncated:
                MappedFile file = MappedFile.Open(path);
                using (FileStream stream = File.OpenWrite(path))
                {
                    stream.SetLength(1);
                }

                Say("truncated");
                Say($"survived {file.TouchAll()}");
                return 0;

            case HoldLock:
                using (FolderLock.Acquire(path, null, CancellationToken.None))
                {
                    Say("locked");
                    _ = Console.ReadLine();
                }

                return 0;

            case WriteHalf:
                var writer = new ContainerWriter(path, "test 1\n");
                var batch = new MemberBatch();
                batch.Write<int>("half", new int[10_000]);
                writer.Append(batch);
                writer.OpenSoFar();
                Say("half");
                _ = Console.ReadLine();
                return 0;

            case Fork:
                return ForkCommands.Fork(path, command[2..]);

            case Sacrifice:
                return ForkCommands.Sacrifice(path);

            case ShareMemory:
                Say(SharedMemoryObject.CreateFrom(path).Name);
                _ = Console.ReadLine();
                return 0;

            default:
                return 2;
        }
    }

    internal static void Say(string line)
    {
        Console.WriteLine(line);
        Console.Out.Flush();
    }
}
