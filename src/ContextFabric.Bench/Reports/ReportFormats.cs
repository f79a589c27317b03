namespace ContextFabric.Bench.Reports;

/// <summary>The files that a report is written to.</summary>
[Flags]
internal enum ReportFormats
{
    None = 0,

    /// <summary><c>report.md</c>.</summary>
    Markdown = 1,

    /// <summary><c>report.html</c>, complete in one file.</summary>
    Html = 2,

    /// <summary><c>figures/*.svg</c>.</summary>
    Svg = 4,

    /// <summary><c>figures/*.png</c>.</summary>
    Png = 8,

    All = Markdown | Html | Svg | Png,
}
