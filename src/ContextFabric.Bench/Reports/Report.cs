using ContextFabric.Bench.Charts;

namespace ContextFabric.Bench.Reports;

/// <summary>What a run has to say, independent of the form it is written in.</summary>
/// <param name="Title">Heading of the whole.</param>
/// <param name="Lead">One paragraph: what was measured, on what, and the main result.</param>
/// <param name="Sections">The parts, in order.</param>
internal sealed record Report(string Title, string Lead, IReadOnlyList<ReportSection> Sections);

/// <summary>A part with a heading.</summary>
internal sealed record ReportSection(string Heading, IReadOnlyList<ReportBlock> Blocks);

/// <summary>A paragraph, table, figure …</summary>
internal abstract record ReportBlock;

/// <summary>Plain text. Backquotes mark code; nothing else is markup.</summary>
internal sealed record Paragraph(string Text) : ReportBlock;

/// <summary>The command line that made what stands above it.</summary>
internal sealed record CommandLine(string Text) : ReportBlock;

/// <summary>A table. Cells are ready to be shown; an empty cell was not measured.</summary>
/// <param name="Caption">What the table shows, with units.</param>
/// <param name="Columns">Headings; one that begins with <c>&gt;</c> is aligned to the right.</param>
/// <param name="Rows">Rows of as many cells as there are columns.</param>
internal sealed record ReportTable(string Caption, IReadOnlyList<string> Columns, IReadOnlyList<IReadOnlyList<string>> Rows) : ReportBlock;

/// <summary>A chart.</summary>
/// <param name="Name">File name without extension.</param>
/// <param name="Caption">What it shows, with number of readings, spread and state of the page cache.</param>
/// <param name="Alternative">The main figures in words, for those who cannot see it.</param>
/// <param name="Chart">What is drawn.</param>
internal sealed record Figure(string Name, string Caption, string Alternative, Chart Chart) : ReportBlock;

/// <summary>Claims with the evidence and what follows from it.</summary>
internal sealed record Verdicts(IReadOnlyList<Claim> Claims) : ReportBlock;
