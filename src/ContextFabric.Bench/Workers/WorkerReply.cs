using ContextFabric.Bench.Machine;

namespace ContextFabric.Bench.Workers;

/// <summary>An answer with what was measured from outside.</summary>
/// <param name="Answer">What the worker says.</param>
/// <param name="OuterMs">From sending the request to the arrival of the answer.</param>
/// <param name="Counters">Processor time and page faults of the worker meanwhile.</param>
internal sealed record WorkerReply(WorkerAnswer Answer, double OuterMs, RequestCounters Counters)
{
    /// <summary>Milliseconds by the worker's clock; by ours when it does not tell.</summary>
    public double Ms => Answer.Ms ?? OuterMs;

    /// <summary>What the way to the worker and back cost; null when the worker does not tell its time.</summary>
    public double? OverheadMs => OuterMs - Answer.Ms;
}
