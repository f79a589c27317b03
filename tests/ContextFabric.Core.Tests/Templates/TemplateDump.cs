using System.Globalization;
using ContextFabric.Diagnostics;
using ContextFabric.Templates;

namespace ContextFabric.Core.Tests.Templates;

/// <summary>
/// Templates in short, for comparison: <c>clause, w:word{gn=m} : 1 ]] 0</c>. Relations are sorted; a quantifier is
/// <c>/with(body | body)/</c> behind its atom, and the parent in it is written with a caret.
/// </summary>
internal static class TemplateDump
{
    /// <summary>A template without errors in short; its diagnostics when it has errors.</summary>
    public static string Of(string text)
    {
        Template template = Template.Parse(text.Replace('␤', '\n'));
        return template.IsValid ? Of(template.Body) : string.Join('\n', template.Diagnostics);
    }

    /// <summary>A body in short.</summary>
    public static string Of(TemplateBody body)
    {
        string atoms = string.Join(", ", body.Atoms.Select(Of));
        string relations = string.Join(", ", body.Relations.Select(relation => $"{relation.Left} {relation.Operator} {relation.Right}").Order(StringComparer.Ordinal));
        return relations.Length == 0 ? atoms : $"{atoms} : {relations}";
    }

    /// <summary>A condition in short.</summary>
    public static string Of(TemplateCondition condition) => condition.Feature + condition.Kind switch
    {
        ConditionKind.Any => "*",
        ConditionKind.Present => "",
        ConditionKind.Absent => "#",
        ConditionKind.Equal => "=" + string.Join('|', condition.Values),
        ConditionKind.NotEqual => "#" + string.Join('|', condition.Values),
        ConditionKind.Greater => ">" + condition.Limit.ToString(CultureInfo.InvariantCulture),
        ConditionKind.Less => "<" + condition.Limit.ToString(CultureInfo.InvariantCulture),
        _ => "~" + condition.Pattern,
    };

    /// <summary>The findings in short: code, line, column, length.</summary>
    public static string Findings(string text) => Findings(Template.Parse(text.Replace('␤', '\n')).Diagnostics);

    /// <summary>The findings in short: code, line, column, length.</summary>
    public static string Findings(IEnumerable<Diagnostic> diagnostics)
        => string.Join(", ", diagnostics.Select(finding => $"{finding.Code} {finding.Line}:{finding.Column}+{finding.Length}"));

    private static string Of(TemplateAtom atom)
    {
        string name = atom.Name is null ? "" : atom.Name + ":";
        string conditions = atom.Conditions.Count == 0 ? "" : "{" + string.Join(' ', atom.Conditions.Select(Of)) + "}";
        string quantifiers = string.Concat(atom.Quantifiers.Select(quantifier => $" /{quantifier.Kind.ToString().ToLowerInvariant()}({string.Join(" | ", quantifier.Bodies.Select(Of))})/"));
        return $"{(atom.IsParent ? "^" : "")}{name}{atom.Type}{conditions}{quantifiers}";
    }
}
