namespace ContextFabric.Cli.Tests.Support;

/// <summary>Files of the repository that tests compare with.</summary>
internal static class Repository
{
    public static string Root { get; } = FindRoot();

    public static string Showcase => Path.Combine(Root, "corpora", "showcase", "tf");

    private static string FindRoot()
    {
        string? folder = AppContext.BaseDirectory;
        while (folder is not null && !File.Exists(Path.Combine(folder, "ContextFabric.slnx")))
        {
            folder = Path.GetDirectoryName(folder);
        }

        return folder ?? throw new InvalidOperationException("the tests do not run inside the repository");
    }
}
