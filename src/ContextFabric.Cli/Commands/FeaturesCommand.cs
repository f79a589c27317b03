using System.CommandLine;
using ContextFabric.Cli.Corpora;
using ContextFabric.Cli.Output;
using ContextFabric.Cli.Reports;
using ContextFabric.Diagnostics;

namespace ContextFabric.Cli.Commands;

/// <summary><c>cfabric features CORPUS [NAME]</c>: the catalogue, or one feature in full.</summary>
internal static class FeaturesCommand
{
    private const int DefaultLimit = 20;

    public static Command Create(CliOutput output)
    {
        var corpus = new CorpusArgument(output);
        var name = new Argument<string?>("NAME") { Description = "A feature to show in full", Arity = ArgumentArity.ZeroOrOne };
        var limit = new Option<int>("--limit") { Description = "How many values to list; 0 = all", DefaultValueFactory = _ => DefaultLimit };
        Option<bool> json = CommandExtensions.JsonOption();
        return new Command("features", "List the features, or show one")
            .With(corpus.Corpus, name, corpus.Modules, limit, json)
            .Runs((parsed, cancellationToken) =>
            {
                using Corpus opened = corpus.Open(parsed, cancellationToken);
                return parsed.GetValue(name) is { } wanted
                    ? ShowOne(opened, wanted, parsed.GetValue(limit), output, parsed.GetValue(json))
                    : ShowAll(opened, output, parsed.GetValue(json));
            });
    }

    private static int ShowAll(Corpus corpus, CliOutput output, bool json)
    {
        IReadOnlyList<FeatureSummary> features = FeatureCatalog.All(corpus);
        if (json)
        {
            CliOutput.Json(features, CliJson.Instance.IReadOnlyListFeatureSummary);
            return ExitCode.Ok;
        }

        var grid = new Grid("feature", "of", "values", ">count", ">distinct", "on types", "description");
        foreach (FeatureSummary f in features)
        {
            grid.Add(
                new Cell(f.Name, Tone.Accent),
                f.Kind,
                f.Values,
                Format.Count(f.Count),
                f.Distinct is { } distinct ? Format.Count(distinct) : string.Empty,
                string.Join(' ', f.Types),
                f.Description);
        }

        output.Table(grid);
        return ExitCode.Ok;
    }

    private static int ShowOne(Corpus corpus, string name, int limit, CliOutput output, bool json)
    {
        FeatureDetails feature = FeatureCatalog.Find(corpus, name, limit)
            ?? throw CliException.NotFound(Suggestions.Unknown("feature", name, corpus.Features.Names.Concat(corpus.Edges.Names)));
        if (json)
        {
            CliOutput.Json(feature, CliJson.Instance.FeatureDetails);
            return ExitCode.Ok;
        }

        output.Heading($"{feature.Kind} feature {feature.Name}");
        output.Pairs(
            [
                ("values", feature.Values),
                ("count", Format.Count(feature.Count)),
                .. feature.Metadata.Where(m => m.Key != "valueType").Select(m => (m.Key, new Cell(m.Value ?? string.Empty))),
            ]);
        PrintCounts(feature, output);
        return ExitCode.Ok;
    }

    private static void PrintCounts(FeatureDetails feature, CliOutput output)
    {
        var types = new Grid(feature.Kind == "edge" ? "from → to" : "type", ">count");
        foreach (TypeCount type in feature.PerType)
        {
            types.Add(type.ToType is null ? type.Type : $"{type.Type} → {type.ToType}", Format.Count(type.Count));
        }

        output.Table(types);
        if (feature.FrequencyTotal == 0)
        {
            return;
        }

        var values = new Grid("value", ">count");
        foreach (ValueCount value in feature.Frequencies)
        {
            values.Add(value.Value is { } text ? Visible(text) : new Cell("(no value)", Tone.Muted), Format.Count(value.Count));
        }

        output.Table(values);
        if (feature.Frequencies.Count < feature.FrequencyTotal)
        {
            output.Line($"{Format.Count(feature.FrequencyTotal - feature.Frequencies.Count)} more values; --limit 0 lists all", Tone.Muted);
        }
    }

    /// <summary>A value with what the eye cannot see made visible.</summary>
    internal static Cell Visible(string text) => text.Length == 0
        ? new Cell("(empty)", Tone.Muted)
        : text.All(char.IsWhiteSpace) || char.IsWhiteSpace(text[0]) || char.IsWhiteSpace(text[^1])
            ? $"'{Escape(text)}'"
            : Escape(text);

    private static string Escape(string text) => text
        .Replace("\n", "\\n", StringComparison.Ordinal)
        .Replace("\r", "\\r", StringComparison.Ordinal)
        .Replace("\t", "\\t", StringComparison.Ordinal);
}
