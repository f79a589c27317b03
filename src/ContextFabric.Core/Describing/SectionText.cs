using System.Text;

namespace ContextFabric.Describing;

/// <summary>Section references as text.</summary>
internal static class SectionText
{
    /// <summary>What stands between the first and second label, and between the second and third.</summary>
    public static readonly IReadOnlyList<string> Separators = [" ", ":"];

    /// <summary>The labels that there are: <c>A</c>, <c>A B</c> or <c>A B:C</c>. "" when there is none.</summary>
    public static string Of(SectionRef? section)
    {
        if (section is not SectionRef labels)
        {
            return "";
        }

        var text = new StringBuilder();
        int count = 0;
        for (int i = 0; i < labels.Depth; i++)
        {
            if (labels[i].IsMissing || labels[i].Text is "")
            {
                continue;
            }

            // Of two labels a blank stands between them, whatever their levels.
            text.Append(count == 0 ? "" : count == 1 ? Separators[0] : Separators[1]).Append(labels[i].ToString());
            count++;
        }

        return text.ToString();
    }
}
