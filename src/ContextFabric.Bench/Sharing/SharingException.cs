namespace ContextFabric.Bench.Sharing;

/// <summary>A measurement that could not be made: a worker failed, or the system does not account for memory.</summary>
internal sealed class SharingException(string message) : ContextFabricException(message);
