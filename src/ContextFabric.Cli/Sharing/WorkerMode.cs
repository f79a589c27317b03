namespace ContextFabric.Cli.Sharing;

/// <summary>What a worker of the sharing measurement does with the corpus.</summary>
internal enum WorkerMode
{
    /// <summary>
    /// Has no corpus open. It opened and closed the small one in this program before, so that it has the same code
    /// in memory as the others, and the difference to them is the corpus.
    /// </summary>
    None,

    /// <summary>Maps it, as every user of the library does.</summary>
    Mapped,

    /// <summary>Reads it into private memory: the control that every test of sharing has to see through.</summary>
    Copied,
}
