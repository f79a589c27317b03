using System.Reflection;
using System.Text.RegularExpressions;
using ContextFabric.Templates;
using ContextFabric.Testing;
using Xunit;

namespace ContextFabric.Core.Tests.Templates;

public sealed class TemplateCodesTests
{
    [Fact]
    public void Every_code_is_unique_and_has_its_row_in_the_list()
    {
        string[] codes = [.. typeof(TemplateCodes).GetFields(BindingFlags.Public | BindingFlags.Static).Select(f => (string)f.GetRawConstantValue()!)];
        string[] listed = [.. Regex.Matches(RepositoryFiles.Read("docs/diagnostics.md"), @"^\| (CF2\d\d\d) \|", RegexOptions.Multiline).Select(m => m.Groups[1].Value).Where(code => string.CompareOrdinal(code, "CF2290") < 0)];

        Assert.Equal(codes.Order(), listed);
    }
}
