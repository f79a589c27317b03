using ContextFabric.Tf;

namespace ContextFabric;

/// <summary>What a corpus offers to its text configuration: its node types and its features.</summary>
/// <param name="Types">Names of all node types, the slot type included.</param>
/// <param name="SlotType">Name of the slot type.</param>
/// <param name="KindOf">Kind of a feature by name; null when there is no such feature.</param>
public sealed record OtextCatalog(IReadOnlySet<string> Types, string SlotType, Func<string, TfKind?> KindOf);
