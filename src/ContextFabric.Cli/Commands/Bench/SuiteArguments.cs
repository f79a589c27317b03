using System.CommandLine;
using System.Globalization;
using ContextFabric.Bench;
using ContextFabric.Bench.Suites.Compiling;
using ContextFabric.Bench.Suites.Growth;
using ContextFabric.Bench.Suites.Memory;
using ContextFabric.Bench.Suites.Opening;
using ContextFabric.Bench.Workers;
using ContextFabric.Synthesis;

namespace ContextFabric.Cli.Commands.Bench;

/// <summary>Reads lists of numbers.</summary>
internal static class NumberLists
{
    /// <summary>Numbers with commas between, such as <c>1,2,4</c> or <c>1e5,1e6</c>; null for null.</summary>
    /// <exception cref="BenchException">Something is no whole number.</exception>
    public static IReadOnlyList<int>? Read(string option, string? text) => text is null ? null : [.. BenchArguments.Words(text).Select(word =>
        double.TryParse(word, NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out double number)
            && number is >= 1 and <= int.MaxValue && Math.Floor(number) == number
            ? (int)number
            : throw new BenchException($"{option}: whole numbers from 1 expected where '{word}' was found"))];
}

/// <summary>The options of the compile benchmark.</summary>
internal sealed class CompileArguments
{
    private readonly Option<string?> _threads = new("--threads") { Description = "Numbers of threads; a list [1 and all processors]" };
    private readonly Option<bool> _keep = new("--keep") { Description = "Keep the last store of each corpus among the results" };

    public Symbol[] Symbols => [_threads, _keep];

    public CompileSuite Read(ParseResult parsed) => new() { Threads = NumberLists.Read("--threads", parsed.GetValue(_threads)), Keep = parsed.GetValue(_keep) };
}

/// <summary>The options of the load benchmark.</summary>
internal sealed class LoadArguments
{
    private readonly Option<string> _features = new("--features") { Description = "Features to load: all, or a list of names", DefaultValueFactory = _ => FeatureSelection.Everything };

    public Symbol[] Symbols => [_features];

    public LoadSuite Read(ParseResult parsed) =>
        new() { Features = parsed.GetValue(_features) is { } features && features != FeatureSelection.Everything ? BenchArguments.Words(features) : null };
}

/// <summary>How processes touch a corpus; the same option in all benchmarks that do.</summary>
internal sealed class TouchArguments
{
    private readonly Option<string> _touch = new("--touch") { Description = $"What processes read: {string.Join(", ", TouchKinds.Names)}", DefaultValueFactory = _ => TouchKinds.Strings };

    public Symbol[] Symbols => [_touch];

    public string Read(ParseResult parsed) => parsed.GetValue(_touch)!;
}

/// <summary>The options of the memory benchmark.</summary>
internal sealed class MemoryArguments
{
    private readonly Option<string> _modes = new("--mode")
    {
        Description = "single, spawn, threads, prefork; fork for peers that can; a list",
        DefaultValueFactory = _ => string.Join(',', MemoryModes.Usual),
    };

    private readonly Option<int> _workers = new("--workers") { Description = "Processes or threads in the modes with several", DefaultValueFactory = _ => 4 };

    public Symbol[] Symbols => [_modes, _workers];

    public MemorySuite Read(ParseResult parsed, TouchArguments touch, Option<string?> queries) => new()
    {
        Modes = BenchArguments.Words(parsed.GetValue(_modes)),
        Workers = parsed.GetValue(_workers),
        Touch = touch.Read(parsed),
        Queries = parsed.GetValue(queries),
    };
}

/// <summary>The options of the share benchmark.</summary>
internal sealed class ShareArguments
{
    private readonly Option<string> _processes = new("--processes") { Description = "Numbers of processes; a list", DefaultValueFactory = _ => "1,2,4,8" };

    public Symbol[] Symbols => [_processes];

    public ShareSuite Read(ParseResult parsed, TouchArguments touch) =>
        new() { Processes = NumberLists.Read("--processes", parsed.GetValue(_processes))!, Touch = touch.Read(parsed) };
}

/// <summary>The options of the scale benchmark.</summary>
internal sealed class ScaleArguments
{
    private static readonly SortedDictionary<string, SyntheticCorpusOptions> s_shapes = new(StringComparer.Ordinal)
    {
        ["dense-edges"] = SyntheticPresets.DenseEdges,
        ["flat"] = SyntheticPresets.Flat,
        ["linguistic"] = SyntheticPresets.Linguistic,
    };

    private readonly Option<string?> _axes = new("--axis") { Description = $"What grows: {string.Join(", ", GrowthAxes.All)}; a list [all]" };
    private readonly Option<string?> _counts = new("--counts") { Description = "Numbers of threads or processes; a list [powers of two up to twice the processors]" };
    private readonly Option<string?> _slots = new("--slots") { Description = "Sizes of synthetic corpora, such as 1e5,1e6; a list [1e5,3e5,1e6,3e6,1e7]" };
    private readonly Option<string> _shape = new("--preset") { Description = "Shape of synthetic corpora", DefaultValueFactory = _ => "linguistic" };
    private readonly Option<double> _minTime = new("--throughput-time") { Description = "Least milliseconds of a measurement of queries per second", DefaultValueFactory = _ => 1000 };

    public ScaleArguments() => _shape.AcceptOnlyFromAmong([.. s_shapes.Keys]);

    public Symbol[] Symbols => [_axes, _counts, _slots, _shape, _minTime];

    public ScaleSuite Read(ParseResult parsed, TouchArguments touch, Option<string?> queries)
    {
        var options = new GrowthOptions
        {
            Axes = parsed.GetValue(_axes) is { } axes ? BenchArguments.Words(axes) : GrowthAxes.All,
            Counts = NumberLists.Read("--counts", parsed.GetValue(_counts)),
            Slots = NumberLists.Read("--slots", parsed.GetValue(_slots)),
            Shape = s_shapes[parsed.GetValue(_shape)!],
            ShapeName = parsed.GetValue(_shape)!,
            Touch = touch.Read(parsed),
            Queries = parsed.GetValue(queries),
            MinTime = TimeSpan.FromMilliseconds(parsed.GetValue(_minTime)),
        };
        options.Validate();
        return new ScaleSuite(options);
    }
}
