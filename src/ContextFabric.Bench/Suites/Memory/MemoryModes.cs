namespace ContextFabric.Bench.Suites.Memory;

/// <summary>Ways of having several readers of one corpus.</summary>
internal static class MemoryModes
{
    /// <summary>One process.</summary>
    public const string Single = "single";

    /// <summary>Processes that know nothing of each other, started together.</summary>
    public const string Spawn = "spawn";

    /// <summary>One process with as many threads.</summary>
    public const string Threads = "threads";

    /// <summary>One process that has opened and touched the corpus, and workers that are started after that.</summary>
    public const string Prefork = "prefork";

    /// <summary>One process that forks itself after opening. Peers only.</summary>
    public const string Fork = "fork";

    /// <summary>All of them.</summary>
    public static IReadOnlyList<string> All { get; } = [Single, Spawn, Threads, Prefork, Fork];

    /// <summary>Those that are measured unless the options say otherwise.</summary>
    public static IReadOnlyList<string> Usual { get; } = [Single, Spawn, Threads];

    /// <summary>Why the product has no mode <see cref="Fork"/>.</summary>
    public const string WhyNoFork =
        "--mode fork is not offered for built-in subjects: after fork(2) only the calling thread exists in the child, while the .NET runtime needs the threads of its "
        + "collector, finalizer, tiering and signals, and locks may have been held at that moment; such a child can only call exec. "
        + "Use --mode spawn (processes that share the mapped files) or --mode threads (one process); --peer can measure engines that say that they can fork";
}
