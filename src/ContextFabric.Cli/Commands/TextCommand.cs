using System.CommandLine;
using ContextFabric.Cli.Corpora;
using ContextFabric.Cli.Output;
using ContextFabric.Cli.Reports;

namespace ContextFabric.Cli.Commands;

/// <summary><c>cfabric text CORPUS SECTION…</c>: passages in any text format.</summary>
internal static class TextCommand
{
    public static Command Create(CliOutput output)
    {
        var corpus = new CorpusArgument(output);
        var sections = new Argument<string[]>("SECTION") { Description = "Sections such as \"Genesis 1:1\"", Arity = ArgumentArity.ZeroOrMore };
        var format = new Option<string?>("--format", "-f") { Description = "Name of a text format" };
        var list = new Option<bool>("--list-formats") { Description = "List the text formats" };
        Option<bool> json = CommandExtensions.JsonOption();
        return new Command("text", "Print passages")
            .With(corpus.Corpus, sections, corpus.Modules, format, list, json)
            .Runs((parsed, cancellationToken) =>
            {
                string[] wanted = parsed.GetValue(sections) ?? [];
                if (wanted.Length == 0 && !parsed.GetValue(list))
                {
                    throw CliException.Usage("name a section, for instance \"Genesis 1:1\", or use --list-formats");
                }

                using Corpus opened = corpus.Open(parsed, cancellationToken);
                return parsed.GetValue(list)
                    ? ListFormats(opened, output, parsed.GetValue(json))
                    : Print(opened, wanted, parsed.GetValue(format), parsed.GetValue(json));
            });
    }

    /// <summary>The passage of a section.</summary>
    public static PassageReport Read(Corpus corpus, string section, string? formatName)
    {
        TextFormat? format = FindFormat(corpus, formatName);
        SectionLookup found = corpus.Text.Sections.Find(section);
        if (!found.Found)
        {
            string near = found.Suggestions.Count > 0 ? $"; did you mean {string.Join(" or ", found.Suggestions.Select(s => $"'{s}'"))}?" : string.Empty;
            throw CliException.NotFound($"'{section}': {found.Problem}{near}");
        }

        return new PassageReport(
            found.Section.ToString(),
            found.Node,
            corpus.Types.NameOf(found.Node)!,
            (format ?? corpus.Text.DefaultFormat)?.Name,
            corpus.Text.Get(found.Node, format));
    }

    /// <summary>The text format of a name; null for none, which stands for the default.</summary>
    /// <exception cref="CliException">There is no such format.</exception>
    public static TextFormat? FindFormat(Corpus corpus, string? name) => name is null
        ? null
        : corpus.Text.Formats.TryGet(name, out TextFormat? format)
            ? format
            : throw CliException.NotFound(Diagnostics.Suggestions.Unknown("text format", name, corpus.Text.Formats.Select(f => f.Name)));

    private static int Print(Corpus corpus, string[] sections, string? format, bool json)
    {
        List<PassageReport> passages = [.. sections.Select(section => Read(corpus, section, format))];
        if (json)
        {
            CliOutput.Json(passages, CliJson.Instance.ListPassageReport);
        }
        else
        {
            passages.ForEach(passage => CliOutput.Raw(passage.Text));
        }

        return ExitCode.Ok;
    }

    private static int ListFormats(Corpus corpus, CliOutput output, bool json)
    {
        FormatInfo[] formats = FormatInfo.Of(corpus);
        if (json)
        {
            CliOutput.Json(formats, CliJson.Instance.FormatInfoArray);
        }
        else
        {
            InfoCommand.PrintFormats(formats, output);
        }

        return ExitCode.Ok;
    }
}
