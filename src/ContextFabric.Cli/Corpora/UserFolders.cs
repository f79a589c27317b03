namespace ContextFabric.Cli.Corpora;

/// <summary>Where the command keeps things of its user.</summary>
internal static class UserFolders
{
    private const string Name = "cfabric";

    /// <summary>Settings: <c>XDG_CONFIG_HOME</c> where it is set, else the system's place for them.</summary>
    public static string Config => Path.Combine(
        FromVariable("XDG_CONFIG_HOME") ?? Environment.GetFolderPath(Environment.SpecialFolder.ApplicationData, Environment.SpecialFolderOption.DoNotVerify),
        Name);

    /// <summary>What can be made again: <c>XDG_CACHE_HOME</c> where it is set, else the system's place for it.</summary>
    public static string Cache => Path.Combine(FromVariable("XDG_CACHE_HOME") ?? SystemCache(), Name);

    private static string SystemCache() => OperatingSystem.IsWindows()
        ? Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify)
        : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile, Environment.SpecialFolderOption.DoNotVerify), ".cache");

    private static string? FromVariable(string name) =>
        Environment.GetEnvironmentVariable(name) is { Length: > 0 } path && Path.IsPathRooted(path) ? path : null;
}
