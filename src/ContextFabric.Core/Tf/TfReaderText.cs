namespace ContextFabric.Tf;

/// <summary>Wording shared by the messages of the parsers.</summary>
internal static class TfReaderText
{
    public static string KindWord(TfKind kind) => kind switch
    {
        TfKind.Node => "@node",
        TfKind.Edge => "@edge",
        _ => "@config",
    };

    public static string Nodes(int low, int high) => low == high ? $"node {low}" : $"nodes {low}-{high}";
}
