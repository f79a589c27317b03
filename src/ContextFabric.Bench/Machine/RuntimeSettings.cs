using System.Collections;
using System.Globalization;
using System.Runtime;
using System.Runtime.CompilerServices;

namespace ContextFabric.Bench.Machine;

/// <summary>Settings of the runtime of this process that change what is measured.</summary>
internal static class RuntimeSettings
{
    private static readonly string[] s_switches =
    [
        "System.GC.Server", "System.GC.Concurrent", "System.GC.RetainVM", "System.GC.ConserveMemory", "System.GC.DynamicAdaptationMode",
        "System.Runtime.TieredCompilation", "System.Runtime.TieredCompilation.QuickJit", "System.Runtime.TieredPGO",
        "System.Globalization.Invariant",
    ];

    /// <summary>Settings by name: of the collector, of compilation, and every <c>DOTNET_</c> variable.</summary>
    public static SortedDictionary<string, string> Read()
    {
        var settings = new SortedDictionary<string, string>(StringComparer.Ordinal)
        {
            ["gc"] = GCSettings.IsServerGC ? "server" : "workstation",
            ["latency_mode"] = GCSettings.LatencyMode.ToString(),
            ["code"] = RuntimeFeature.IsDynamicCodeSupported ? "compiled just in time" : "compiled ahead of time",
            ["processors"] = Environment.ProcessorCount.ToString(CultureInfo.InvariantCulture),
            ["build"] = ProductInfo.Configuration,
        };
        foreach (string name in s_switches)
        {
            if (AppContext.GetData(name) is { } value)
            {
                settings[name] = Convert.ToString(value, CultureInfo.InvariantCulture) ?? string.Empty;
            }
        }

        foreach (DictionaryEntry variable in Environment.GetEnvironmentVariables())
        {
            if (variable.Key is string name && name.StartsWith("DOTNET_", StringComparison.Ordinal))
            {
                settings[name] = variable.Value as string ?? string.Empty;
            }
        }

        return settings;
    }
}
