using ContextFabric.Bench.Statistics;

namespace ContextFabric.Bench.Suites.Common;

/// <summary>One line of what a benchmark says at its end.</summary>
/// <param name="Corpus">Name of the corpus, or what stands in its place.</param>
/// <param name="Subject">Name of the subject.</param>
/// <param name="Measure">What was measured.</param>
/// <param name="Unit">Unit of the values.</param>
/// <param name="Median">Median over the readings.</param>
/// <param name="Low">The least.</param>
/// <param name="High">The greatest.</param>
/// <param name="Count">Number of readings.</param>
internal sealed record SummaryLine(string Corpus, string Subject, string Measure, string Unit, double Median, double Low, double High, int Count);

/// <summary>Gathers readings for the few lines that a benchmark prints; everything else is made from the raw files.</summary>
internal sealed class SuiteSummary
{
    private readonly Dictionary<(string Corpus, string Subject, string Measure, string Unit), List<double>> _readings = [];
    private readonly List<(string Corpus, string Subject, string Measure, string Unit)> _order = [];

    /// <summary>The lines in the order in which their first readings came.</summary>
    public IReadOnlyList<SummaryLine> Lines => [.. _order.Select(key =>
    {
        var sample = Sample.Of(_readings[key]);
        return new SummaryLine(key.Corpus, key.Subject, key.Measure, key.Unit, sample.Median, sample.Min, sample.Max, sample.Count);
    })];

    /// <summary>Adds a reading; null is not one.</summary>
    public void Add(string corpus, string subject, string measure, string unit, double? value)
    {
        if (value is null)
        {
            return;
        }

        (string, string, string, string) key = (corpus, subject, measure, unit);
        if (!_readings.TryGetValue(key, out List<double>? readings))
        {
            _readings[key] = readings = [];
            _order.Add(key);
        }

        readings.Add(value.Value);
    }

    /// <summary>Median of the readings so far; null when there is none.</summary>
    public double? MedianOf(string corpus, string subject, string measure, string unit) =>
        _readings.TryGetValue((corpus, subject, measure, unit), out List<double>? readings) ? Sample.Of(readings).Median : null;
}

/// <summary>A benchmark that says something at its end.</summary>
internal interface ISummarizedSuite : Running.IBenchSuite
{
    SuiteSummary Summary { get; }
}
