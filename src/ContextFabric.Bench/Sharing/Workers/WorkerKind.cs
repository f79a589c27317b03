namespace ContextFabric.Bench.Sharing;

/// <summary>What a worker process does.</summary>
internal enum WorkerKind
{
    /// <summary>
    /// Has no corpus open. It opened and closed the small one in this program before, so that it has the same code
    /// in memory as the others, and the difference to them is the corpus.
    /// </summary>
    None,

    /// <summary>Maps a corpus, as every user of the library does.</summary>
    Mapped,

    /// <summary>Reads a corpus into private memory: the control that every test of sharing has to see through.</summary>
    Copied,

    /// <summary>Maps the files of a corpus so that forked children inherit them, and forks when told to.</summary>
    ForkHost,

    /// <summary>Maps one file in a given mode, and reads, writes and measures it when told to.</summary>
    File,

    /// <summary>Forks a child that reads a mapping as the library makes it. One of the two does not survive.</summary>
    ForkCrash,
}
