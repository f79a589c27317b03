using System.CommandLine;
using ContextFabric.Cli.Corpora;
using ContextFabric.Cli.Output;
using ContextFabric.Cli.Reports;
using ContextFabric.Cli.Searching;

namespace ContextFabric.Cli.Commands;

/// <summary><c>cfabric search CORPUS TEMPLATE</c>: everything in a corpus that fits a template.</summary>
internal static class SearchCommand
{
    public static Command Create(CliOutput output)
    {
        var corpus = new CorpusArgument(output);
        var arguments = new SearchArguments();
        return new Command("search", "Find what fits a template")
            .With([corpus.Corpus, .. arguments.Symbols, corpus.Modules])
            .Runs((parsed, cancellationToken) =>
            {
                if (parsed.GetValue(arguments.Relations))
                {
                    using Corpus described = corpus.Open(parsed, cancellationToken);
                    return ShowRelations(described, output, parsed.GetValue(arguments.Json));
                }

                SearchSettings settings = arguments.Read(parsed);
                using Corpus opened = corpus.Open(parsed, cancellationToken);
                return Run(opened, settings, output, cancellationToken);
            });
    }

    /// <summary>Runs a search as the settings say; returns the exit code.</summary>
    public static int Run(Corpus corpus, SearchSettings settings, CliOutput output, CancellationToken cancellation)
    {
        SearchOptions options = settings.ToOptions(settings.SetsFile is { } sets ? NodeSetsFile.Read(sets, corpus.MaxNode) : null);
        SearchQuery query = corpus.Search.Prepare(settings.Template.Text, options);
        var members = new MemberReader(corpus, settings.TextFormat, settings.Features, settings.TextLength(output.Width, query.Width));
        TemplateFindings.Print(settings.Template, query.Diagnostics, output);
        if (!query.IsValid)
        {
            return Refuse(query, settings, members);
        }

        if (settings.Explain)
        {
            return Explain(query, settings, output, cancellation);
        }

        var run = new SearchRun(corpus, query, settings, options, output);
        if (settings.Format == ResultFormat.Count)
        {
            return run.WriteCount(cancellation);
        }

        using IResultWriter writer = WriterFor(corpus, settings.Format, members, output);
        return run.Write(writer, cancellation);
    }

    private static IResultWriter WriterFor(Corpus corpus, ResultFormat format, MemberReader members, CliOutput output) => format switch
    {
        ResultFormat.Kwic => new KwicResults(output, new KwicReader(corpus, members)),
        ResultFormat.Json => new JsonResults(CliOutput.Bytes(), members),
        ResultFormat.Jsonl => new JsonLineResults(CliOutput.Bytes(), members),
        ResultFormat.Csv => new DelimitedResults(CliOutput.Bytes(), members, ','),
        ResultFormat.Tsv => new DelimitedResults(CliOutput.Bytes(), members, '\t'),
        _ => new TableResults(output, members),
    };

    // a program that asked for JSON gets the findings as data
    private static int Refuse(SearchQuery query, SearchSettings settings, MemberReader members)
    {
        if (settings.Format == ResultFormat.Json)
        {
            using var json = new JsonResults(CliOutput.Bytes(), members);
            json.Begin(SearchHeader.Of(query));
            json.End(new SearchOutcome(0, StopReason.Invalid, TimeSpan.Zero));
        }

        return ExitCode.BadData;
    }

    private static int Explain(SearchQuery query, SearchSettings settings, CliOutput output, CancellationToken cancellation)
    {
        PlanReport plan = PlanReport.Of(query.Explain(run: true, cancellation));
        if (settings.Format == ResultFormat.Json)
        {
            CliOutput.Json(plan, CliJson.Instance.PlanReport);
        }
        else
        {
            PlanPrinter.Print(plan, output);
        }

        return ExitCode.Ok;
    }

    private static int ShowRelations(Corpus corpus, CliOutput output, bool json)
    {
        if (json)
        {
            CliOutput.Json(corpus.Search.Relations, CliJson.Instance.IReadOnlyListRelationInfo);
        }
        else
        {
            PlanPrinter.PrintRelations(corpus.Search.Relations, output);
        }

        return ExitCode.Ok;
    }
}
