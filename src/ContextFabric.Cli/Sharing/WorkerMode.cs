namespace ContextFabric.Cli.Sharing;

/// <summary>What a worker of the sharing measurement does with the corpus.</summary>
internal enum WorkerMode
{
    /// <summary>Nothing: shows what the runtime costs by itself.</summary>
    None,

    /// <summary>Maps it, as every user of the library does.</summary>
    Mapped,

    /// <summary>Reads it into private memory: the control that every test of sharing has to see through.</summary>
    Copied,
}
