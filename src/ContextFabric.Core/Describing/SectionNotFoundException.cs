namespace ContextFabric.Describing;

/// <summary>A reference that no section has.</summary>
public sealed class SectionNotFoundException : ContextFabricException
{
    internal SectionNotFoundException(string problem, IReadOnlyList<string> candidates)
        : base($"Section not found: {problem}") => Candidates = candidates;

    /// <summary>Names close to what was not understood.</summary>
    public IReadOnlyList<string> Candidates { get; }
}
