using System.CommandLine;
using ContextFabric.Cli.Corpora;
using ContextFabric.Cli.Output;
using ContextFabric.Cli.Reports;
using ContextFabric.Diagnostics;

namespace ContextFabric.Cli.Commands;

/// <summary><c>cfabric node CORPUS N</c>: everything about one node.</summary>
internal static class NodeCommand
{
    private const int DefaultLimit = 200;

    public static Command Create(CliOutput output)
    {
        var corpus = new CorpusArgument(output);
        var node = new Argument<int>("N") { Description = "The node" };
        var types = new Option<string?>("--types") { Description = "Types to show in the tree, separated by commas" };
        var limit = new Option<int>("--limit") { Description = "Nodes to show in the tree at most; 0 = all", DefaultValueFactory = _ => DefaultLimit };
        Option<bool> json = CommandExtensions.JsonOption();
        return new Command("node", "Show one node: features, edges, context and content")
            .With(corpus.Corpus, node, corpus.Modules, types, limit, json)
            .Runs((parsed, cancellationToken) =>
            {
                using Corpus opened = corpus.Open(parsed, cancellationToken);
                int wanted = parsed.GetValue(node);
                if (wanted < 1 || wanted > opened.MaxNode)
                {
                    throw CliException.NotFound($"there is no node {Format.Number(wanted)}; nodes are 1 to {Format.Number(opened.MaxNode)}");
                }

                NodeReport report = new NodeReader(opened, parsed.GetValue(limit), TypesOf(opened, parsed.GetValue(types))).Read(wanted);
                if (parsed.GetValue(json))
                {
                    CliOutput.Json(report, CliJson.Instance.NodeReport);
                }
                else
                {
                    NodePrinter.Print(report, output);
                }

                return ExitCode.Ok;
            });
    }

    private static NodeTypeSet? TypesOf(Corpus corpus, string? names)
    {
        if (names is null)
        {
            return null;
        }

        var types = new List<NodeType>();
        foreach (string name in names.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            types.Add(corpus.Types.TryGet(name, out NodeType type)
                ? type
                : throw CliException.NotFound(Suggestions.Unknown("node type", name, corpus.Types.All.Select(t => t.Name))));
        }

        return new NodeTypeSet([.. types]);
    }
}
