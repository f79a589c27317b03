namespace ContextFabric.Cli.Commands.Bench;

/// <summary>What a benchmark prints with <c>--json</c>.</summary>
/// <param name="ExitCode">The exit code.</param>
/// <param name="Folder">Folder of the results.</param>
/// <param name="Rows">The figures.</param>
internal sealed record BenchSummary<T>(int ExitCode, string Folder, IReadOnlyList<T> Rows);
