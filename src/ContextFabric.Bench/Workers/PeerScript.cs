namespace ContextFabric.Bench.Workers;

/// <summary>A ready-made subject for the two Python packages: a script that needs nothing but them.</summary>
internal static class PeerScript
{
    /// <summary>The text of the script.</summary>
    public static string Text { get; } = Read();

    private static string Read()
    {
        using Stream stream = typeof(PeerScript).Assembly.GetManifestResourceStream("peer.py")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
