using System.Buffers.Binary;
using System.Xml.Linq;
using ContextFabric.Bench.Charts;
using Xunit;

namespace ContextFabric.Bench.Tests.Charts;

public sealed class ChartRendererTests
{
    private static readonly XNamespace s_svg = "http://www.w3.org/2000/svg";

    public static TheoryData<string> Names => [.. ChartExamples.All.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_picture_is_well_formed_and_has_its_words(string name)
    {
        Chart chart = ChartExamples.All[name];
        XElement svg = XDocument.Parse(ChartRenderer.Svg(chart, name, "said \"aloud\" & plainly")).Root!;
        Assert.Equal(s_svg + "svg", svg.Name);
        Assert.Equal("said \"aloud\" & plainly", svg.Attribute("aria-label")!.Value);
        Assert.DoesNotContain("NaN", svg.ToString(), StringComparison.Ordinal);
        if (ChartRenderer.TextProblem is not null)
        {
            return;
        }

        string[] words = Texts(svg);
        Assert.Contains(words, w => w.StartsWith(chart.Title, StringComparison.Ordinal));
        Assert.Contains(chart.ValueLabel, words);
        foreach (string label in Labels(chart))
        {
            Assert.Contains(label, words);
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Png_has_twice_the_size(string name)
    {
        Chart chart = ChartExamples.All[name];
        byte[] png = ChartRenderer.Png(chart);
        XElement svg = XDocument.Parse(ChartRenderer.Svg(chart, name, string.Empty)).Root!;
        Assert.Equal("\x89PNG", new string([.. png.Take(4).Select(b => (char)b)]));
        Assert.Equal(2 * (int)svg.Attribute("width")!, BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(16)));
        Assert.Equal(2 * (int)svg.Attribute("height")!, BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(20)));
    }

    [Fact]
    public void Pictures_of_one_page_share_no_id_and_refer_to_their_own()
    {
        HashSet<string> all = [];
        foreach ((string name, Chart chart) in ChartExamples.All)
        {
            XElement svg = XDocument.Parse(ChartRenderer.Svg(chart, name, string.Empty)).Root!;
            HashSet<string> own = [.. svg.Descendants().Attributes("id").Select(a => a.Value)];
            Assert.NotEmpty(own);
            Assert.True(own.All(all.Add));
            foreach (XAttribute clip in svg.Descendants().Attributes("clip-path"))
            {
                Assert.Contains(clip.Value["url(#".Length..^1], own);
            }
        }
    }

    /// <summary>The same chart gives the same bytes, so that a report can be compared with an earlier one.</summary>
    [Fact]
    public void Drawing_twice_gives_the_same()
    {
        foreach ((string name, Chart chart) in ChartExamples.All)
        {
            Assert.Equal(WithoutIds(ChartRenderer.Svg(chart, name, "a")), WithoutIds(ChartRenderer.Svg(chart, name, "a")));
        }
    }

    /// <summary>The second part of a stack differs from the first by more than its colour.</summary>
    [Fact]
    public void Parts_are_hatched()
    {
        static int Lines(Chart chart) => XDocument.Parse(ChartRenderer.Svg(chart, "x", string.Empty)).Descendants(s_svg + "path").Count();
        static BarChart Of(params double[] values) => new("t", "v", ["one", "two"], [new Bar("", "a", values)]);
        Assert.True(Lines(Of(1, 99)) > Lines(Of(99, 1)) + 10);
    }

    private static string[] Texts(XElement svg) => [.. svg.Descendants(s_svg + "text").Select(t => t.Value.Trim())];

    private static IEnumerable<string> Labels(Chart chart) => chart switch
    {
        BarChart bars => bars.Bars.SelectMany(b => (string[])[b.Group, b.Label]).Where(l => l.Length > 0).Concat(bars.Parts.Count > 1 ? bars.Parts : []),
        XyChart lines => lines.Series.Select(s => s.Name).Append(lines.ArgumentLabel),
        IntervalChart intervals => intervals.Rows.Select(r => r.Label),
        _ => [],
    };

    // The drawing library numbers its clips from a counter of the process.
    private static string WithoutIds(string svg) => System.Text.RegularExpressions.Regex.Replace(svg, "cl_[0-9a-f]+", "cl");
}
