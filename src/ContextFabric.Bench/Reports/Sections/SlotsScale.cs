using ContextFabric.Bench.Charts;
using ContextFabric.Bench.Statistics;

namespace ContextFabric.Bench.Reports.Sections;

/// <summary>How compiling, opening, searching and memory grow with the number of slots of synthetic corpora.</summary>
internal static class SlotsScale
{
    private const int MostSeries = 8;

    /// <summary>Unit of what is a property of the corpus, not a cost.</summary>
    private const string Results = "results";

    /// <summary>Measures that are drawn together; others by the word before their colon.</summary>
    private static readonly Dictionary<string, string> s_families = new()
    {
        ["generate"] = "compile",
        ["compile"] = "compile",
        ["compile-user"] = "compile",
        ["compile-sys"] = "compile",
        ["compile-peak"] = "memory",
        ["start"] = "open",
        ["open"] = "open",
        ["open-again"] = "open",
        ["first-lookup"] = "open",
        ["first-query"] = "open",
        ["touch"] = "open",
    };

    private sealed record Curve(string Measure, string Subject, string Unit, string Name, IReadOnlyList<(double Slots, Sample Values)> Points);

    public static ReportSection? Build(ReportContext context, List<CsvRow> rows)
    {
        rows = [.. rows.Where(r => r.Number("slots") is > 0 && r.Number("value") is not null && r["measure"].Length > 0)];
        if (rows.Count == 0)
        {
            return null;
        }

        bool several = rows.Select(r => r.Subject).Distinct().Count() > 1;
        Curve[] curves =
        [
            .. rows.GroupBy(r => (Measure: r["measure"], r.Subject, Unit: r["unit"])).Select(g => new Curve(
                g.Key.Measure, g.Key.Subject, g.Key.Unit, several && g.Key.Subject.Length > 0 ? $"{g.Key.Measure}, {g.Key.Subject}" : g.Key.Measure,
                [.. g.GroupBy(r => r.Number("slots")!.Value).OrderBy(s => s.Key).Select(s => (s.Key, Sample.Of(ReportContext.MedianByBlock(s, "value").Values)))])),
        ];
        List<string> measures = [.. curves.Select(c => c.Measure).Distinct()];
        List<string> subjects = [.. context.Folder.Subjects];
        curves = [.. curves.OrderBy(c => measures.IndexOf(c.Measure)).ThenBy(c => subjects.IndexOf(c.Subject))];
        List<ReportBlock> blocks =
        [
            new Paragraph("The exponent e of value = c · slots^e is the slope of a line through the logarithms of the medians. 1: twice the slots cost twice as much; 0: the number of slots does not matter."),
        ];
        blocks.AddRange(Exponents(context, curves));
        foreach (var family in curves.GroupBy(c => (Name: FamilyOf(c.Measure), c.Unit)))
        {
            // More lines than can be told apart: one figure per subject.
            foreach (Curve[] part in family.Count() <= MostSeries ? [[.. family]] : family.GroupBy(c => c.Subject).Select(g => g.ToArray()))
            {
                string suffix = part.Length == family.Count() ? string.Empty : "-" + ReportWriter.Slug(part[0].Subject);
                blocks.AddRange(Drawn(family.Key.Name, suffix, family.Key.Unit, part, ReportContext.CacheOf(rows)));
            }

            blocks.AddRange(context.MadeBy());
        }

        return new ReportSection("Scale: size of a corpus", blocks);
    }

    private static string FamilyOf(string measure) => s_families.GetValueOrDefault(measure) ?? measure.Split(':')[0];

    private static IEnumerable<ReportBlock> Exponents(ReportContext context, Curve[] curves)
    {
        List<IReadOnlyList<string>> table = [];
        List<IntervalRow> intervals = [];
        foreach (Curve curve in curves)
        {
            if (LinearFit.OfLogarithms([.. curve.Points.Where(p => p.Values.Median > 0).Select(p => (p.Slots, p.Values.Median))]) is { } fit)
            {
                context.Summary.Add(
                    "scale_exponent", fit.Slope, "exponent", "scale.csv", ("axis", "slots"), ("measure", curve.Measure), ("subject", curve.Subject), ("unit", curve.Unit));
                if (curve.Unit != Results)
                {
                    intervals.Add(new IntervalRow(curve.Measure, curve.Subject.Length > 0 ? curve.Subject : "no subject", fit.Slope.Value, fit.Slope.Low, fit.Slope.High));
                }

                table.Add([curve.Measure, curve.Subject, Words.Of(fit.Slope.Count), Words.Interval(fit.Slope), Words.Of(fit.RSquared), Said(fit.Slope)]);
            }
        }

        if (table.Count == 0)
        {
            yield break;
        }

        double[] sizes = [.. curves.SelectMany(c => c.Points).Select(p => p.Slots)];
        yield return new Figure(
            "scale-exponents", $"Fitted exponents with 95 % intervals, from {Ticks.Value(sizes.Min())} to {Ticks.Value(sizes.Max())} slots.",
            string.Join("; ", intervals.Select(i => $"{i.Label} {i.Series}: {Words.Of(i.Value)}")),
            new IntervalChart("Exponents of growth with the number of slots", "exponent", intervals) { Reference = 1, SpreadName = "95 % interval" });
        yield return new ReportTable("Exponents with 95 % intervals (Student t)", ["measure", "subject", ">sizes", ">exponent", ">R²", "says"], table);
        foreach (ReportBlock block in context.MadeBy())
        {
            yield return block;
        }
    }

    private static IEnumerable<ReportBlock> Drawn(string family, string suffix, string unit, Curve[] curves, string cache)
    {
        XySeries[] series =
        [
            .. curves.Take(MostSeries).Select(c => new XySeries(
                c.Name, [.. c.Points.Select(p => new XyPoint(p.Slots, p.Values.Median, p.Values.Percentile(25), p.Values.Percentile(75)))])),
        ];
        string n = Words.Range(curves.SelectMany(c => c.Points).Select(p => p.Values.Count));
        string more = curves.Length > MostSeries ? $" {MostSeries} of {curves.Length} are drawn, all are in the table." : string.Empty;
        yield return new Figure(
            $"scale-slots-{ReportWriter.Slug(family)}-{(unit.Length == 0 ? "values" : ReportWriter.Slug(unit))}{suffix}",
            $"Medians over the blocks (n = {n}), whiskers are quartiles, both scales logarithmic; {cache}.{more}",
            string.Join("; ", series.Select(s => $"{s.Name}: {Words.Of(s.Points[0].Y)} {unit} at {Ticks.Value(s.Points[0].X)} slots, {Words.Of(s.Points[^1].Y)} at {Ticks.Value(s.Points[^1].X)}")),
            new XyChart($"Growth with the number of slots: {family}", unit, "slots", series) { LogArgument = true, LogValue = true, SpreadName = "quartiles" });
        yield return new ReportTable(
            $"{family}: {unit}, median over the blocks (quartiles)", ["measure", "subject", ">slots", ">n", ">" + (unit.Length == 0 ? "value" : unit)],
            [.. curves.SelectMany(c => c.Points.Select(p => (IReadOnlyList<string>)[c.Measure, c.Subject, Ticks.Value(p.Slots), Words.Of(p.Values.Count), Words.Quartiles(p.Values)]))]);
    }

    private static string Said(Estimate exponent) =>
        exponent.Low is null ? string.Empty
        : exponent.MayBe(0) && exponent.High < 0.5 ? "flat"
        : exponent.MayBe(1) ? "linear"
        : exponent.Value < 1 ? "less than linear" : "more than linear";
}
