namespace ContextFabric.Tf;

/// <summary>Feature names with a meaning of their own.</summary>
public static class TfNames
{
    /// <summary>The node feature with the type of every node.</summary>
    public const string Types = "otype";

    /// <summary>The edge feature with the slots of every non-slot node.</summary>
    public const string Slots = "oslots";

    /// <summary>The config feature with text formats, sections and structure.</summary>
    public const string Text = "otext";

    /// <summary>Start of the names of config features that add text formats.</summary>
    public const string TextModulePrefix = "otext@";
}
