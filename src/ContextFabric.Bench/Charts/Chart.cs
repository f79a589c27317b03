namespace ContextFabric.Bench.Charts;

/// <summary>What a chart shows, independent of how it is drawn. One chart has one unit.</summary>
/// <param name="Title">Short heading.</param>
/// <param name="ValueLabel">The measured quantity with its unit.</param>
internal abstract record Chart(string Title, string ValueLabel);

/// <summary>Bars, each a stack of parts, side by side in groups.</summary>
/// <param name="Title">Short heading.</param>
/// <param name="ValueLabel">The measured quantity with its unit.</param>
/// <param name="Parts">Names of the parts of a stack, lowest first; one name for plain bars.</param>
/// <param name="Bars">The bars in order.</param>
internal sealed record BarChart(string Title, string ValueLabel, IReadOnlyList<string> Parts, IReadOnlyList<Bar> Bars) : Chart(Title, ValueLabel)
{
    /// <summary>What <see cref="Bar.Mark"/> is, for the legend.</summary>
    public string MarkName { get; init; } = string.Empty;

    /// <summary>What the whiskers are (quartiles, 95 % interval), for the legend.</summary>
    public string SpreadName { get; init; } = string.Empty;
}

/// <summary>One bar.</summary>
/// <param name="Group">Bars of one group stand together; empty for none.</param>
/// <param name="Label">What stands below it.</param>
/// <param name="Values">Heights of the parts.</param>
/// <param name="Low">Lower end of the spread of the whole; null for none.</param>
/// <param name="High">Upper end of the spread of the whole.</param>
/// <param name="Mark">A second reading of the same thing, drawn as a tick (RSS beside PSS, say).</param>
internal sealed record Bar(string Group, string Label, IReadOnlyList<double> Values, double? Low = null, double? High = null, double? Mark = null);

/// <summary>Lines or points over a number.</summary>
/// <param name="Title">Short heading.</param>
/// <param name="ValueLabel">The measured quantity with its unit, upright.</param>
/// <param name="ArgumentLabel">The quantity it depends on, with its unit, across.</param>
/// <param name="Series">Lines, told apart by colour and marker.</param>
internal sealed record XyChart(string Title, string ValueLabel, string ArgumentLabel, IReadOnlyList<XySeries> Series) : Chart(Title, ValueLabel)
{
    /// <summary>True for a logarithmic scale across.</summary>
    public bool LogArgument { get; init; }

    /// <summary>True for a logarithmic scale upright.</summary>
    public bool LogValue { get; init; }

    /// <summary>True to draw the line where both are equal.</summary>
    public bool Diagonal { get; init; }

    /// <summary>What the whiskers are, for the legend.</summary>
    public string SpreadName { get; init; } = string.Empty;
}

/// <summary>A line of an <see cref="XyChart"/>.</summary>
/// <param name="Name">Stands in the legend.</param>
/// <param name="Points">Ascending by argument unless it is points only.</param>
/// <param name="Style">How it is drawn.</param>
internal sealed record XySeries(string Name, IReadOnlyList<XyPoint> Points, XyStyle Style = XyStyle.LineAndPoints);

/// <summary>A point with the spread of its value.</summary>
internal readonly record struct XyPoint(double X, double Y, double? Low = null, double? High = null);

/// <summary>How a series is drawn.</summary>
internal enum XyStyle
{
    LineAndPoints,
    Points,

    /// <summary>A line for comparison: ideal, prediction, fit.</summary>
    Dashed,

    /// <summary>A stair, for cumulative distributions.</summary>
    Steps,
}

/// <summary>Values with intervals, one row each.</summary>
/// <param name="Title">Short heading.</param>
/// <param name="ValueLabel">The measured quantity with its unit, across.</param>
/// <param name="Rows">From top to bottom.</param>
internal sealed record IntervalChart(string Title, string ValueLabel, IReadOnlyList<IntervalRow> Rows) : Chart(Title, ValueLabel)
{
    /// <summary>True for a logarithmic scale.</summary>
    public bool LogValue { get; init; }

    /// <summary>A line across all rows, at 1 for ratios; null for none.</summary>
    public double? Reference { get; init; }

    /// <summary>What the whiskers are, for the legend.</summary>
    public string SpreadName { get; init; } = string.Empty;
}

/// <summary>One row of an <see cref="IntervalChart"/>.</summary>
/// <param name="Label">Stands at the left.</param>
/// <param name="Series">Rows of one series have one colour and marker; several rows may have one label.</param>
/// <param name="Value">The middle.</param>
/// <param name="Low">Lower end of the interval; null for none.</param>
/// <param name="High">Upper end of the interval.</param>
internal sealed record IntervalRow(string Label, string Series, double Value, double? Low = null, double? High = null);
