using ContextFabric.Diagnostics;
using ContextFabric.Templates;

namespace ContextFabric.Querying;

/// <summary>Binds a template to a corpus: types, sets, features, values and operators get their meaning.</summary>
internal static class Binder
{
    /// <summary>The query graph; null when there are errors.</summary>
    /// <param name="corpus">The corpus.</param>
    /// <param name="template">The template, which may have errors: what can be bound is bound, to find more of them.</param>
    /// <param name="sets">Sets of the caller.</param>
    /// <param name="diagnostics">Findings of parser and binder in the order of their places.</param>
    public static QueryGraph? Bind(Corpus corpus, Template template, IReadOnlyDictionary<string, IEnumerable<int>>? sets, out IReadOnlyList<Diagnostic> diagnostics)
    {
        var findings = new TemplateFindings(template.Text, template.Diagnostics);
        QueryGraph graph = new BodyBinder(corpus, sets, findings).Bind(template.Body);
        diagnostics = findings.ToList();
        return findings.HasErrors ? null : graph;
    }
}
