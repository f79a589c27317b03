using Xunit;

namespace ContextFabric.Testing;

/// <summary>Files of this repository, for tests of its documents; they are skipped when run elsewhere.</summary>
public static class RepositoryFiles
{
    /// <summary>The text of a file, by its path from the root of the repository.</summary>
    public static string Read(string path) => File.ReadAllText(Locate(path));

    /// <summary>The full path of a file or folder, by its path from the root of the repository.</summary>
    public static string Locate(string path)
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "ContextFabric.slnx")))
            {
                return Path.Combine(folder.FullName, path);
            }
        }

        Assert.Skip("not run inside the repository");
        throw new InvalidOperationException("not run inside the repository");
    }
}
