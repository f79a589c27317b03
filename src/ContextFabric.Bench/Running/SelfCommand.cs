namespace ContextFabric.Bench.Running;

/// <summary>How to start this program once more.</summary>
internal static class SelfCommand
{
    /// <summary>Program and arguments: the executable, or the <c>dotnet</c> host with our assembly.</summary>
    /// <exception cref="BenchException">The path of this program is unknown.</exception>
    public static IReadOnlyList<string> Words()
    {
        string path = Environment.ProcessPath ?? throw new BenchException("the path of this program is unknown, so it cannot be started again");
        return Path.GetFileNameWithoutExtension(path).Equals("dotnet", StringComparison.OrdinalIgnoreCase)
            ? [path, Path.Combine(AppContext.BaseDirectory, "cfabric.dll")]
            : [path];
    }
}
