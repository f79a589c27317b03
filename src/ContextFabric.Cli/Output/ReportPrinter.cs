using ContextFabric.Bench.Reports;

namespace ContextFabric.Cli.Output;

/// <summary>Shows a report on the screen: everything but its charts. Long texts are wrapped, wide tables become lists.</summary>
internal static class ReportPrinter
{
    private const int Indent = 2;
    private const int BorderPerColumn = 3;
    private const int Widest = 100;
    private const int Narrowest = 40;

    public static void Print(Report report, CliOutput output)
    {
        foreach (ReportSection section in report.Sections)
        {
            output.Heading(section.Heading);
            for (int i = 0; i < section.Blocks.Count; i++)
            {
                if (i > 0 && section.Blocks[i] is (ReportTable or Verdicts))
                {
                    output.Line();
                }

                Print(section.Blocks[i], output);
            }

            output.Line();
        }

        Wrap(report.Lead, 0, Tone.Strong, output);
    }

    /// <summary>The verdict lines alone.</summary>
    public static void Print(Claim claim, CliOutput output)
    {
        (string word, Tone tone) = claim.Outcome switch
        {
            ClaimOutcome.Holds => ("HOLDS", Tone.Good),
            ClaimOutcome.DoesNotHold => ("DOES NOT HOLD", Tone.Bad),
            _ => ("CANNOT BE TESTED HERE", Tone.Warning),
        };
        string first = string.Empty;
        foreach (string line in TextWidth.Wrap($"{claim.Statement}: {claim.Evidence}", WidthOf(output) - Indent, word.Length + 2 - Indent))
        {
            if (first.Length == 0)
            {
                output.Tagged(word, tone, line);
                first = line;
            }
            else
            {
                output.Line(new string(' ', Indent) + line);
            }
        }
    }

    private static void Print(ReportBlock block, CliOutput output)
    {
        switch (block)
        {
            case Paragraph paragraph:
                Wrap(paragraph.Text, 0, Tone.Muted, output);
                break;
            case CommandLine command:
                output.Line(command.Text, Tone.Muted);
                break;
            case ReportTable table:
                Print(table, output);
                break;
            case Verdicts verdicts:
                foreach (Claim claim in verdicts.Claims)
                {
                    Print(claim, output);
                }

                break;
        }
    }

    private static void Print(ReportTable table, CliOutput output)
    {
        Wrap(table.Caption, 0, Tone.Muted, output);
        var grid = new Grid([.. table.Columns]);
        foreach (IReadOnlyList<string> row in table.Rows)
        {
            grid.Add([.. row.Select(cell => new Cell(cell))]);
        }

        if (grid.Widths().Sum() + (BorderPerColumn * grid.Headings.Count) <= WidthOf(output))
        {
            output.Table(grid);
        }
        else
        {
            PrintAsList(grid, output);
        }
    }

    private static void PrintAsList(Grid grid, CliOutput output)
    {
        foreach (Cell[] row in grid.Rows)
        {
            output.Line(row[0].Text, Tone.Strong);
            for (int c = 1; c < row.Length; c++)
            {
                if (row[c].Text.Length > 0)
                {
                    Wrap($"{grid.Headings[c]}: {row[c].Text}", Indent, Tone.Normal, output);
                }
            }
        }
    }

    private static void Wrap(string text, int indent, Tone tone, CliOutput output)
    {
        foreach (string line in TextWidth.Wrap(text, WidthOf(output) - indent))
        {
            output.Line(new string(' ', indent) + line, tone);
        }
    }

    // longer lines are hard to read, whatever the terminal has
    private static int WidthOf(CliOutput output) => Math.Clamp(output.Width, Narrowest, Widest);
}
