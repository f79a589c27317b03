using ContextFabric.Bench.Charts;
using ContextFabric.Bench.Statistics;

namespace ContextFabric.Bench.Reports.Sections;

/// <summary>How compiling, opening, searching and memory grow with the number of slots of synthetic corpora.</summary>
internal static class SlotsScale
{
    public static ReportSection? Build(ReportContext context, List<CsvRow> rows)
    {
        rows = [.. rows.Where(r => r.Number("slots") is > 0 && r.Number("value") is not null && r["measure"].Length > 0)];
        if (rows.Count == 0)
        {
            return null;
        }

        List<IReadOnlyList<string>> exponents = [];
        List<IntervalRow> intervals = [];
        List<ReportBlock> figures = [];
        string[] units = [.. rows.Select(r => r["unit"]).Distinct()];
        foreach (string unit in units)
        {
            List<XySeries> series = [];
            List<IReadOnlyList<string>> table = [];
            foreach (var group in rows.Where(r => r["unit"] == unit).GroupBy(r => (Measure: r["measure"], r.Subject)))
            {
                string name = rows.Select(r => r.Subject).Distinct().Count() > 1 ? $"{group.Key.Measure}, {group.Key.Subject}" : group.Key.Measure;
                List<XyPoint> points = [];
                foreach (IGrouping<double, CsvRow> size in group.GroupBy(r => r.Number("slots")!.Value).OrderBy(g => g.Key))
                {
                    Sample sample = ReportContext.SampleOf(size, "value")!;
                    points.Add(new XyPoint(size.Key, sample.Median, sample.Percentile(25), sample.Percentile(75)));
                    table.Add([group.Key.Measure, group.Key.Subject, Ticks.Value(size.Key), Words.Of(sample.Count), Words.Quartiles(sample)]);
                }

                series.Add(new XySeries(name, points));
                if (LinearFit.OfLogarithms([.. points.Where(p => p.Y > 0).Select(p => (p.X, p.Y))]) is { } fit)
                {
                    context.Summary.Add("scale_exponent", fit.Slope, "exponent", "scale.csv", ("axis", "slots"), ("measure", group.Key.Measure), ("subject", group.Key.Subject), ("unit", unit));
                    intervals.Add(new IntervalRow(name, "exponent", fit.Slope.Value, fit.Slope.Low, fit.Slope.High));
                    exponents.Add([group.Key.Measure, group.Key.Subject, Words.Of(fit.Slope.Count), Words.Interval(fit.Slope), Words.Of(fit.RSquared), Said(fit.Slope)]);
                }
            }

            string name_ = units.Length == 1 ? "scale-slots" : $"scale-slots-{(unit.Length == 0 ? "other" : ReportWriter.Slug(unit.Replace("/", " per ", StringComparison.Ordinal)))}";
            figures.Add(new Figure(
                name_, $"Medians over the blocks (n = {Words.Range(table.Select(t => int.Parse(t[3], System.Globalization.CultureInfo.InvariantCulture)))}), whiskers are quartiles, both scales logarithmic; {ReportContext.CacheOf(rows)}.",
                string.Join("; ", series.Select(s => $"{s.Name}: {Words.Of(s.Points[0].Y)} {unit} at {Ticks.Value(s.Points[0].X)} slots, {Words.Of(s.Points[^1].Y)} at {Ticks.Value(s.Points[^1].X)}")),
                new XyChart($"Growth with the number of slots ({unit})", unit, "slots", series) { LogArgument = true, LogValue = true, SpreadName = "quartiles" }));
            figures.Add(new ReportTable($"{unit}, median over the blocks (quartiles)", ["measure", "subject", ">slots", ">n", ">" + (unit.Length == 0 ? "value" : unit)], table));
            figures.AddRange(context.MadeBy());
        }

        List<ReportBlock> blocks =
        [
            new Paragraph("The exponent e of value = c · slots^e is the slope of a line through the logarithms of the medians. 1: twice the slots cost twice as much; 0: the number of slots does not matter."),
        ];
        if (intervals.Count > 0)
        {
            blocks.Add(new Figure(
                "scale-exponents", $"Fitted exponents with 95 % intervals, from {Ticks.Value(rows.Min(r => r.Number("slots")!.Value))} to {Ticks.Value(rows.Max(r => r.Number("slots")!.Value))} slots.",
                string.Join("; ", intervals.Select(i => $"{i.Label}: {Words.Of(i.Value)}")),
                new IntervalChart("Exponents of growth with the number of slots", "exponent", intervals) { Reference = 1, SpreadName = "95 % interval" }));
            blocks.Add(new ReportTable("Exponents with 95 % intervals (Student t)", ["measure", "subject", ">sizes", ">exponent", ">R²", "says"], exponents));
            blocks.AddRange(context.MadeBy());
        }

        return new ReportSection("Scale: size of a corpus", [.. blocks, .. figures]);
    }

    private static string Said(Estimate exponent) =>
        exponent.Low is null ? string.Empty
        : exponent.MayBe(0) && exponent.High < 0.5 ? "flat"
        : exponent.MayBe(1) ? "linear"
        : exponent.Value < 1 ? "less than linear" : "more than linear";
}
