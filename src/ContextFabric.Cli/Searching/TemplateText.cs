using System.Text;
using System.Text.RegularExpressions;

namespace ContextFabric.Cli.Searching;

/// <summary>A template with the name that messages about it begin with.</summary>
/// <param name="Name">The file it came from, else <c>template</c>.</param>
/// <param name="Text">The template.</param>
internal sealed partial record TemplateText(string Name, string Text)
{
    private const string Anonymous = "template";
    private const string StandardInput = "-";
    private string[]? _lines;

    /// <summary>Finds the one template that a command line gives: as an argument, in a file, or through standard input.</summary>
    public static TemplateText Read(string? argument, string? file)
    {
        if ((argument is null) == (file is null))
        {
            throw CliException.Usage(argument is null
                ? "give a template: as an argument, with --file FILE, or - for standard input"
                : "give one template: either as an argument or with --file, not both");
        }

        if ((argument ?? file) == StandardInput)
        {
            return new TemplateText(Anonymous, ReadStandardInput());
        }

        return argument is not null ? new TemplateText(Anonymous, argument) : new TemplateText(file!, Decode(File.ReadAllBytes(file!), file!));
    }

    /// <summary>The text of a line, counted from 1 as the parser counts; null when there is no such line.</summary>
    public string? Line(int number)
    {
        _lines ??= LineEnd().Split(Text);
        return number >= 1 && number <= _lines.Length ? _lines[number - 1] : null;
    }

    private static string ReadStandardInput()
    {
        using Stream input = Console.OpenStandardInput();
        using var bytes = new MemoryStream();
        input.CopyTo(bytes);
        return Decode(bytes.ToArray(), "standard input");
    }

    // a damaged text would search for something else than was written
    private static string Decode(byte[] bytes, string source)
    {
        try
        {
            return new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(bytes).TrimStart('\uFEFF');
        }
        catch (DecoderFallbackException)
        {
            throw new CliException(ExitCode.BadData, $"{source} is not UTF-8 text");
        }
    }

    [GeneratedRegex("\r\n|\r|\n")]
    private static partial Regex LineEnd();
}
