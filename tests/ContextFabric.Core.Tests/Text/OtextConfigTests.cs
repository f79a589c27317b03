using ContextFabric.Diagnostics;
using ContextFabric.Tf;
using Xunit;

namespace ContextFabric.Core.Tests;

public sealed class OtextConfigTests
{
    private static readonly OtextCatalog s_catalog = new(
        new HashSet<string> { "word", "doc", "para", "phrase" },
        "word",
        name => name switch { "text" or "title" or "num" => TfKind.Node, "next" => TfKind.Edge, _ => null });

    [Fact]
    public void Parse_reads_settings_formats_and_free_metadata()
    {
        OtextConfig otext = Parse(out DiagnosticBag bag, "fmt:text-orig-full={text} ", "sectionTypes=doc,para", "sectionFeatures=title,num", "note", "writtenBy=a", "writtenBy=b");
        Assert.Empty(bag.ToList());
        Assert.Equal(["doc", "para"], otext.SectionTypes);
        Assert.Equal(["title", "num"], otext.SectionFeatures);
        Assert.Equal("{text} ", Assert.Single(otext.Formats).Template);
        Assert.Equal("b", otext.Get("writtenBy"));
        Assert.Equal(["fmt:text-orig-full", "sectionTypes", "sectionFeatures", "note", "writtenBy"], otext.Metadata.Select(m => m.Key));
        Assert.Null(otext.Get("note"));
    }

    [Theory]
    [InlineData("CF1310", 1, "sectionFeatures=title", "sectionTypes=doc,para")]
    [InlineData("CF1310", 1, "sectionTypes=doc,para")]
    [InlineData("CF1312", 2, "sectionFeatures=title,num", "sectionTypes=doc,nosuch")]
    [InlineData("CF1313", 2, "sectionFeatures=title,num", "sectionTypes=doc,doc")]
    [InlineData("CF1314", 2, "sectionFeatures=title,num", "sectionTypes=word,doc")]
    [InlineData("CF1316", 1, "sectionFeatures=title,nosuch", "sectionTypes=doc,para")]
    [InlineData("CF1317", 1, "sectionFeatures=next,num", "sectionTypes=doc,para")]
    [InlineData("CF1320", 1, "structureFeatures=title", "structureTypes=doc,para")]
    [InlineData("CF1321", 2, "structureFeatures=title,num", "structureTypes=doc,doc")]
    [InlineData("CF1324", 1, "structureFeatures=title,nosuch", "structureTypes=doc,para")]
    [InlineData("CF1325", 1, "structureFeatures=next,num", "structureTypes=doc,para")]
    [InlineData("CF1331", 1, "levelConstraints=para doc")]
    [InlineData("CF1333", 1, "levelConstraints=para < word")]
    [InlineData("CF1334", 1, "levelConstraints=doc<para;para<doc")]
    [InlineData("CF1334", 1, "levelConstraints=doc<para;para<phrase;phrase<doc")]
    [InlineData("CF1334", 1, "levelConstraints=doc<doc")]
    public void Validate_gives_one_error_at_the_line_of_the_key_and_a_warning_when_lenient(string code, int line, params string[] lines)
    {
        OtextConfig otext = Validate(out DiagnosticBag strict, lenient: false, lines);
        Diagnostic error = Assert.Single(strict.ToList(), d => d.Code != "CF1345");
        Assert.Equal((DiagnosticSeverity.Error, code, line, "otext.tf", "otext"), (error.Severity, error.Code, error.Line, error.Path!, error.Feature!));
        Assert.False(otext.HasSections || otext.HasStructure || otext.LevelConstraints.Count > 0);

        otext = Validate(out DiagnosticBag tolerant, lenient: true, lines);
        Assert.False(tolerant.HasErrors);
        Assert.Contains(tolerant.ToList(), d => d.Code == code);
        Assert.False(otext.HasSections || otext.HasStructure || otext.LevelConstraints.Count > 0);
    }

    [Theory]
    [InlineData("CF1304", 1, "levels=phrase, para")]
    [InlineData("CF1305", 1, "fmt:x")]
    [InlineData("CF1311", 1, "sectionFeatures=title,num,num,num", "sectionTypes=doc,para,phrase,word")]
    [InlineData("CF1315", 2, "sectionFeatures=title,num", "sectionTypes=doc,word")]
    [InlineData("CF1322", 2, "structureFeatures=title,num", "structureTypes=doc,nosuch")]
    [InlineData("CF1323", 2, "structureFeatures=title,num", "structureTypes=doc,word")]
    [InlineData("CF1330", 1, "levels=phrase,zz")]
    [InlineData("CF1332", 1, "levelConstraints=doc<zz")]
    [InlineData("CF1340", 1, "fmt:x={nosuch}")]
    [InlineData("CF1341", 1, "fmt:x={next}")]
    [InlineData("CF1342", 1, "fmt:x=nosuch#{text}")]
    [InlineData("CF1343", 1, "fmt:x={text}}")]
    public void Validate_warns(string code, int line, params string[] lines)
    {
        Validate(out DiagnosticBag bag, lenient: false, lines);
        Diagnostic warning = Assert.Single(bag.ToList(), d => d.Code != "CF1345");
        Assert.Equal((DiagnosticSeverity.Warning, code, line), (warning.Severity, warning.Code, warning.Line));
    }

    [Theory]
    [InlineData("levelConstraints=doc<para;")]
    [InlineData("fmt:x=")]
    [InlineData("sectionTypes=", "sectionFeatures=")]
    public void Validate_accepts(params string[] lines)
    {
        Validate(out DiagnosticBag bag, lenient: false, lines);
        Assert.DoesNotContain(bag.ToList(), d => d.Code != "CF1345");
    }

    [Fact]
    public void Validate_trims_members_and_keeps_sections()
    {
        OtextConfig otext = Validate(out DiagnosticBag bag, lenient: false, "sectionTypes=doc, para", "sectionFeatures=title,num");
        Assert.False(bag.HasErrors);
        Assert.Equal(["doc", "para"], otext.SectionTypes);
    }

    [Fact]
    public void Validate_drops_an_unknown_structure_level_only()
    {
        OtextConfig otext = Validate(out _, lenient: false, "structureTypes=doc,nosuch,phrase", "structureFeatures=title,num,text");
        Assert.Equal(["doc", "phrase"], otext.StructureTypes);
        Assert.Equal(["title", "text"], otext.StructureFeatures);
    }

    [Fact]
    public void Validate_reports_braces_with_their_column()
    {
        Validate(out DiagnosticBag bag, lenient: false, "fmt:text-orig-full={{text}} {}");
        IReadOnlyList<Diagnostic> found = bag.ToList();
        Assert.Equal([28, 30, 31], found.Where(d => d.Code == "CF1343").Select(d => d.Column));
        Assert.Single(found, d => d.Code == "CF1344");
        Assert.Single(found, d => d.Code == "CF1340");
    }

    [Fact]
    public void Overlays_add_formats_in_name_order_and_nothing_else()
    {
        var bag = new DiagnosticBag();
        OtextSource otext = Source("otext", "fmt:a=1", "levels=doc");
        OtextSource x = Source("otext@x", "fmt:a=2", "fmt:b=x", "levels=para", "free=1");
        OtextSource y = Source("otext@y", "fmt:a=3");
        OtextConfig config = OtextConfig.Parse(otext, [y, x], bag);
        Assert.Equal([("a", "3"), ("b", "x")], config.Formats.Select(f => (f.Name, f.Template)));
        Assert.Equal(["doc"], config.Levels);
        Assert.Equal(["fmt:a", "levels", "fmt:b"], config.Metadata.Select(m => m.Key));
        Diagnostic ignored = Assert.Single(bag.ToList());
        Assert.Equal(("CF1303", "otext@x", 3), (ignored.Code, ignored.Feature!, ignored.Line));
    }

    [Fact]
    public void Kinds_other_than_config_are_errors_at_line_1()
    {
        var bag = new DiagnosticBag();
        OtextConfig.Parse(Source("otext", "fmt:a=1") with { Kind = TfKind.Node }, [Source("otext@x") with { Kind = TfKind.Edge }], bag);
        Assert.Equal([("CF1301", 1), ("CF1302", 1)], bag.ToList().Select(d => (d.Code, d.Line)));
        Assert.True(bag.HasErrors);
    }

    [Fact]
    public void A_missing_otext_is_a_warning_except_for_a_module_of_formats()
    {
        var bag = new DiagnosticBag();
        Assert.False(OtextConfig.Parse(null, [], bag).Validate(s_catalog, bag).HasSections);
        Assert.Equal("CF1300", Assert.Single(bag.ToList()).Code);
        bag = new DiagnosticBag();
        OtextConfig config = OtextConfig.Parse(null, [Source("otext@x", "fmt:a={text}")], bag).Validate(s_catalog, bag);
        Assert.Empty(bag.ToList());
        Assert.Single(config.Formats);
    }

    private static OtextSource Source(string name, params string[] lines) => new(name, name + ".tf", [.. lines.Select((text, i) =>
    {
        int split = text.IndexOf('=', StringComparison.Ordinal);
        return split < 0 ? new TfMetadataField(text, null, i + 1) : new TfMetadataField(text[..split], text[(split + 1)..], i + 1);
    })]);

    private static OtextConfig Parse(out DiagnosticBag bag, params string[] lines)
    {
        bag = new DiagnosticBag();
        return OtextConfig.Parse(Source("otext", lines), [], bag);
    }

    private static OtextConfig Validate(out DiagnosticBag bag, bool lenient, params string[] lines)
    {
        bag = new DiagnosticBag();
        return OtextConfig.Parse(Source("otext", lines), [], bag, lenient).Validate(s_catalog, bag, lenient);
    }
}
