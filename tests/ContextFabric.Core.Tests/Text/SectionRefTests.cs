using Xunit;

namespace ContextFabric.Core.Tests;

public sealed class SectionRefTests
{
    [Fact]
    public void A_text_label_never_equals_a_number()
    {
        SectionLabel text = "1";
        SectionLabel number = 1;
        Assert.NotEqual(text, number);
        Assert.Equal(number, new SectionLabel(1L));
        Assert.True(SectionLabel.Missing.IsMissing);
        Assert.NotEqual(SectionLabel.Missing, new SectionLabel(""));
    }

    [Fact]
    public void Prints_as_people_write_it()
    {
        Assert.Equal("Genesis 1:2", new SectionRef("Genesis", 1, 2).ToString());
        Assert.Equal("KTU 1.1 II:1", new SectionRef("KTU 1.1", "II", 1).ToString());
        Assert.Equal("Genesis 1", new SectionRef("Genesis", 1, SectionLabel.Missing).ToString());
        Assert.Equal("Genesis ?:2", new SectionRef("Genesis", SectionLabel.Missing, 2).ToString());
        Assert.Equal("", default(SectionRef).ToString());
    }

    [Fact]
    public void Parses_without_a_corpus()
    {
        Assert.Equal(new SectionRef("1 Samuel", 3, 4), Parse("1 Samuel 3:4"));
        Assert.Equal(new SectionRef("KTU 1.1", "II", 1), Parse(" KTU 1.1 II:1 "));
        Assert.Equal(new SectionRef("Genesis", 1), Parse("Genesis 1"));
        Assert.Equal(new SectionRef("1 Samuel"), Parse("1 Samuel"));
        Assert.Equal(new SectionRef("Genesis"), Parse("Genesis"));
        Assert.False(SectionRef.TryParse("  ", out _));
    }

    private static SectionRef Parse(string text)
    {
        Assert.True(SectionRef.TryParse(text, out SectionRef section));
        return section;
    }
}
