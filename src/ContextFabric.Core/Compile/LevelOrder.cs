namespace ContextFabric.Compile;

/// <summary>
/// The order of node types from big to small: by average number of slots, corrected by <c>levels</c> and
/// <c>levelConstraints</c> of <c>otext</c>; the slot type is always last.
/// </summary>
public static class LevelOrder
{
    /// <summary>Computes the order.</summary>
    /// <param name="types">The types other than the slot type, in any order.</param>
    /// <param name="slotType">Name of the slot type.</param>
    /// <param name="maxSlot">Number of slots.</param>
    /// <param name="otext">Validated configuration (see <see cref="OtextConfig.Validate"/>).</param>
    public static IReadOnlyList<TypeLevel> Compute(IReadOnlyList<TypeExtent> types, string slotType, int maxSlot, OtextConfig otext)
    {
        ArgumentNullException.ThrowIfNull(types);
        ArgumentNullException.ThrowIfNull(otext);

        // Both sorts are stable: equal averages keep the order of first nodes.
        IEnumerable<TypeLevel> byAverage = types
            .OrderBy(t => t.First)
            .Select(t => new TypeLevel(t.Name, (double)t.TotalSlots / (t.Last - t.First + 1), t.First, t.Last))
            .OrderByDescending(t => t.AverageSlots);
        var levels = byAverage.OrderBy(t => ListedPosition(otext.Levels, t.Name)).ToList();
        levels.Add(new TypeLevel(slotType, 1, 1, maxSlot));
        foreach (LevelConstraint constraint in otext.LevelConstraints)
        {
            Apply(constraint, levels);
        }

        return levels;
    }

    private static int ListedPosition(IReadOnlyList<string> listed, string name)
    {
        for (int i = listed.Count - 1; i >= 0; i--)
        {
            if (listed[i] == name)
            {
                return i;
            }
        }

        return int.MaxValue;
    }

    private static void Apply(LevelConstraint constraint, List<TypeLevel> levels)
    {
        int lowestBigger = 0;
        foreach (string bigger in constraint.Biggers)
        {
            lowestBigger = Math.Max(lowestBigger, levels.FindIndex(l => l.Name == bigger));
        }

        int smaller = levels.FindIndex(l => l.Name == constraint.Smaller);
        if (smaller >= 0 && smaller <= lowestBigger)
        {
            // With the item out, the lowest bigger one has moved up: its old index is the place behind it.
            TypeLevel level = levels[smaller];
            levels.RemoveAt(smaller);
            levels.Insert(lowestBigger, level);
        }
    }
}
