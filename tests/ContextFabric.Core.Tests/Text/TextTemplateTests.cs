using Xunit;

namespace ContextFabric.Core.Tests;

public sealed class TextTemplateTests
{
    [Theory]
    [InlineData("", "")]
    [InlineData("{text}{after}", "<text|><after|>")]
    [InlineData("{a/b/c:?}\\n", "<a,b,c|?>'\n'")]
    [InlineData("{a:b:c}", "<a|b:c>")]
    [InlineData("{:x}", "<:x|>")]
    [InlineData("{::x}", "<:|x>")]
    [InlineData("{a:}", "<a|>")]
    [InlineData("{x:\\n}\\t", "<x|\\n>'\t'")]
    [InlineData(" {a b} ", "' '<a b|>' '")]
    [InlineData("{}", "'{}'")]
    [InlineData("{}x}", "'{}x}'")]
    [InlineData("{{x}}", "<{x|>'}'")]
    [InlineData("a}b{c", "'a}b{c'")]
    [InlineData("{text}{", "<text|>'{'")]
    [InlineData("x#{a}", "'x#'<a|>")]
    [InlineData("{a}line#", "<a|>'line#'")]
    public void Parse_splits_literals_and_variables(string source, string expected)
    {
        TextTemplate template = Parse(source);
        Assert.Null(template.TargetType);
        Assert.Equal(expected, Print(template));
    }

    [Theory]
    [InlineData("line#{a} ", "line", "<a|>' '")]
    [InlineData("line##x", "line", "'#x'")]
    [InlineData("line#", "line", "")]
    public void Parse_takes_off_the_target_type(string source, string type, string expected)
    {
        TextTemplate template = Parse(source);
        Assert.Equal(type, template.TargetType);
        Assert.Equal(expected, Print(template));
    }

    [Fact]
    public void Parse_lists_stray_braces_and_distinct_names()
    {
        TextTemplate template = Parse("{a/b}{} {a}}");
        Assert.Equal([5, 6, 11], template.StrayBraces);
        Assert.Equal(["a", "b"], template.FeatureNames);
    }

    private static TextTemplate Parse(string source) => TextTemplate.Parse(source, name => name == "line");

    private static string Print(TextTemplate template) => string.Concat(template.Pieces.Select(p =>
        p.Names.Length == 0 ? $"'{p.Text}'" : $"<{string.Join(',', p.Names)}|{p.Text}>"));
}
