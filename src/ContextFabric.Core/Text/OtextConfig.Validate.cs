using ContextFabric.Diagnostics;
using ContextFabric.Tf;

namespace ContextFabric;

public sealed partial class OtextConfig
{
    private const int MaxSectionLevels = 3;

    /// <summary>
    /// Checks the settings against the corpus and gives the configuration that can be used: sections or
    /// structure with an error in them are off, levels that do not exist are gone.
    /// </summary>
    /// <param name="catalog">Types and features of the corpus.</param>
    /// <param name="diagnostics">Receives the findings with file and line; null when they are known already.</param>
    /// <param name="lenient">True: errors in sections, structure and level constraints become warnings.</param>
    public OtextConfig Validate(OtextCatalog catalog, DiagnosticBag? diagnostics = null, bool lenient = false)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        bool sections = SectionsAreSound(catalog, diagnostics, lenient);
        bool structure = StructureIsSound(catalog, diagnostics, lenient);
        var kept = new List<int>();
        for (int i = 0; structure && i < StructureTypes.Count; i++)
        {
            if (StructureTypes[i] != catalog.SlotType && catalog.Types.Contains(StructureTypes[i]))
            {
                kept.Add(i);
            }
        }

        CheckFormats(catalog, diagnostics);
        return new OtextConfig(this)
        {
            SectionTypes = sections ? SectionTypes : [],
            SectionFeatures = sections ? SectionFeatures : [],
            StructureTypes = kept.ConvertAll(i => StructureTypes[i]),
            StructureFeatures = kept.ConvertAll(i => StructureFeatures[i]),
            Levels = KnownLevels(catalog, diagnostics),
            LevelConstraints = SoundConstraints(catalog, diagnostics, lenient),
        };
    }

    private bool SectionsAreSound(OtextCatalog catalog, DiagnosticBag? diagnostics, bool lenient)
    {
        if (SectionTypes.Count == 0 && SectionFeatures.Count == 0)
        {
            return true;
        }

        var check = new Check(diagnostics, SeverityOf(lenient), lenient ? "; sections are off" : "");
        Entry types = Find(SectionTypesKey) ?? Find(SectionFeaturesKey)!.Value;
        Entry features = Find(SectionFeaturesKey) ?? types;
        if (SectionTypes.Count != SectionFeatures.Count)
        {
            check.Error(features, TextDiagnosticCodes.SectionCounts, $"{SectionTypes.Count} section types but {SectionFeatures.Count} section features");
        }
        else if (SectionTypes.Count > MaxSectionLevels)
        {
            check.Warning(features, TextDiagnosticCodes.SectionTooManyLevels, $"{SectionTypes.Count} section levels, at most {MaxSectionLevels} are supported; sections are off");
            return false;
        }

        for (int i = 0; i < SectionTypes.Count; i++)
        {
            string type = SectionTypes[i];
            if (!catalog.Types.Contains(type))
            {
                check.Error(types, TextDiagnosticCodes.SectionTypeUnknown, $"sectionTypes names the type '{type}', which does not exist", type);
            }
            else if (IsRepeated(SectionTypes, i))
            {
                check.Error(types, TextDiagnosticCodes.SectionTypeTwice, $"sectionTypes names the type '{type}' twice", type);
            }
            else if (type == catalog.SlotType && i < SectionTypes.Count - 1)
            {
                check.Error(types, TextDiagnosticCodes.SectionSlotTypeNotLowest, $"the slot type '{type}' can only be the lowest section level", type);
            }
            else if (type == catalog.SlotType)
            {
                check.Warning(types, TextDiagnosticCodes.SectionSlotType, $"the slot type '{type}' is a section level: only slots themselves have a section of that level");
            }
        }

        CheckFeatures(SectionFeatures, features, catalog, check, TextDiagnosticCodes.SectionFeatureUnknown, TextDiagnosticCodes.SectionFeatureKind);
        return !check.Failed;
    }

    private bool StructureIsSound(OtextCatalog catalog, DiagnosticBag? diagnostics, bool lenient)
    {
        if (StructureTypes.Count == 0 && StructureFeatures.Count == 0)
        {
            return true;
        }

        var check = new Check(diagnostics, SeverityOf(lenient), lenient ? "; structure is off" : "");
        Entry types = Find(StructureTypesKey) ?? Find(StructureFeaturesKey)!.Value;
        Entry features = Find(StructureFeaturesKey) ?? types;
        if (StructureTypes.Count != StructureFeatures.Count)
        {
            check.Error(features, TextDiagnosticCodes.StructureCounts, $"{StructureTypes.Count} structure types but {StructureFeatures.Count} structure features");
        }

        for (int i = 0; i < StructureTypes.Count; i++)
        {
            string type = StructureTypes[i];
            if (IsRepeated(StructureTypes, i))
            {
                check.Error(types, TextDiagnosticCodes.StructureTypeTwice, $"structureTypes names the type '{type}' twice", type);
            }
            else if (!catalog.Types.Contains(type))
            {
                check.Warning(types, TextDiagnosticCodes.StructureTypeUnknown, $"structureTypes names the type '{type}', which does not exist; the level is ignored");
            }
            else if (type == catalog.SlotType)
            {
                check.Warning(types, TextDiagnosticCodes.StructureSlotType, $"the slot type '{type}' cannot be a structure level; the level is ignored");
            }
        }

        CheckFeatures(StructureFeatures, features, catalog, check, TextDiagnosticCodes.StructureFeatureUnknown, TextDiagnosticCodes.StructureFeatureKind);
        return !check.Failed;
    }

    private static void CheckFeatures(IReadOnlyList<string> names, Entry entry, OtextCatalog catalog, Check check, string unknown, string wrongKind)
    {
        for (int i = 0; i < names.Count; i++)
        {
            string name = names[i];
            TfKind? kind = catalog.KindOf(name);
            if (kind == TfKind.Node || IsRepeated(names, i))
            {
                continue;
            }

            if (kind is null)
            {
                check.Error(entry, unknown, $"{entry.Key} names the feature '{name}', which does not exist", name);
            }
            else
            {
                check.Error(entry, wrongKind, $"{entry.Key} names '{name}', which is not a node feature", name);
            }
        }
    }

    private static bool IsRepeated(IReadOnlyList<string> members, int index)
    {
        for (int i = 0; i < index; i++)
        {
            if (members[i] == members[index])
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Collects whether one group of settings is usable.</summary>
    private sealed class Check(DiagnosticBag? diagnostics, DiagnosticSeverity severity, string consequence)
    {
        public bool Failed { get; private set; }

        public void Error(Entry entry, string code, string message, string? found = null)
        {
            Failed = true;
            diagnostics?.Add(entry.Report(severity, code, message + consequence) with { Found = found is null ? null : Quote(found) });
        }

        public void Warning(Entry entry, string code, string message) =>
            diagnostics?.Add(entry.Report(DiagnosticSeverity.Warning, code, message));
    }
}
