using System.Text;

namespace ContextFabric.Describing;

/// <summary>Collects the text of a topic. Of examples only those that the corpus can answer are kept.</summary>
internal sealed class GuideText(Corpus corpus, string section, string title)
{
    private readonly StringBuilder _text = new($"## {title}\n\n");
    private readonly List<GuideExample> _examples = [];

    public GuideText Say(string text)
    {
        _text.Append(text).Append("\n\n");
        return this;
    }

    /// <summary>Adds a template with what it finds; nothing when a part of it is null.</summary>
    public GuideText Show(string meaning, string? template)
    {
        if (template is not null && corpus.Search.Prepare(template).IsValid)
        {
            _examples.Add(new GuideExample(template, meaning));
            _text.Append("```\n").Append(template).Append("\n```\n").Append(meaning).Append("\n\n");
        }

        return this;
    }

    public GuideText Table(IReadOnlyList<string> headings, IEnumerable<IReadOnlyList<string>> rows)
    {
        AddRow(headings);
        AddRow([.. headings.Select(_ => "---")]);
        foreach (IReadOnlyList<string> row in rows)
        {
            AddRow(row);
        }

        _text.Append('\n');
        return this;
    }

    public GuideTopic End() => new(section, _text.ToString().TrimEnd() + "\n", _examples);

    /// <summary>A piece of the language within a table.</summary>
    public static string Code(string text) => $"`{text.Replace("|", "\\|", StringComparison.Ordinal)}`";

    private void AddRow(IReadOnlyList<string> cells) => _text.Append("| ").AppendJoin(" | ", cells).Append(" |\n");
}
