using System.Text.Json.Nodes;
using ContextFabric.Bench.Running;

namespace ContextFabric.Bench.Suites.Common;

/// <summary>A benchmark among others that cannot be made on every corpus: it is then left out with a warning.</summary>
internal sealed class OptionalSuite(IBenchSuite suite) : IBenchSuite
{
    public string Name => suite.Name;

    public IReadOnlyList<string> UsualSubjects => suite.UsualSubjects;

    public void Describe(JsonObject config) => suite.Describe(config);

    public async Task RunAsync(BenchRun run, CancellationToken cancellationToken)
    {
        try
        {
            await suite.RunAsync(run, cancellationToken).ConfigureAwait(false);
        }
        catch (BenchException e)
        {
            run.Warn($"{suite.Name} is left out: {e.Message}");
        }
    }
}
