using ContextFabric.Diagnostics;
using ContextFabric.Storage;
using ContextFabric.Storage.Files;

namespace ContextFabric.Store;

/// <summary>What is wrong with the places of stores.</summary>
internal static class StorePlace
{
    /// <summary>One warning per kind of file system that is not this machine's own, and one per store that cannot be mapped.</summary>
    /// <param name="stores">Open stores.</param>
    /// <param name="fileSystemOf">Tells the file system of a path.</param>
    public static IEnumerable<Diagnostic> Findings(IEnumerable<ArrayStore> stores, Func<string, FileSystem> fileSystemOf)
    {
        var told = new HashSet<string>(StringComparer.Ordinal);
        foreach (ArrayStore store in stores)
        {
            FileSystem place = fileSystemOf(store.Path);
            if (place.IsRemote && told.Add(place.Name))
            {
                yield return Warning(
                    StoreCodes.Remote,
                    $"the store is on {Describe(place)}: its pages are shared within this machine only, and replacing it elsewhere may end programs that read it here; copy it to a local disk",
                    store);
            }

            if (store.MappingRefusal is { } refusal)
            {
                yield return Warning(
                    StoreCodes.NotMapped,
                    $"the store cannot be mapped on {Describe(place)} ({refusal}); it was read into private memory, which no other process shares; copy it to a local disk",
                    store);
            }
        }
    }

    /// <summary>A file system in words, e.g. <c>a network file system (nfs)</c>.</summary>
    public static string Describe(FileSystem place) => place.Kind switch
    {
        FileSystemKind.Network => $"a network file system ({place.Name})",
        FileSystemKind.UserSpace => $"a file system in user space ({place.Name})",
        FileSystemKind.Memory => $"a file system in memory ({place.Name})",
        FileSystemKind.Overlay => $"layered file systems ({place.Name})",
        FileSystemKind.Local => $"a local disk ({place.Name})",
        _ => $"a file system of an unknown kind ({place.Name})",
    };

    private static Diagnostic Warning(string code, string message, ArrayStore store) =>
        new(DiagnosticSeverity.Warning, code, message) { Path = store.Path };
}
