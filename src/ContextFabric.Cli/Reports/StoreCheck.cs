namespace ContextFabric.Cli.Reports;

/// <summary>What a check of one store found.</summary>
/// <param name="Path">The store.</param>
/// <param name="Bytes">Its length.</param>
/// <param name="Arrays">Number of arrays in it.</param>
/// <param name="Fingerprint">What it says it was made of; null when it could not be read.</param>
/// <param name="Faults">One sentence each; none when it is sound.</param>
/// <param name="Milliseconds">How long the check took.</param>
internal sealed record StoreCheck(string Path, long Bytes, int Arrays, string? Fingerprint, IReadOnlyList<string> Faults, double Milliseconds)
{
    public bool IsSound => Faults.Count == 0;
}
