namespace ContextFabric.Bench.Sharing;

/// <summary>How processes come to use a corpus.</summary>
internal enum MemoryMode
{
    /// <summary>No corpus: what the runtime and the program cost.</summary>
    NoCorpus,

    /// <summary>One fresh process (the note's single).</summary>
    Single,

    /// <summary>Fresh processes that open the corpus independently (the note's spawn).</summary>
    Spawn,

    /// <summary>As <see cref="Spawn"/>, more and more of them, for the series over their number.</summary>
    Series,

    /// <summary>One process with as many sessions, each on a thread of its own.</summary>
    SharedHost,

    /// <summary>A process with a mapping that children inherit, and its forked children (the note's fork).</summary>
    Fork,

    /// <summary>Processes that copy the corpus into memory of their own: the control.</summary>
    PrivateCopy,
}

/// <summary>How much was read when memory was looked at.</summary>
internal enum TouchStage
{
    /// <summary>The corpus is open; nothing was asked of it.</summary>
    Loaded,

    /// <summary>Every page was read, and one answer of every kind was given.</summary>
    Touched,
}

/// <summary>Names in tables and raw files.</summary>
internal static class MemoryModes
{
    public static string NameOf(MemoryMode mode) => mode switch
    {
        MemoryMode.NoCorpus => "no-corpus",
        MemoryMode.SharedHost => "shared-host",
        MemoryMode.PrivateCopy => "private-copy",
        _ => mode.ToString().ToLowerInvariant(),
    };

    /// <summary>The name with the number of workers, for people.</summary>
    public static string Describe(MemoryMode mode, int workers) => mode switch
    {
        MemoryMode.NoCorpus => $"no corpus × {workers}",
        MemoryMode.Single => "single",
        MemoryMode.Spawn or MemoryMode.Series => $"spawn × {workers}",
        MemoryMode.SharedHost => $"shared host, {workers} session{(workers == 1 ? string.Empty : "s")}",
        MemoryMode.Fork => workers == 0 ? "fork, parent alone" : $"fork × {workers} and parent",
        MemoryMode.PrivateCopy => $"private copy × {workers}",
        _ => throw new ArgumentOutOfRangeException(nameof(mode)),
    };

    /// <summary>What the processes do with the corpus: the column <c>subject</c> of the raw files.</summary>
    public static string SubjectOf(MemoryMode mode) => mode switch
    {
        MemoryMode.NoCorpus => "none",
        MemoryMode.PrivateCopy => "copied",
        _ => "mapped",
    };

    public static string NameOf(TouchStage stage) => stage.ToString().ToLowerInvariant();
}
