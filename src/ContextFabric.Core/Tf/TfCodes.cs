namespace ContextFabric.Tf;

/// <summary>Ids of the diagnostics about <c>.tf</c> files; <c>docs/diagnostics.md</c> says what to do about each.</summary>
public static class TfCodes
{
    /// <summary>The file cannot be opened or read.</summary>
    public const string CannotRead = "CF1000";

    /// <summary>The file has no bytes.</summary>
    public const string EmptyFile = "CF1001";

    /// <summary>The bytes are not UTF-8.</summary>
    public const string NotUtf8 = "CF1002";

    /// <summary>The file is UTF-16 or UTF-32.</summary>
    public const string WrongEncoding = "CF1003";

    /// <summary>The file starts with a UTF-8 byte order mark, which is skipped.</summary>
    public const string ByteOrderMark = "CF1004";

    /// <summary>A NUL character.</summary>
    public const string NulCharacter = "CF1005";

    /// <summary>All lines end in a carriage return alone.</summary>
    public const string CarriageReturnLines = "CF1006";

    /// <summary>A carriage return alone ends a line in a file with other line ends.</summary>
    public const string LoneCarriageReturn = "CF1007";

    /// <summary>The file is larger than can be read.</summary>
    public const string FileTooLarge = "CF1008";

    /// <summary>A feature name that needs quoting in queries.</summary>
    public const string OddName = "CF1009";

    /// <summary>The first line is not <c>@node</c>, <c>@edge</c> or <c>@config</c>.</summary>
    public const string MissingKind = "CF1020";

    /// <summary>No empty line between metadata and data.</summary>
    public const string MissingSeparator = "CF1021";

    /// <summary>The file ends in the metadata and seems to be cut.</summary>
    public const string CutInHeader = "CF1022";

    /// <summary>A metadata key is given twice; the last one counts.</summary>
    public const string DuplicateKey = "CF1023";

    /// <summary>No <c>@valueType</c>; text is assumed.</summary>
    public const string ValueTypeMissing = "CF1024";

    /// <summary>A <c>@valueType</c> other than <c>str</c> and <c>int</c>.</summary>
    public const string ValueTypeUnknown = "CF1025";

    /// <summary>Data in a config feature, which is ignored.</summary>
    public const string DataInConfig = "CF1026";

    /// <summary>A feature that must be <c>@config</c> is not.</summary>
    public const string NotConfig = "CF1027";

    /// <summary>A data line has too many fields.</summary>
    public const string TooManyFields = "CF1040";

    /// <summary>An edge line without target.</summary>
    public const string NoTarget = "CF1041";

    /// <summary>A text that is no node specification.</summary>
    public const string BadNodeSpec = "CF1042";

    /// <summary>A node number that no corpus can have.</summary>
    public const string NodeTooLarge = "CF1043";

    /// <summary>A range whose first bound is higher than its second.</summary>
    public const string ReversedRange = "CF1044";

    /// <summary>Spaces in a node specification.</summary>
    public const string SpacesInSpec = "CF1045";

    /// <summary>A node that does not exist.</summary>
    public const string UnknownNode = "CF1046";

    /// <summary>A value that is no integer in an <c>int</c> feature.</summary>
    public const string BadInteger = "CF1047";

    /// <summary>An integer beyond 64 bits.</summary>
    public const string IntegerTooLarge = "CF1048";

    /// <summary>A backslash that starts no known escape; it is kept.</summary>
    public const string UnknownEscape = "CF1049";

    /// <summary>An edge with two different values; the last one counts.</summary>
    public const string EdgeValueReplaced = "CF1050";

    /// <summary>More edges than can be held.</summary>
    public const string TooManyEdges = "CF1051";

    /// <summary>Lenient import left out data of nodes that do not exist.</summary>
    public const string DataDropped = "CF1052";

    /// <summary>The distinct texts of a feature exceed 2 GiB.</summary>
    public const string TooMuchText = "CF1053";

    /// <summary>There is no <c>otype</c>.</summary>
    public const string TypesMissing = "CF1060";

    /// <summary><c>otype</c> is not a node feature.</summary>
    public const string TypesNotNode = "CF1061";

    /// <summary><c>otype</c> is not a text feature.</summary>
    public const string TypesNotText = "CF1062";

    /// <summary><c>otype</c> has no data.</summary>
    public const string TypesEmpty = "CF1063";

    /// <summary>A node without a type.</summary>
    public const string NodeWithoutType = "CF1064";

    /// <summary>An empty type name.</summary>
    public const string EmptyType = "CF1065";

    /// <summary>The slot type is found again after other types.</summary>
    public const string SlotTypeScattered = "CF1066";

    /// <summary>The nodes of a type are not contiguous.</summary>
    public const string TypeScattered = "CF1067";

    /// <summary>A node with two types.</summary>
    public const string TwoTypes = "CF1068";

    /// <summary>More nodes than the limit.</summary>
    public const string TooManyNodes = "CF1069";

    /// <summary>There is no <c>oslots</c>.</summary>
    public const string SlotsMissing = "CF1080";

    /// <summary><c>oslots</c> is not an edge feature.</summary>
    public const string SlotsNotEdge = "CF1081";

    /// <summary><c>oslots</c> declares <c>@edgeValues</c>.</summary>
    public const string SlotsWithValues = "CF1082";

    /// <summary><c>oslots</c> has no data although there are nodes that need it.</summary>
    public const string SlotsEmpty = "CF1083";

    /// <summary><c>oslots</c> gives slots to a slot.</summary>
    public const string SlotHasSlots = "CF1084";

    /// <summary><c>oslots</c> gives slots to a node that <c>otype</c> does not know.</summary>
    public const string SlotsOfUnknownNode = "CF1085";

    /// <summary>A target of <c>oslots</c> that is not a slot.</summary>
    public const string NotASlot = "CF1086";

    /// <summary>Nodes without slots.</summary>
    public const string NodeWithoutSlots = "CF1087";

    /// <summary>Two <c>oslots</c> lines for one node; their slots are united.</summary>
    public const string SlotsGivenTwice = "CF1088";

    /// <summary>The slots of discontinuous nodes are too many to list.</summary>
    public const string TooManySlots = "CF1089";

    /// <summary>A module has <c>oslots</c> without the <c>otype</c> that goes with it.</summary>
    public const string SlotsInModule = "CF1090";

    /// <summary>A value with a carriage return, for which the format has no escape.</summary>
    public const string ValueWithCarriageReturn = "CF1100";

    /// <summary>A metadata value or key with a line end.</summary>
    public const string MetadataWithLineEnd = "CF1101";

    /// <summary>A metadata key with an equals sign.</summary>
    public const string MetadataKeyInvalid = "CF1102";

    /// <summary>A feature name that cannot be a file name.</summary>
    public const string NameInvalid = "CF1103";

    /// <summary>Two features with one name.</summary>
    public const string NameTwice = "CF1104";

    /// <summary>A feature of the wrong kind for its name.</summary>
    public const string WrongKindForName = "CF1105";

    /// <summary><c>oslots</c> cannot be checked without <c>otype</c>.</summary>
    public const string SlotsWithoutTypes = "CF1106";

    /// <summary>Text that is not valid Unicode.</summary>
    public const string NotUnicode = "CF1107";

    /// <summary>A declared value type that the values do not have.</summary>
    public const string ValueTypeMismatch = "CF1108";
}
