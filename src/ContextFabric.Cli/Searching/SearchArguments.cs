using System.CommandLine;
using System.CommandLine.Parsing;
using ContextFabric.Cli.Commands;

namespace ContextFabric.Cli.Searching;

/// <summary>The argument and options of <c>search</c>, and the settings they stand for.</summary>
internal sealed class SearchArguments
{
    private const string Canonical = "canonical";
    private const string Any = "any";
    private readonly Argument<string?> _template = new("TEMPLATE") { Description = "The template; - reads it from standard input", Arity = ArgumentArity.ZeroOrOne };
    private readonly Option<string?> _file = new("--file", "-f") { Description = "A file with the template" };
    private readonly Option<string?> _format = new("--format") { Description = "How results are printed" };
    private readonly Option<long?> _limit = new("--limit") { Description = "Results at most, 0 = all (default: 20 in a table or kwic, else all)" };
    private readonly Option<string> _order = new("--order") { Description = "Canonical order, or the order in which results are found soonest", DefaultValueFactory = _ => Canonical };
    private readonly Option<int> _shallow = new("--shallow") { Description = "Only the first N members, each combination once; 0 = all members" };
    private readonly Option<TimeSpan?> _timeout = new("--timeout") { Description = "Time limit such as 0.5, 2s, 500ms; what was found until then is printed", CustomParser = ParseTime };
    private readonly Option<string?> _sets = new("--sets") { Description = "A JSON file with node sets, which the template may name in place of types" };
    private readonly Option<string?> _features = new("--features") { Description = "Node features to show of each member, separated by commas" };
    private readonly Option<string?> _textFormat = new("--text-format") { Description = "Name of a text format" };
    private readonly Option<int?> _textLength = new("--text-length") { Description = "Characters of a member's text at most, 0 = all of it" };
    private readonly Option<bool> _explain = new("--explain") { Description = "Run the search and print how it was done instead of its results" };

    public SearchArguments()
    {
        _format.AcceptOnlyFromAmong([.. Enum.GetValues<ResultFormat>().Select(NameOf)]);
        _order.AcceptOnlyFromAmong(Canonical, Any);
        NotNegative(_limit, "--limit");
        NotNegative(_shallow, "--shallow");
        NotNegative(_textLength, "--text-length");
    }

    /// <summary>Lists the operators instead of searching.</summary>
    public Option<bool> Relations { get; } = new("--relations") { Description = "List the operators that a template may use on this corpus" };

    public Option<bool> Json { get; } = CommandExtensions.JsonOption();

    /// <summary>The argument and options in the order of the help text.</summary>
    public Symbol[] Symbols => [_template, _file, _format, Json, _limit, _order, _shallow, _features, _textFormat, _textLength, _sets, _timeout, _explain, Relations];

    /// <summary>The settings of a command line.</summary>
    /// <exception cref="CliException">Options do not go together.</exception>
    public SearchSettings Read(ParseResult parsed) => new()
    {
        Format = FormatOf(parsed),
        Template = TemplateText.Read(parsed.GetValue(_template), parsed.GetValue(_file)),
        GivenLimit = parsed.GetValue(_limit),
        Order = parsed.GetValue(_order) == Any ? SearchOrder.Any : SearchOrder.Canonical,
        Shallow = parsed.GetValue(_shallow),
        Timeout = parsed.GetValue(_timeout),
        SetsFile = parsed.GetValue(_sets),
        Features = (parsed.GetValue(_features) ?? string.Empty).Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries),
        TextFormat = parsed.GetValue(_textFormat),
        GivenTextLength = parsed.GetValue(_textLength),
        Explain = parsed.GetValue(_explain),
    };

    private ResultFormat FormatOf(ParseResult parsed)
    {
        string? name = parsed.GetValue(_format);
        if (!parsed.GetValue(Json))
        {
            return name is null ? ResultFormat.Table : Enum.GetValues<ResultFormat>().First(format => NameOf(format) == name);
        }

        return name is null || name == NameOf(ResultFormat.Json)
            ? ResultFormat.Json
            : throw CliException.Usage($"--json and --format {name} contradict each other");
    }

    private static string NameOf(ResultFormat format) => format.ToString().ToLowerInvariant();

    private static TimeSpan? ParseTime(ArgumentResult result)
    {
        if (TimeText.TryParse(result.Tokens[0].Value, out TimeSpan time))
        {
            return time;
        }

        result.AddError($"'{result.Tokens[0].Value}' is no time above zero; write 0.5, 2s or 500ms");
        return null;
    }

    private static void NotNegative<T>(Option<T> option, string name) => option.Validators.Add(result =>
    {
        // what is no number at all has been told by then
        if (!result.Tokens.Any(token => token.Value.StartsWith('-')))
        {
            return;
        }

        result.AddError($"{name} must not be negative");
    });
}
