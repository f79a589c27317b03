using ContextFabric.Cli.Commands;
using ContextFabric.Cli.Reports;
using Spectre.Console;
using SpectreText = Spectre.Console.Text;

namespace ContextFabric.Cli.Output;

/// <summary>Shows a node to a person.</summary>
internal static class NodePrinter
{
    private const int TextLimit = 200;

    public static void Print(NodeReport report, CliOutput output)
    {
        output.Heading($"node {report.Node}, {report.Type}");
        output.Pairs(
            ("section", report.Section ?? "none"),
            ("slots", $"{Format.Count(report.SlotCount)}: {string.Join(", ", report.SlotRuns.Select(Run))}{(report.SlotRuns.Count > 1 ? " (with gaps)" : string.Empty)}"),
            ("text", TextWidth.OneLine(report.Text, TextLimit)));
        PrintFeatures(report, output);
        PrintEdges(report, output);
        if (report.Up.Count > 0)
        {
            output.Heading("inside, nearest first");
            var grid = new Grid(">node", "type", "text");
            foreach (NodeBrief node in report.Up)
            {
                grid.Add(Format.Number(node.Node), new Cell(node.Type, Tone.Accent), node.Text);
            }

            output.Table(grid);
        }

        if (report.DownCount > 0)
        {
            output.Heading($"contains {Format.Count(report.DownCount)} node{(report.DownCount == 1 ? string.Empty : "s")}");
            PrintTree(report.Tree, output);
        }
    }

    /// <summary>A tree of nodes.</summary>
    public static void PrintTree(NodeTree root, CliOutput output)
    {
        if (output.IsTerminal)
        {
            var tree = new Tree(Label(root)) { Style = CliOutput.StyleOf(Tone.Muted) };
            AddTo(tree, root);
            output.Draw(tree);
        }
        else
        {
            PrintPlain(root, output, 0);
        }
    }

    private static void PrintFeatures(NodeReport report, CliOutput output)
    {
        if (report.Features.Count == 0)
        {
            return;
        }

        output.Heading("features");
        output.Pairs([.. report.Features.Select(f => (f.Key, FeaturesCommand.Visible(f.Value)))]);
    }

    private static void PrintEdges(NodeReport report, CliOutput output)
    {
        if (report.Edges.Count == 0)
        {
            return;
        }

        output.Heading("edges");
        var grid = new Grid("edge", string.Empty, ">node", "type", "value", "text");
        foreach (EdgeInfo edge in report.Edges)
        {
            grid.Add(
                new Cell(edge.Feature, Tone.Accent),
                edge.Outgoing ? "→" : "←",
                Format.Number(edge.Other.Node),
                edge.Other.Type,
                edge.Value ?? string.Empty,
                edge.Other.Text);
        }

        output.Table(grid);
    }

    private static void AddTo(IHasTreeNodes parent, NodeTree node)
    {
        foreach (NodeTree child in node.Children)
        {
            AddTo(parent.AddNode(Label(child)), child);
        }
    }

    private static SpectreText LabelText(string text, Tone tone) => new(text, CliOutput.StyleOf(tone));

    private static Columns Label(NodeTree node) =>
        new(LabelText(node.Type, Tone.Accent), LabelText(Format.Number(node.Node), Tone.Muted), LabelText(node.Text, Tone.Normal)) { Expand = false };

    private static void PrintPlain(NodeTree node, CliOutput output, int depth)
    {
        output.Line($"{new string(' ', 2 * depth)}{node.Type} {node.Node} {node.Text}");
        foreach (NodeTree child in node.Children)
        {
            PrintPlain(child, output, depth + 1);
        }
    }

    private static string Run(int[] run) => run[0] == run[1] ? Format.Number(run[0]) : $"{run[0]}–{run[1]}";
}
