namespace ContextFabric;

/// <summary>Codes of the findings about text configuration, sections and structure (CF13xx, CF14xx).</summary>
internal static class TextDiagnosticCodes
{
    public const string OtextMissing = "CF1300";
    public const string OtextNotConfig = "CF1301";
    public const string OverlayNotConfig = "CF1302";
    public const string OverlaySettingIgnored = "CF1303";
    public const string MembersTrimmed = "CF1304";
    public const string SettingWithoutValue = "CF1305";

    public const string SectionCounts = "CF1310";
    public const string SectionTooManyLevels = "CF1311";
    public const string SectionTypeUnknown = "CF1312";
    public const string SectionTypeTwice = "CF1313";
    public const string SectionSlotTypeNotLowest = "CF1314";
    public const string SectionSlotType = "CF1315";
    public const string SectionFeatureUnknown = "CF1316";
    public const string SectionFeatureKind = "CF1317";

    public const string StructureCounts = "CF1320";
    public const string StructureTypeTwice = "CF1321";
    public const string StructureTypeUnknown = "CF1322";
    public const string StructureSlotType = "CF1323";
    public const string StructureFeatureUnknown = "CF1324";
    public const string StructureFeatureKind = "CF1325";

    public const string LevelTypeUnknown = "CF1330";
    public const string ConstraintSyntax = "CF1331";
    public const string ConstraintTypeUnknown = "CF1332";
    public const string ConstraintSlotType = "CF1333";
    public const string ConstraintCycle = "CF1334";

    public const string FormatFeatureUnknown = "CF1340";
    public const string FormatFeatureKind = "CF1341";
    public const string FormatTypeUnknown = "CF1342";
    public const string FormatStrayBrace = "CF1343";
    public const string FormatOddName = "CF1344";
    public const string FormatNoDefault = "CF1345";

    public const string SectionHeadingMissing = "CF1400";
    public const string SectionOutsideParent = "CF1401";
    public const string SectionHeadingDuplicate = "CF1402";
    public const string StructureHeadingMissing = "CF1410";
    public const string StructureHeadingDuplicate = "CF1411";
}
