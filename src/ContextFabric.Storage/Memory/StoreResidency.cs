namespace ContextFabric.Storage.Memory;

/// <summary>How much of a store is in memory. Bytes, counted on whole pages of the system.</summary>
/// <param name="Bytes">Length of the store.</param>
/// <param name="ResidentBytes">Of these in the page cache, whoever brought them in; null where the system cannot tell.</param>
/// <param name="MappedBytes">Of these in the page table of this process; null where the system cannot tell.</param>
/// <param name="Members">The same for each member, in file order. What they leave of the store is headers, padding and directory.</param>
public sealed record StoreResidency(long Bytes, long? ResidentBytes, long? MappedBytes, IReadOnlyList<MemberResidency> Members);

/// <summary>How much of an array, or of another member of a store, is in memory.</summary>
/// <param name="Key">Name of the array, or full name of a member that is none.</param>
/// <param name="Descr">Element type in numpy's notation; null for a member that is no array.</param>
/// <param name="Count">Number of elements; of bytes for a member that is no array.</param>
/// <param name="Bytes">Length of the elements.</param>
/// <param name="ResidentBytes">Of these in the page cache; null where the system cannot tell.</param>
/// <param name="MappedBytes">Of these in the page table of this process; null where the system cannot tell.</param>
public sealed record MemberResidency(string Key, string? Descr, long Count, long Bytes, long? ResidentBytes, long? MappedBytes);
