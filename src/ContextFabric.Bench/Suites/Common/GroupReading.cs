using ContextFabric.Bench.Machine;
using ContextFabric.Bench.Running;

namespace ContextFabric.Bench.Suites.Common;

/// <summary>The memory of all processes of a group at one moment.</summary>
/// <param name="Processes">One reading per process; null where it could not be read.</param>
/// <param name="Failure">What happened when one could not be read.</param>
internal sealed record GroupReading(IReadOnlyList<ProcessReading?> Processes, BenchException? Failure)
{
    /// <summary>Sum over the processes; null when one of them could not be read: a sum without it would say too little.</summary>
    public ProcessReading? Sum => Processes.All(reading => reading is not null) ? ProcessReading.Sum([.. Processes.OfType<ProcessReading>()]) : null;

    /// <summary>Reads all members side by side.</summary>
    public static async Task<GroupReading> ReadAsync(
        IReadOnlyList<GroupMember> members, IReadOnlyList<string> files, bool isSettled, TimeSpan pause, CancellationToken cancellationToken)
    {
        (ProcessReading? Reading, BenchException? Failure)[] results = await Task.WhenAll(members.Select(async member =>
        {
            try
            {
                return (await member.ReadAsync(files, isSettled, pause, cancellationToken).ConfigureAwait(false), (BenchException?)null);
            }
            catch (BenchException e)
            {
                return ((ProcessReading?)null, e);
            }
        })).ConfigureAwait(false);
        return new GroupReading([.. results.Select(result => result.Reading)], results.Select(result => result.Failure).FirstOrDefault(failure => failure is not null));
    }

    /// <summary>
    /// The rows: one per process, and their sum. Where a process could not be read, its row and that of the sum have a
    /// verdict and empty cells.
    /// </summary>
    /// <param name="stage">Name of the stage.</param>
    /// <param name="readyMs">Time until each process was ready, null where that is not known; that of the sum is the last of them.</param>
    /// <returns>Verdict and cells behind those of the head, from <c>stage</c> to <c>read_mb</c>.</returns>
    public IEnumerable<(string Verdict, object?[] Cells)> Rows(string stage, IReadOnlyList<double?> readyMs)
    {
        for (int i = 0; i < Processes.Count; i++)
        {
            yield return Row(stage, i, Processes[i], i < readyMs.Count ? readyMs[i] : null);
        }

        yield return Row(stage, null, Sum, readyMs.Max());
    }

    private static (string Verdict, object?[] Cells) Row(string stage, int? index, ProcessReading? reading, double? readyMs) => reading is null
        ? (Verdict.Error, [stage, index, .. new object?[new ProcessReading().Cells(null).Length]])
        : (Verdict.Ok, [stage, index, .. reading.Cells(readyMs)]);
}
