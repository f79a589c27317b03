namespace ContextFabric.Bench;

/// <summary>A measurement cannot be made: something about the options, the machine or a subject, said in the message.</summary>
internal class BenchException(string message, Exception? inner = null) : Exception(message, inner);
