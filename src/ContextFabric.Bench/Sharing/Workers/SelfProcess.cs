using System.Diagnostics;

namespace ContextFabric.Bench.Sharing;

/// <summary>How to start this program once more.</summary>
internal static class SelfProcess
{
    private const string Assembly = "cfabric.dll";

    /// <summary>Start information without arguments: the executable, or the <c>dotnet</c> host with our assembly.</summary>
    public static ProcessStartInfo StartInfo()
    {
        string path = Environment.ProcessPath
            ?? throw new SharingException("the path of this executable is unknown, so it cannot be started again");
        var start = new ProcessStartInfo(path) { UseShellExecute = false };
        if (Path.GetFileNameWithoutExtension(path).Equals("dotnet", StringComparison.OrdinalIgnoreCase))
        {
            start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, Assembly));
        }

        return start;
    }
}
