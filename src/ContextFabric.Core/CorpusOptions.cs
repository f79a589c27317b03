using ContextFabric.Diagnostics;
using ContextFabric.Storage;

namespace ContextFabric;

/// <summary>What <see cref="Corpus.Open(string, CorpusOptions?)"/> does about stores that are missing or stale.</summary>
public enum CacheMode
{
    /// <summary>Compile when the store is missing, or its sources differ from those it was made of.</summary>
    CompileWhenStale,

    /// <summary>Compile when the store is missing; use a stale one and report a warning.</summary>
    CompileWhenMissing,

    /// <summary>Never compile: a missing store is an error, a stale one is used with a warning.</summary>
    Never,
}

/// <summary>Settings for opening a corpus.</summary>
public sealed record CorpusOptions
{
    /// <summary>The usual settings.</summary>
    public static CorpusOptions Default { get; } = new();

    /// <summary>What to do about a missing or stale store.</summary>
    public CacheMode CacheMode { get; init; }

    /// <summary>Settings of a compilation that turns out to be needed.</summary>
    public CompileOptions Compile { get; init; } = new();

    /// <summary>Told about each step of such a compilation.</summary>
    public IProgress<CompileProgress>? Progress { get; init; }

    /// <summary>Told about warnings: of a compilation, and of stale stores.</summary>
    public Action<Diagnostic>? Warning { get; init; }

    /// <summary>Ends a compilation.</summary>
    public CancellationToken CancellationToken { get; init; }

    /// <summary>
    /// Number of decoded strings that are kept (each at most 200 characters); 0 keeps none. The default costs at
    /// most 2 MB, usually less than a quarter of it.
    /// </summary>
    public int StringCacheCapacity { get; init; } = 4096;

    /// <summary>
    /// Where the data are to be. Anything but mapped is for measuring what mapping saves. On the managed heap all texts are
    /// kept, so that <see cref="StringCacheCapacity"/> does not matter.
    /// </summary>
    public Residence Residence { get; init; }
}

/// <summary>Settings of a compilation.</summary>
public sealed record CompileOptions
{
    /// <summary>Accept what can be accepted without guessing; see <see cref="Tf.TfReadOptions.Lenient"/>.</summary>
    public bool Lenient { get; init; }

    /// <summary>Number of threads; 0 = one per processor. The result does not depend on it.</summary>
    public int Threads { get; init; }

    /// <summary>Compile even when the store is up to date.</summary>
    public bool Force { get; init; }

    /// <summary>Store to write instead of the one beside the sources; null for the usual place. One folder only.</summary>
    public string? Output { get; init; }
}

/// <summary>A step of a compilation.</summary>
/// <param name="Folder">The folder being compiled.</param>
/// <param name="Step">What is done now, for a person; empty at the end.</param>
/// <param name="Done">Source bytes handled so far.</param>
/// <param name="Total">All source bytes.</param>
public readonly record struct CompileProgress(string Folder, string Step, long Done, long Total);

/// <summary>How long a part of a compilation took; parts run side by side.</summary>
/// <param name="Name">The part.</param>
/// <param name="Elapsed">Wall time from its start to its end.</param>
public readonly record struct CompilePhase(string Name, TimeSpan Elapsed);

/// <summary>The result of compiling one folder.</summary>
/// <param name="StorePath">The store.</param>
/// <param name="IsFresh">False when the store was up to date and nothing was done.</param>
/// <param name="SourceBytes">Size of the sources.</param>
/// <param name="StoreBytes">Size of the store.</param>
/// <param name="Elapsed">Wall time.</param>
/// <param name="Phases">Parts of it.</param>
/// <param name="Diagnostics">Warnings.</param>
public sealed record CompileReport(
    string StorePath,
    bool IsFresh,
    long SourceBytes,
    long StoreBytes,
    TimeSpan Elapsed,
    IReadOnlyList<CompilePhase> Phases,
    IReadOnlyList<Diagnostic> Diagnostics);
