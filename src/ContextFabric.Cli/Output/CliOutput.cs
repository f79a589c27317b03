using System.Text;
using System.Text.Json.Serialization.Metadata;
using Spectre.Console;
using Spectre.Console.Rendering;
using SpectreText = Spectre.Console.Text;

namespace ContextFabric.Cli.Output;

/// <summary>
/// Everything a command prints. On a terminal: tables, colours, progress. Into a file or pipe: the same
/// content as plain aligned lines. Results go to standard output, notices and errors to standard error.
/// </summary>
internal sealed class CliOutput
{
    private static readonly UTF8Encoding s_utf8 = new(encoderShouldEmitUTF8Identifier: false);
    private const int PlainWidth = 120;
    private const int BufferSize = 1 << 16;
    private readonly IAnsiConsole _out;
    private readonly IAnsiConsole _error;
    private readonly bool _color;

    private CliOutput(IAnsiConsole output, IAnsiConsole error, bool color, bool isTerminal, bool errorIsTerminal)
    {
        _out = output;
        _error = error;
        _color = color;
        IsTerminal = isTerminal;
        ErrorIsTerminal = errorIsTerminal;
    }

    /// <summary>True when a person is looking at standard output.</summary>
    public bool IsTerminal { get; }

    /// <summary>True when a person is looking at standard error, where progress is shown.</summary>
    public bool ErrorIsTerminal { get; }

    /// <summary>Columns of the terminal; a usual number where there is none.</summary>
    public int Width => IsTerminal ? _out.Profile.Width : PlainWidth;

    /// <summary>Output of this process; <c>NO_COLOR</c> is respected.</summary>
    public static CliOutput ForProcess()
    {
        Console.OutputEncoding = s_utf8;
        Console.SetOut(new StreamWriter(StandardOutput.Open(), s_utf8) { AutoFlush = true });
        bool color = string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR"));
        bool isTerminal = !Console.IsOutputRedirected;
        bool errorIsTerminal = !Console.IsErrorRedirected;
        return new CliOutput(Create(Console.Out, isTerminal, color), Create(Console.Error, errorIsTerminal, color), color, isTerminal, errorIsTerminal);
    }

    /// <summary>A heading above a part of the output.</summary>
    public void Heading(string text)
    {
        if (IsTerminal)
        {
            _out.Write(new Rule(Markup.Escape(text)) { Justification = Justify.Left, Style = StyleOf(Tone.Accent) });
        }
        else
        {
            Console.Out.WriteLine("# " + text);
        }
    }

    /// <summary>One line of text.</summary>
    public void Line(string text = "", Tone tone = Tone.Normal)
    {
        if (IsTerminal && tone != Tone.Normal)
        {
            _out.Write(new SpectreText(text, StyleOf(tone)));
            _out.WriteLine();
        }
        else
        {
            Console.Out.WriteLine(text);
        }
    }

    /// <summary>Text as it is, with a line end after it unless it has one.</summary>
    public static void Raw(string text)
    {
        Console.Out.Write(text);
        if (!text.EndsWith('\n'))
        {
            Console.Out.WriteLine();
        }
    }

    /// <summary>One line of differently coloured parts, nothing between them.</summary>
    public void Line(IEnumerable<Cell> parts)
    {
        if (!IsTerminal)
        {
            Console.Out.WriteLine(string.Concat(parts.Select(part => part.Text)).TrimEnd());
            return;
        }

        var line = new Paragraph();
        foreach (Cell part in parts)
        {
            line.Append(part.Text, StyleOf(part.Tone));
        }

        _out.Write(line);
        _out.WriteLine();
    }

    /// <summary>A line that begins with a coloured word.</summary>
    public void Tagged(string word, Tone tone, string text)
    {
        if (IsTerminal)
        {
            var line = new Paragraph(word, StyleOf(tone));
            line.Append("  " + text);
            _out.Write(line);
            _out.WriteLine();
        }
        else
        {
            Console.Out.WriteLine($"{word}  {text}");
        }
    }

    /// <summary>Names with values, one below the other.</summary>
    public void Pairs(params (string Name, Cell Value)[] pairs)
    {
        int width = pairs.Max(p => TextWidth.Of(p.Name));
        foreach ((string name, Cell value) in pairs)
        {
            string label = TextWidth.Pad(name, width + 2, left: false);
            if (!IsTerminal)
            {
                Console.Out.WriteLine(label + value.Text);
                continue;
            }

            _out.Write(new SpectreText(label, StyleOf(Tone.Muted)));
            Line(value.Text, value.Tone);
        }
    }

    /// <summary>A table.</summary>
    public void Table(Grid grid)
    {
        if (IsTerminal)
        {
            _out.Write(ToTable(grid));
        }
        else
        {
            WritePlain(grid);
        }
    }

    /// <summary>Something that Spectre can draw; for a terminal only.</summary>
    public void Draw(IRenderable picture) => _out.Write(picture);

    /// <summary>A line for the person at the keyboard, apart from the result.</summary>
    public void Notice(string text) => WriteError(text, Tone.Muted);

    /// <summary>A line about something doubtful.</summary>
    public void Warning(string text) => WriteError(text, Tone.Warning);

    /// <summary>The message of a failure.</summary>
    public void Error(string text) => WriteError(text, Tone.Bad);

    /// <summary>A value as JSON: UTF-8, letters of all scripts unescaped.</summary>
    public static void Json<T>(T value, JsonTypeInfo<T> type)
    {
        Console.Out.WriteLine(System.Text.Json.JsonSerializer.Serialize(value, type));
    }

    /// <summary>Standard output as bytes, for results in a format of their own.</summary>
    public static Stream Bytes() => new BufferedStream(StandardOutput.Open(), BufferSize);

    /// <summary>A bar for work that takes a while; to be disposed at its end.</summary>
    public ProgressLine Progress() => new(ErrorIsTerminal, _color);

    /// <summary>A sign of life of work whose end is not known; to be disposed at its end.</summary>
    /// <param name="text">Says how far it is; called by another thread.</param>
    /// <param name="isWanted">False where it would get between the lines of the result.</param>
    public Spinner Spinner(Func<string> text, bool isWanted) => new(text, ErrorIsTerminal && isWanted);

    /// <summary>Colour of a tone.</summary>
    public static Style StyleOf(Tone tone) => tone switch
    {
        Tone.Strong => new Style(decoration: Decoration.Bold),
        Tone.Muted => new Style(Color.Grey),
        Tone.Accent => new Style(Color.DeepSkyBlue1),
        Tone.Good => new Style(Color.Green),
        Tone.Bad => new Style(Color.Red),
        Tone.Warning => new Style(Color.Yellow),
        _ => Style.Plain,
    };

    private static IAnsiConsole Create(TextWriter writer, bool isTerminal, bool color) => AnsiConsole.Create(new AnsiConsoleSettings
    {
        Out = new AnsiConsoleOutput(writer),
        Ansi = isTerminal ? AnsiSupport.Detect : AnsiSupport.No,
        ColorSystem = isTerminal && color ? ColorSystemSupport.Detect : ColorSystemSupport.NoColors,
        Interactive = isTerminal ? InteractionSupport.Detect : InteractionSupport.No,
    });

    private static Table ToTable(Grid grid)
    {
        var table = new Table { Border = TableBorder.Rounded, BorderStyle = StyleOf(Tone.Muted) };
        for (int c = 0; c < grid.Headings.Count; c++)
        {
            table.AddColumn(new TableColumn(new SpectreText(grid.Headings[c], StyleOf(Tone.Strong)))
            {
                Alignment = grid.AlignsRight[c] ? Justify.Right : Justify.Left,
            });
        }

        foreach (Cell[] row in grid.Rows)
        {
            table.AddRow(row.Select(cell => new SpectreText(cell.Text, StyleOf(cell.Tone))));
        }

        return table;
    }

    private static void WritePlain(Grid grid)
    {
        int[] widths = grid.Widths();
        if (grid.HasHeadings)
        {
            WriteRow(grid.Headings);
        }

        foreach (Cell[] row in grid.Rows)
        {
            WriteRow([.. row.Select(cell => cell.Text)]);
        }

        void WriteRow(IReadOnlyList<string> cells)
        {
            IEnumerable<string> padded = cells.Select((cell, c) => TextWidth.Pad(cell, widths[c], grid.AlignsRight[c]));
            Console.Out.WriteLine(string.Join("  ", padded).TrimEnd());
        }
    }

    private void WriteError(string text, Tone tone)
    {
        if (ErrorIsTerminal)
        {
            _error.Write(new SpectreText(text, StyleOf(tone)));
            _error.WriteLine();
        }
        else
        {
            Console.Error.WriteLine(text);
        }
    }
}
