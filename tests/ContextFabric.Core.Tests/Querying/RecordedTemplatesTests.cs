using ContextFabric.Diagnostics;
using ContextFabric.Querying;
using ContextFabric.Templates;
using ContextFabric.Testing;
using Xunit;

namespace ContextFabric.Core.Tests.Querying;

/// <summary>Every recorded search binds, or has an error where one is required.</summary>
public sealed class RecordedTemplatesTests
{
    [Theory]
    [InlineData("lab")]
    [InlineData("banks")]
    [InlineData("cuc")]
    [InlineData("syrnt")]
    [InlineData("n1904")]
    public void Every_recorded_template_binds_or_has_its_error(string name)
    {
        IReadOnlyList<SearchCase> cases = SearchCase.Read(name);
        using Corpus corpus = Corpus.Open(SharedData.Corpus(SearchCase.Corpora[name]));
        var wrong = new List<string>();
        foreach (SearchCase one in cases)
        {
            QueryGraph? graph = Binder.Bind(corpus, Template.Parse(one.Template), one.Sets, out IReadOnlyList<Diagnostic> diagnostics);
            bool hasErrors = diagnostics.Any(finding => finding.Severity == DiagnosticSeverity.Error);
            if (hasErrors != (one.Error is not null) || graph is null != hasErrors)
            {
                wrong.Add($"{one.Id}: {one.Template.ReplaceLineEndings("␤")} — {one.Error}\n  {string.Join("\n  ", diagnostics)}");
            }
        }

        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }
}
