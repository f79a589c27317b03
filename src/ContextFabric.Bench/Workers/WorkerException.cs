namespace ContextFabric.Bench.Workers;

/// <summary>A worker did not answer as it should; it has been killed.</summary>
internal sealed class WorkerException(WorkerFault fault, string message, Exception? inner = null) : BenchException(message, inner)
{
    /// <summary>What happened.</summary>
    public WorkerFault Fault { get; } = fault;
}

/// <summary>How a worker can fail.</summary>
internal enum WorkerFault
{
    /// <summary>It could not be started.</summary>
    NotStarted,

    /// <summary>It took longer than allowed.</summary>
    Timeout,

    /// <summary>It ended before it answered.</summary>
    Died,

    /// <summary>It answered something that is not the protocol.</summary>
    Garbage,

    /// <summary>It answered that the request failed.</summary>
    Refused,
}
