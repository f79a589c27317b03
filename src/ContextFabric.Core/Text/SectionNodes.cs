namespace ContextFabric;

/// <summary>The sections around a node, from the highest level down; 0 = there is none at that level.</summary>
/// <param name="Level1">Node of the highest level.</param>
/// <param name="Level2">Node of the second level.</param>
/// <param name="Level3">Node of the third level.</param>
/// <param name="Depth">Number of levels that count: a section node has only its own and the higher ones.</param>
public readonly record struct SectionNodes(int Level1, int Level2, int Level3, int Depth)
{
    /// <summary>The node at a level, 0 being the highest; 0 = none.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The index is not below <see cref="Depth"/>.</exception>
    public int this[int index]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)index, (uint)Depth, nameof(index));
            return index switch { 0 => Level1, 1 => Level2, _ => Level3 };
        }
    }

    /// <summary>The node of the lowest level there is, or 0.</summary>
    public int Lowest => Level3 > 0 ? Level3 : Level2 > 0 ? Level2 : Level1;

    internal SectionNodes Take(int depth) => depth >= Depth
        ? this
        : new SectionNodes(depth > 0 ? Level1 : 0, depth > 1 ? Level2 : 0, 0, Math.Max(depth, 0));
}
