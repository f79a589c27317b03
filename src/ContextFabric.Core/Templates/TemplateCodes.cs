namespace ContextFabric.Templates;

/// <summary>Ids of the findings about search templates; <c>docs/diagnostics.md</c> says what to do about each.</summary>
public static class TemplateCodes
{
    /// <summary><c>/have/</c>, <c>/or/</c> or <c>/-/</c> where no quantifier is open.</summary>
    public const string QuantifierNotOpen = "CF2000";

    /// <summary>A quantifier that does not follow an atom at its own indentation.</summary>
    public const string QuantifierPlace = "CF2001";

    /// <summary>A keyword that cannot follow the one before it.</summary>
    public const string QuantifierOrder = "CF2002";

    /// <summary>A <c>/where/</c> that ends without <c>/have/</c>.</summary>
    public const string QuantifierEndsEarly = "CF2003";

    /// <summary>A keyword at another indentation than the one that opened the quantifier.</summary>
    public const string QuantifierIndent = "CF2004";

    /// <summary>The template ends within a quantifier.</summary>
    public const string QuantifierUnterminated = "CF2005";

    /// <summary>A line of a quantifier that is indented less than its keywords.</summary>
    public const string QuantifierLineIndent = "CF2006";

    /// <summary>Quantifiers nested too deeply.</summary>
    public const string QuantifierDepth = "CF2007";

    /// <summary>A name with other characters than names may have.</summary>
    public const string IllegalName = "CF2010";

    /// <summary>A name given to two atoms.</summary>
    public const string DuplicateName = "CF2011";

    /// <summary>Names that stand for each other without end.</summary>
    public const string NameCycle = "CF2012";

    /// <summary>A relation line with a name that no atom has.</summary>
    public const string UndefinedName = "CF2013";

    /// <summary><c>..</c> outside quantifiers.</summary>
    public const string ParentOutside = "CF2014";

    /// <summary>A name without a type after its colon.</summary>
    public const string NoType = "CF2015";

    /// <summary>A condition that is not understood.</summary>
    public const string BadCondition = "CF2020";

    /// <summary>A condition with <c>=</c> and no value.</summary>
    public const string NoValue = "CF2021";

    /// <summary>The limit of a comparison is not an integer.</summary>
    public const string BadLimit = "CF2022";

    /// <summary>Conditions before the first atom.</summary>
    public const string ConditionBeforeAtom = "CF2023";

    /// <summary>An indentation that no line before it allows.</summary>
    public const string UnexpectedIndent = "CF2030";

    /// <summary>An operator before the first atom.</summary>
    public const string OperatorAtStart = "CF2031";

    /// <summary>An operator alone on a line that is indented deeper than the atom before it.</summary>
    public const string OperatorAsFirstChild = "CF2032";

    /// <summary>An operator that does not exist.</summary>
    public const string UnknownOperator = "CF2040";

    /// <summary>A feature comparison without a feature on one side.</summary>
    public const string BadComparison = "CF2041";

    /// <summary>A template without atoms.</summary>
    public const string Empty = "CF2050";

    /// <summary>Atoms that no chain of relations connects.</summary>
    public const string NotConnected = "CF2051";

    /// <summary>More findings than are listed.</summary>
    public const string MoreFindings = "CF2099";

    /// <summary>Neither a node type nor a set.</summary>
    public const string UnknownType = "CF2100";

    /// <summary>A set with a number that is no node.</summary>
    public const string SetOutOfRange = "CF2101";

    /// <summary>Not a node feature.</summary>
    public const string UnknownFeature = "CF2110";

    /// <summary>A value of a number feature that is not an integer.</summary>
    public const string NotANumber = "CF2111";

    /// <summary>A regular expression on numbers.</summary>
    public const string MatchOnNumbers = "CF2112";

    /// <summary><c>&lt;</c> or <c>&gt;</c> on texts.</summary>
    public const string ComparisonOnTexts = "CF2113";

    /// <summary>A regular expression that cannot be used.</summary>
    public const string BadPattern = "CF2114";

    /// <summary>Not an edge feature.</summary>
    public const string UnknownEdgeFeature = "CF2120";

    /// <summary>A value condition on an edge feature without values.</summary>
    public const string EdgeWithoutValues = "CF2121";

    /// <summary>A comparison of features whose types do not allow it.</summary>
    public const string ComparisonTypes = "CF2130";

    /// <summary>A value that no node has.</summary>
    public const string UnknownValue = "CF2200";

    /// <summary>A value that exists in another Unicode composition only.</summary>
    public const string OtherComposition = "CF2201";

    /// <summary>An operator line at the outermost level, which relates an atom to itself.</summary>
    public const string SelfRelation = "CF2202";

    /// <summary>A comparison of a number feature with a text feature, which are never equal.</summary>
    public const string NeverEqual = "CF2203";
}
