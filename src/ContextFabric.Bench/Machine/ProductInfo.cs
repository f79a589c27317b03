using System.Reflection;

namespace ContextFabric.Bench.Machine;

/// <summary>Which build of the product this is.</summary>
internal static class ProductInfo
{
    private static readonly string s_informational =
        typeof(Corpus).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "0";

    /// <summary>Version of the product.</summary>
    public static string Version => s_informational.Split('+')[0];

    /// <summary>The commit it was built from; null when that is not embedded.</summary>
    public static string? Commit => s_informational.Split('+') is [_, { Length: > 0 } commit] ? commit : null;

    /// <summary>True for a build whose figures mean nothing.</summary>
    public static bool IsDebug =>
#if DEBUG
        true;
#else
        false;
#endif

    /// <summary><c>Debug</c> or <c>Release</c>.</summary>
    public static string Configuration => IsDebug ? "Debug" : "Release";
}
