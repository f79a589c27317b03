using System.CommandLine;
using System.Globalization;
using ContextFabric.Bench;
using ContextFabric.Bench.Running;
using ContextFabric.Bench.Workers;
using ContextFabric.Cli.Corpora;

namespace ContextFabric.Cli.Commands.Bench;

/// <summary>The argument and the options that all benchmarks have in common.</summary>
internal sealed class BenchArguments
{
    private static readonly char[] s_comma = [','];
    private readonly string _usualCache;

    /// <param name="usualRuns">Measured blocks when none are asked for, for the help text.</param>
    /// <param name="usualCache">States of the page cache, for the help text.</param>
    public BenchArguments(int usualRuns = 10, string usualCache = "warm")
    {
        _usualCache = usualCache;
        Runs = new Option<int?>("--runs") { Description = $"Measured blocks, each with fresh processes [{usualRuns}]" };
        Cache = new Option<string?>("--cache") { Description = $"State of the page cache: warm, cold, both [{_usualCache}]" };
        Cache.AcceptOnlyFromAmong("warm", "cold", "both");
    }

    public Argument<string[]> Corpora { get; } = new("CORPUS")
    {
        Description = $"Folders of .tf files, stores, registered names, or '{EmbeddedCorpus.Name}'; without any, the corpora in the current folder",
        Arity = ArgumentArity.ZeroOrMore,
    };

    public Option<string?> CorporaFolder { get; } = new("--corpora-dir") { Description = "A folder whose sub-folders are corpora" };

    public Option<string[]> Subjects { get; } = new("--subject") { Description = $"Built-in subjects: {string.Join(", ", WorkerSession.Subjects)}; a list, or repeated [mapped,heap]" };

    public Option<string[]> Peers { get; } = new("--peer") { Description = "NAME=COMMAND: an external subject that speaks the worker protocol (see 'bench peer-script'); may be repeated" };

    public Option<string?> Baseline { get; } = new("--baseline") { Description = "The subject that the others are compared with [heap]" };

    public Option<int?> Runs { get; }

    public Option<int> WarmUp { get; } = new("--warmup") { Description = "Blocks before these that are thrown away", DefaultValueFactory = _ => 1 };

    public Option<int> Seed { get; } = new("--seed") { Description = "Orders of queries and subjects", DefaultValueFactory = _ => 1 };

    public Option<double> Timeout { get; } = new("--timeout") { Description = "Seconds for one operation; the worker is killed after that", DefaultValueFactory = _ => 120 };

    public Option<string?> Cache { get; }

    public Option<bool> DropCaches { get; } = new("--drop-caches") { Description = "Let the system drop its whole page cache for cold runs; needs root" };

    public Option<string?> Output { get; } = new("--output", "-o") { Description = "Folder of the results, new or empty [bench-results/<time>-<command>]" };

    public Option<bool> Append { get; } = new("--append") { Description = "Go on with a folder that has results" };

    public Option<string?> Work { get; } = new("--work") { Description = "Where compiled corpora and the caches of peers are kept between runs [the user's cache]" };

    public Option<string> Formats { get; } = new("--format") { Description = "Reports to write", DefaultValueFactory = _ => "csv,json,md,html" };

    public Option<bool> Png { get; } = new("--png") { Description = "Draw the figures as PNG too" };

    public Option<bool> Quick { get; } = new("--quick") { Description = "3 runs, 3 iterations, 5 queries per category; marked in the report" };

    public Option<bool> AddCopy { get; } = new("--aa") { Description = "Add a copy of the baseline, which shows the noise" };

    public Option<double?> MaxNoise { get; } = new("--max-noise") { Description = "Exit with 4 when the baseline and its copy differ by more than so many percent" };

    public Option<string?> Pin { get; } = new("--pin") { Description = "Processors that workers may use, for instance 0,1 or 0-3" };

    public Option<string[]> RuntimeConfig { get; } = new("--runtime-config") { Description = "NAME=VALUE: a DOTNET_ setting for built-in workers; may be repeated" };

    public Option<bool> Anonymize { get; } = new("--anonymize") { Description = "Leave host name and paths out of what is written" };

    public Option<bool> Quiet { get; } = new("--quiet") { Description = "No progress on standard error" };

    public Option<bool> Verbose { get; } = new("--verbose") { Description = "More progress on standard error" };

    public Option<bool> Json { get; } = CommandExtensions.JsonOption();

    /// <summary>All of them in the order of the help text.</summary>
    public Symbol[] Symbols =>
    [
        Corpora, CorporaFolder, Subjects, Peers, Baseline, Runs, WarmUp, Seed, Timeout, Cache, DropCaches, Output, Append, Work, Formats, Png, Quick,
        AddCopy, MaxNoise, Pin, RuntimeConfig, Anonymize, Quiet, Verbose, Json,
    ];

    /// <summary>Those that matter where nothing is timed.</summary>
    public Symbol[] VerifySymbols =>
        [Corpora, CorporaFolder, Subjects, Peers, Baseline, Timeout, Output, Append, Work, Formats, Quick, RuntimeConfig, Anonymize, Quiet, Verbose, Json];

    /// <summary>What the command line says; options that the command does not have are as usual.</summary>
    /// <exception cref="BenchException">It makes no sense.</exception>
    public BenchOptions Read(ParseResult parsed) => new()
    {
        CommandLine = "cfabric " + string.Join(' ', parsed.Tokens.Select(t => t.Value.Length > 0 && !t.Value.Any(char.IsWhiteSpace) ? t.Value : $"\"{t.Value}\"")),
        Corpora = [.. (parsed.GetValue(Corpora) ?? []).Select(Resolve)],
        CorpusNames = Names(parsed.GetValue(Corpora) ?? []),
        CorporaFolder = parsed.GetValue(CorporaFolder),
        Subjects = parsed.GetValue(Subjects) is { Length: > 0 } subjects ? subjects : null,
        Peers = parsed.GetValue(Peers) ?? [],
        Baseline = parsed.GetValue(Baseline),
        Runs = parsed.GetValue(Runs),
        WarmUp = parsed.GetValue(WarmUp),
        Seed = parsed.GetValue(Seed),
        Timeout = TimeSpan.FromSeconds(parsed.GetValue(Timeout)),
        Cache = parsed.GetValue(Cache) switch
        {
            "warm" => CacheChoice.Warm,
            "cold" => CacheChoice.Cold,
            "both" => CacheChoice.Both,
            _ => CacheChoice.None,
        },
        DropCaches = parsed.GetValue(DropCaches),
        Output = parsed.GetValue(Output),
        Append = parsed.GetValue(Append),
        Work = parsed.GetValue(Work),
        Formats = Words(parsed.GetValue(Formats)),
        Png = parsed.GetValue(Png),
        Quick = parsed.GetValue(Quick),
        AddCopy = parsed.GetValue(AddCopy),
        MaxNoise = parsed.GetValue(MaxNoise),
        Processors = parsed.GetValue(Pin) is { } pin ? ReadProcessors(pin) : null,
        RuntimeConfig = parsed.GetValue(RuntimeConfig) ?? [],
        Anonymize = parsed.GetValue(Anonymize),
        Quiet = parsed.GetValue(Quiet),
        Verbose = parsed.GetValue(Verbose),
    };

    /// <summary>The parts of a list with commas.</summary>
    public static IReadOnlyList<string> Words(string? list) =>
        list?.Split(s_comma, StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) ?? [];

    // what is no path is a registered name, and better known than the folder that it stands for
    private static Dictionary<string, string> Names(string[] corpora)
    {
        var names = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (string corpus in corpora.Where(corpus => !Path.Exists(corpus)))
        {
            names[Resolve(corpus)] = corpus;
        }

        return names;
    }

    private static string Resolve(string corpus)
    {
        try
        {
            return CorpusArgument.Resolve(corpus);
        }
        catch (CliException e)
        {
            throw new BenchException(e.Message, e);
        }
    }

    private static List<int> ReadProcessors(string text)
    {
        var processors = new List<int>();
        foreach (string part in Words(text))
        {
            string[] ends = part.Split('-', 2);
            if (!int.TryParse(ends[0], NumberStyles.None, CultureInfo.InvariantCulture, out int first)
                || !int.TryParse(ends[^1], NumberStyles.None, CultureInfo.InvariantCulture, out int last)
                || last < first || last >= nint.Size * 8)
            {
                throw new BenchException($"--pin: numbers and ranges of processors, such as 0,1 or 0-3, expected where '{text}' was found");
            }

            processors.AddRange(Enumerable.Range(first, last - first + 1));
        }

        return processors.Count > 0 ? processors : throw new BenchException("--pin: no processor is named");
    }
}
