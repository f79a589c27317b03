using System.Reflection;
using System.Text.RegularExpressions;
using ContextFabric.Testing;
using ContextFabric.Tf;
using Xunit;

namespace ContextFabric.Core.Tests.Tf;

public class TfCodesTests
{
    [Fact]
    public void Every_code_is_unique_and_has_its_row_in_the_list()
    {
        string[] codes = [.. typeof(TfCodes).GetFields(BindingFlags.Public | BindingFlags.Static).Select(f => (string)f.GetRawConstantValue()!)];
        string[] listed = [.. Regex.Matches(RepositoryFiles.Read("docs/diagnostics.md"), @"^\| (CF1[01]\d\d) \|", RegexOptions.Multiline).Select(m => m.Groups[1].Value)];

        Assert.Equal(codes.Order(), listed);
    }
}
