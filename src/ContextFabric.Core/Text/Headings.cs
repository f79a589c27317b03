using System.Globalization;

namespace ContextFabric;

/// <summary>
/// Headings as codes: the code of a value in its feature, from 1 in ascending order of values; 0 = no heading.
/// </summary>
internal static class Headings
{
    public static SectionLabel LabelOf(NodeFeature feature, int node) => feature switch
    {
        StringFeature text when text.TryGet(node, out string? value) => value,
        IntFeature numbers when numbers.TryGet(node, out long value) => value,
        _ => SectionLabel.Missing,
    };

    public static SectionLabel LabelOfCode(NodeFeature feature, int code) => feature switch
    {
        StringFeature text when code > 0 => text.ValueOf(code),
        IntFeature numbers when code > 0 => numbers.ValueOf(code),
        _ => SectionLabel.Missing,
    };

    public static int CodeOf(NodeFeature feature, int node) => feature switch
    {
        StringFeature text => text.CodeOf(node),
        IntFeature numbers when numbers.TryGet(node, out long value) => numbers.CodeOf(value),
        _ => 0,
    };

    /// <summary>The code of a label of exactly this type; false when no node has it.</summary>
    public static bool TryCodeOf(NodeFeature feature, SectionLabel label, out int code)
    {
        code = feature switch
        {
            StringFeature text when label.Text is not null => text.CodeOf(label.Text.AsSpan()),
            IntFeature numbers when label.Number is not null => numbers.CodeOf(label.Number.Value),
            _ => 0,
        };
        return code > 0 || label.IsMissing;
    }

    /// <summary>The label as the feature would hold it: digits become a number or a number becomes text.</summary>
    public static SectionLabel Adapt(NodeFeature feature, SectionLabel label)
    {
        if (feature is IntFeature && label.Text is not null && long.TryParse(label.Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long number))
        {
            return number;
        }

        return feature is StringFeature && label.Number is not null ? label.ToString() : label;
    }
}
