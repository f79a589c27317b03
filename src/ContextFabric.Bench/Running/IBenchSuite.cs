using System.Text.Json.Nodes;

namespace ContextFabric.Bench.Running;

/// <summary>One benchmark: it measures every corpus of a run with every subject, and writes raw rows.</summary>
internal interface IBenchSuite
{
    /// <summary>Name of the command.</summary>
    string Name { get; }

    /// <summary>Built-in subjects when none is named.</summary>
    IReadOnlyList<string> UsualSubjects => [Workers.WorkerSession.Mapped, Workers.WorkerSession.Heap];

    /// <summary>Adds the options of this benchmark to <c>config.json</c>. Times in seconds or milliseconds, as the names say.</summary>
    void Describe(JsonObject config);

    /// <summary>
    /// Measures. A subject that fails is reported to the run (<see cref="BenchRun.SubjectFailed"/>) and left out;
    /// the rest goes on.
    /// </summary>
    /// <exception cref="BenchException">The options or the machine make it impossible.</exception>
    Task RunAsync(BenchRun run, CancellationToken cancellationToken);
}
