using ContextFabric.Diagnostics;

namespace ContextFabric;

public sealed partial class OtextConfig
{
    private List<string> KnownLevels(OtextCatalog catalog, DiagnosticBag? diagnostics)
    {
        var known = new List<string>();
        foreach (string level in Levels)
        {
            if (!catalog.Types.Contains(level))
            {
                diagnostics?.Add(Find(LevelsKey)!.Value.Report(DiagnosticSeverity.Warning, TextDiagnosticCodes.LevelTypeUnknown, $"levels names the type '{level}', which does not exist; it is ignored"));
                continue;
            }

            // The last mention of a type decides where it stands.
            known.Remove(level);
            if (level != catalog.SlotType)
            {
                known.Add(level);
            }
        }

        return known;
    }

    private List<LevelConstraint> SoundConstraints(OtextCatalog catalog, DiagnosticBag? diagnostics, bool lenient)
    {
        var sound = new List<LevelConstraint>();
        if (LevelConstraints.Count == 0)
        {
            return sound;
        }

        Entry entry = Find(LevelConstraintsKey)!.Value;
        foreach (LevelConstraint constraint in LevelConstraints)
        {
            foreach (string type in constraint.Biggers.Prepend(constraint.Smaller).Where(t => !catalog.Types.Contains(t)))
            {
                diagnostics?.Add(entry.Report(DiagnosticSeverity.Warning, TextDiagnosticCodes.ConstraintTypeUnknown, $"levelConstraints: '{constraint.Text}' names the type '{type}', which does not exist"));
            }

            if (constraint.Biggers.Contains(catalog.SlotType))
            {
                diagnostics?.Add(entry.Report(SeverityOf(lenient), TextDiagnosticCodes.ConstraintSlotType, $"levelConstraints: '{constraint.Text}' makes a type smaller than the slot type '{catalog.SlotType}'"));
            }
            else
            {
                sound.Add(constraint);
            }
        }

        return WithoutCycles(sound, entry, diagnostics, lenient);
    }

    private static List<LevelConstraint> WithoutCycles(List<LevelConstraint> constraints, Entry entry, DiagnosticBag? diagnostics, bool lenient)
    {
        var sound = new List<LevelConstraint>();
        var reported = new HashSet<string>(StringComparer.Ordinal);
        foreach (LevelConstraint constraint in constraints)
        {
            List<string>? cycle = CycleThrough(constraint, constraints);
            if (cycle is null)
            {
                sound.Add(constraint);
                continue;
            }

            if (reported.Contains(constraint.Smaller))
            {
                continue;
            }

            reported.UnionWith(cycle);
            string message = cycle.Count switch
            {
                1 => $"{cycle[0]} is to be smaller than itself",
                2 => $"{cycle[0]} and {cycle[1]} constrain each other",
                _ => $"the types constrain each other in a circle: {string.Join(" < ", cycle)} < {cycle[0]}",
            };
            diagnostics?.Add(entry.Report(SeverityOf(lenient), TextDiagnosticCodes.ConstraintCycle, "levelConstraints: " + message));
        }

        return sound;
    }

    /// <summary>The types of a way from the smaller side over one of the biggers back to the smaller side.</summary>
    private static List<string>? CycleThrough(LevelConstraint start, List<LevelConstraint> constraints)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var path = new List<string> { start.Smaller };
        return start.Biggers.Any(Reaches) ? path : null;

        bool Reaches(string type)
        {
            if (type == start.Smaller)
            {
                return true;
            }

            if (!seen.Add(type))
            {
                return false;
            }

            path.Add(type);
            if (constraints.Exists(c => c.Smaller == type && c.Biggers.Any(Reaches)))
            {
                return true;
            }

            path.RemoveAt(path.Count - 1);
            return false;
        }
    }
}
