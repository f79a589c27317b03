using ContextFabric.Store;

namespace ContextFabric.Cli.Corpora;

/// <summary>Where the command keeps things of its user.</summary>
internal static class UserFolders
{
    private const string Name = "cfabric";

    /// <summary>Settings: <c>XDG_CONFIG_HOME</c> where it is set, else the system's place for them.</summary>
    public static string Config => Path.Combine(
        FromVariable("XDG_CONFIG_HOME") ?? Environment.GetFolderPath(Environment.SpecialFolder.ApplicationData, Environment.SpecialFolderOption.DoNotVerify),
        Name);

    /// <summary>What can be made again: where stores of folders that cannot be written go, too.</summary>
    public static string Cache => StorePaths.UserCache;

    private static string? FromVariable(string name) =>
        Environment.GetEnvironmentVariable(name) is { Length: > 0 } path && Path.IsPathRooted(path) ? path : null;
}
