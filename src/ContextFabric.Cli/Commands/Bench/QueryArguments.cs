using System.CommandLine;
using ContextFabric.Bench.Suites.Queries;

namespace ContextFabric.Cli.Commands.Bench;

/// <summary>The options that choose queries.</summary>
internal sealed class QueryArguments
{
    public Option<string?> Queries { get; } = new("--queries", "-q")
    {
        Description = "JSON array of {id, category, template, expected_count, expected_digest}, or a folder of templates as .txt files [the bundled set of the corpus]",
    };

    public Option<string?> Categories { get; } = new("--category") { Description = "Only queries of these categories; a list" };

    public Symbol[] Symbols => [Queries, Categories];

    public QuerySelection Read(ParseResult parsed) => new()
    {
        Path = parsed.GetValue(Queries),
        Categories = BenchArguments.Words(parsed.GetValue(Categories)),
    };
}
