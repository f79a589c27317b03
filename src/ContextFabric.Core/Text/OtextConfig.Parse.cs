using ContextFabric.Diagnostics;
using ContextFabric.Tf;

namespace ContextFabric;

public sealed partial class OtextConfig
{
    private const string SectionTypesKey = "sectionTypes";
    private const string SectionFeaturesKey = "sectionFeatures";
    private const string StructureTypesKey = "structureTypes";
    private const string StructureFeaturesKey = "structureFeatures";
    private const string LevelsKey = "levels";
    private const string LevelConstraintsKey = "levelConstraints";

    private static readonly string[] s_settings =
        [SectionTypesKey, SectionFeaturesKey, StructureTypesKey, StructureFeaturesKey, LevelsKey, LevelConstraintsKey];

    /// <summary>
    /// Reads the settings. Nothing is checked against the corpus yet: see <see cref="Validate"/>.
    /// </summary>
    /// <param name="otext">Metadata of <c>otext</c>, or null when there is none: a warning, unless a module brings overlays only.</param>
    /// <param name="overlays">The <c>otext@…</c> files in any order; they apply in ordinal order of their names.</param>
    /// <param name="diagnostics">Receives the findings; null when they are known already.</param>
    /// <param name="lenient">True: what is an error otherwise becomes a warning and the setting is left out.</param>
    public static OtextConfig Parse(OtextSource? otext, IReadOnlyList<OtextSource> overlays, DiagnosticBag? diagnostics = null, bool lenient = false)
    {
        ArgumentNullException.ThrowIfNull(overlays);
        var raw = new OtextConfig();
        if (otext is null && overlays.Count == 0)
        {
            diagnostics?.Add(new Diagnostic(DiagnosticSeverity.Warning, TextDiagnosticCodes.OtextMissing, "there is no otext.tf: the corpus has no text formats and no sections") { Feature = TfNames.Text });
        }
        else if (otext is not null && IsConfig(otext, TextDiagnosticCodes.OtextNotConfig, diagnostics, lenient))
        {
            raw._hasOtext = true;
            foreach (TfMetadataField field in otext.Fields)
            {
                raw.Set(new Entry(field.Key, field.Value, otext, field.Line));
            }
        }

        foreach (OtextSource overlay in overlays.OrderBy(o => o.Name, StringComparer.Ordinal))
        {
            if (IsConfig(overlay, TextDiagnosticCodes.OverlayNotConfig, diagnostics, lenient))
            {
                raw.Overlay(overlay, diagnostics);
            }
        }

        raw.CollectFormats(diagnostics);
        return new OtextConfig(raw)
        {
            SectionTypes = raw.List(SectionTypesKey, diagnostics),
            SectionFeatures = raw.List(SectionFeaturesKey, diagnostics),
            StructureTypes = raw.List(StructureTypesKey, diagnostics),
            StructureFeatures = raw.List(StructureFeaturesKey, diagnostics),
            Levels = raw.List(LevelsKey, diagnostics),
            LevelConstraints = raw.ParseConstraints(diagnostics, lenient),
        };
    }

    private static bool IsConfig(OtextSource source, string code, DiagnosticBag? diagnostics, bool lenient)
    {
        if (source.Kind == TfKind.Config)
        {
            return true;
        }

        string found = source.Kind == TfKind.Node ? "@node" : "@edge";
        diagnostics?.Add(new Diagnostic(SeverityOf(lenient), code, $"{source.Name} configures text and must be a config feature")
        {
            Feature = source.Name,
            Path = source.Path,
            Line = 1,
            Found = found,
            Expected = "@config",
        });
        return false;
    }

    private void Set(Entry entry)
    {
        if (_indexOf.TryGetValue(entry.Key, out int i))
        {
            _entries[i] = entry;
        }
        else
        {
            _indexOf.Add(entry.Key, _entries.Count);
            _entries.Add(entry);
        }
    }

    private void Overlay(OtextSource overlay, DiagnosticBag? diagnostics)
    {
        foreach (TfMetadataField field in overlay.Fields)
        {
            var entry = new Entry(field.Key, field.Value, overlay, field.Line);
            if (field.Key.StartsWith(FormatPrefix, StringComparison.Ordinal))
            {
                if (field.Value is null)
                {
                    ReportNoValue(entry, diagnostics);
                }
                else
                {
                    Set(entry);
                }
            }
            else if (Array.IndexOf(s_settings, field.Key) >= 0)
            {
                diagnostics?.Add(entry.Report(DiagnosticSeverity.Warning, TextDiagnosticCodes.OverlaySettingIgnored, $"{field.Key} works in otext only; here it is ignored"));
            }
        }
    }

    private void CollectFormats(DiagnosticBag? diagnostics)
    {
        var formats = new List<OtextFormat>();
        foreach (Entry entry in _entries)
        {
            bool isFormat = entry.Key.StartsWith(FormatPrefix, StringComparison.Ordinal);
            if (entry.Value is null)
            {
                if (isFormat || Array.IndexOf(s_settings, entry.Key) >= 0)
                {
                    ReportNoValue(entry, diagnostics);
                }
            }
            else if (isFormat)
            {
                formats.Add(new OtextFormat(entry.Key[FormatPrefix.Length..], entry.Value, entry.Source, entry.Line));
            }
        }

        formats.Sort((a, b) => string.CompareOrdinal(a.Name, b.Name));
        Formats = formats;
        Metadata = _entries.ConvertAll(e => KeyValuePair.Create(e.Key, e.Value));
    }

    private static void ReportNoValue(Entry entry, DiagnosticBag? diagnostics) =>
        diagnostics?.Add(entry.Report(DiagnosticSeverity.Warning, TextDiagnosticCodes.SettingWithoutValue, $"@{entry.Key} has no '=' and no value; it is ignored"));

    /// <summary>Members of a comma-separated setting, trimmed; empty when it is absent or blank.</summary>
    private string[] List(string key, DiagnosticBag? diagnostics)
    {
        if (Find(key) is not { Value: string value } entry || string.IsNullOrWhiteSpace(value))
        {
            return [];
        }

        string[] members = value.Trim().Split(',');
        bool trimmed = false;
        for (int i = 0; i < members.Length; i++)
        {
            string member = members[i].Trim();
            trimmed |= member.Length != members[i].Length;
            members[i] = member;
        }

        if (trimmed)
        {
            diagnostics?.Add(entry.Report(DiagnosticSeverity.Warning, TextDiagnosticCodes.MembersTrimmed, $"the members of {key} have spaces around them, which are ignored here but not by other programs") with { Found = Quote(value) });
        }

        return members;
    }

    private List<LevelConstraint> ParseConstraints(DiagnosticBag? diagnostics, bool lenient)
    {
        var constraints = new List<LevelConstraint>();
        if (Find(LevelConstraintsKey) is not { Value: string value } entry)
        {
            return constraints;
        }

        foreach (string part in value.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            string[] sides = part.Split('<', StringSplitOptions.TrimEntries);
            string[] biggers = sides.Length == 2 ? sides[1].Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) : [];
            if (sides.Length == 2 && sides[0].Length > 0 && biggers.Length > 0)
            {
                constraints.Add(new LevelConstraint(sides[0], biggers, part));
                continue;
            }

            string problem = sides.Length switch { 1 => "has no '<'", 2 => "lacks a type", _ => "has more than one '<'" };
            diagnostics?.Add(entry.Report(SeverityOf(lenient), TextDiagnosticCodes.ConstraintSyntax, $"levelConstraints: constraint '{Quote(part)}' {problem}") with
            {
                Found = Quote(part),
                Expected = "smaller < bigger, bigger, …",
            });
        }

        return constraints;
    }
}
