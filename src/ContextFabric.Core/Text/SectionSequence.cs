namespace ContextFabric;

/// <summary>
/// The place of a section counted from 1 on each level: the third book, its first chapter, verse 2 of that.
/// </summary>
/// <param name="First">Number of the level-1 section.</param>
/// <param name="Second">Number within that; 0 for a level-1 section.</param>
/// <param name="Third">Number within that; 0 for a level-2 section.</param>
public readonly record struct SectionSequence(int First, int Second = 0, int Third = 0)
{
    /// <summary>Number of levels that count; 0 = no sequence.</summary>
    public int Depth => Third > 0 ? 3 : Second > 0 ? 2 : First > 0 ? 1 : 0;
}
