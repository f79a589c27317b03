using System.Diagnostics;
using ContextFabric.Cli.Corpora;
using ContextFabric.Cli.Output;
using ContextFabric.Cli.Reports;
using ContextFabric.Cli.Searching;
using ContextFabric.Compile;

namespace ContextFabric.Cli.Commands;

/// <summary>The stations of <c>cfabric demo</c>: compile, open, overview, text, one node, search.</summary>
internal sealed class DemoTour(CliOutput output)
{
    private const string Passage = "The Weaver 2:2";
    private const string RightToLeft = "The Letter 2";
    private const string Gapped = "The Weaver 2:3";
    private const int SearchLimit = 6;
    private const string RelativeClauses = "phrase\n  word pos=noun\n<mother- clause kind=relative";
    private const string WithoutVerb = "sentence\n/without/\n  word pos=verb text~ed$\n/-/\n  clause kind=main\n    =: word pos=conj";
    private static readonly string[] s_treeTypes = ["clause", "phrase", "word"];

    /// <summary>Runs all stations and returns the stores, which are closed again.</summary>
    public IReadOnlyList<string> Run(CancellationToken cancellationToken)
    {
        string folder = EmbeddedCorpus.Extract();
        CompileReport compiled = Compile(folder, cancellationToken);
        long begin = Stopwatch.GetTimestamp();
        using Corpus corpus = Corpus.Open(compiled.StorePath);
        TimeSpan openTime = Stopwatch.GetElapsedTime(begin);
        ShowOverview(corpus, openTime);
        ShowText(corpus);
        ShowNode(corpus);
        ShowSearch(corpus, cancellationToken);
        return [.. corpus.Stores.Select(store => store.Path)];
    }

    /// <summary>What to try next.</summary>
    public static void Farewell(CliOutput output)
    {
        output.Line();
        output.Heading("Go on");
        output.Pairs(
            ("cfabric info demo", "the same corpus as a table of types, features and formats"),
            ("cfabric features demo gloss", "one feature with its values"),
            ("cfabric search demo 'phrase kind=NP'", "everything that fits a template; --format kwic, json, csv and more"),
            ("cfabric text demo \"The Letter 1:4\"", "a passage; --format text-gloss-full for another view"),
            ("cfabric node demo 369", "one node with everything around it"),
            ("cfabric compile FOLDER", "your own corpus of .tf files"));
    }

    private CompileReport Compile(string folder, CancellationToken cancellationToken)
    {
        output.Heading("1  Compile: .tf text files become one file to be mapped");
        CompileReport report = CorpusCompiler.Compile(folder, new CompileOptions { Force = true }, progress: null, cancellationToken);
        CompileCommand.Print(report, output);
        output.Line();
        return report;
    }

    private void ShowOverview(Corpus corpus, TimeSpan openTime)
    {
        InfoReport info = InfoReport.Of(corpus, openTime);
        output.Heading("2  Open: a mapping and a directory, whatever the size");
        output.Pairs(
            ("opened in", Format.Time(openTime)),
            ("nodes", $"{Format.Count(info.MaxNode)}, of which {Format.Count(info.MaxSlot)} words"),
            ("features", string.Join(' ', info.NodeFeatures)),
            ("edges", string.Join(' ', info.EdgeFeatures)));
        InfoCommand.PrintTypes(info, output);
        output.Line();
    }

    private void ShowText(Corpus corpus)
    {
        output.Heading("3  Text in any format, in any direction of writing");
        Show(Passage, null);
        Show(Passage, "lex-orig-full");
        Show(RightToLeft, null);
        Show(RightToLeft, "text-gloss-full");
        output.Line();

        void Show(string section, string? format)
        {
            PassageReport passage = TextCommand.Read(corpus, section, format);
            output.Line($"{passage.Section}, {passage.Format}", Tone.Muted);
            output.Line("  " + passage.Text.Trim());
        }
    }

    private void ShowNode(Corpus corpus)
    {
        output.Heading("4  A node: a clause with a gap, interrupted by another");
        int verse = corpus.Text.Sections.Find(Gapped).Node;
        int clause = corpus.Locality.Down(verse, corpus.Types["clause"]).ToArray().First(node => !corpus.Slots.IsContiguous(node));
        NodeTypeSet types = new([.. s_treeTypes.Select(name => corpus.Types[name])]);
        NodePrinter.Print(new NodeReader(corpus, limit: 0, types).Read(clause), output);
    }

    private void ShowSearch(Corpus corpus, CancellationToken cancellation)
    {
        output.Line();
        output.Heading("5  Search: what fits a template");
        output.Line("nouns of a phrase that a relative clause depends on", Tone.Muted);
        Show(RelativeClauses, ResultFormat.Table);
        output.Line("sentences that begin with a conjunction and have no verb in -ed", Tone.Muted);
        Show(WithoutVerb, ResultFormat.Kwic);

        void Show(string template, ResultFormat format)
        {
            foreach (string line in template.Split('\n'))
            {
                output.Line("    " + line, Tone.Strong);
            }

            SearchCommand.Run(corpus, new SearchSettings { Template = TemplateText.Read(template, null), Format = format, GivenLimit = SearchLimit }, output, cancellation);
        }
    }
}
