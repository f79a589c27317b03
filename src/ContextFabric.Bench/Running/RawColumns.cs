namespace ContextFabric.Bench.Running;

/// <summary>Columns of the raw files. Times in milliseconds, sizes in MiB; an empty cell was not measured.</summary>
internal static class RawColumns
{
    private static readonly string[] s_common = ["run_id", "block", "order", "corpus", "subject", "mode", "workers", "cache_state", "verdict"];

    private static readonly string[] s_memory =
    [
        "stage", "pid_index", "rss_mb", "pss_mb", "uss_mb", "anon_mb", "file_mb", "shared_mb", "swap_mb", "footprint_mb",
        "corpus_rss_mb", "corpus_pss_mb", "peak_rss_mb", "managed_heap_mb", "managed_committed_mb", "ready_ms", "tries", "swapped",
        "shared_clean_mb", "shared_dirty_mb", "private_clean_mb", "private_dirty_mb", "page_tables_mb", "file_pmd_mb", "minflt", "majflt", "read_mb",
    ];

    /// <summary><c>compile.csv</c>: one row per phase, and one with an empty phase for the whole.</summary>
    public static IReadOnlyList<string> Compile { get; } =
        [.. s_common, "threads", "wall_ms", "user_ms", "sys_ms", "peak_rss_mb", "source_mb", "output_mb", "output_digest", "phase", "phase_ms"];

    /// <summary><c>load.csv</c> (and <c>open.csv</c>): from process start to the first answer.</summary>
    public static IReadOnlyList<string> Load { get; } =
    [
        .. s_common, "start_ms", "open_ms", "first_lookup_ms", "first_query_ms", "total_ms", "minflt", "majflt",
        "mapped_mb", "rss_mb", "pss_mb", "uss_mb", "cache_resident_pct", "cache_mb", "nodes",
    ];

    /// <summary><c>memory.csv</c>: a row per process and stage, and one with an empty <c>pid_index</c> for their sum.</summary>
    public static IReadOnlyList<string> Memory { get; } = [.. s_common, .. s_memory];

    /// <summary><c>share.csv</c>.</summary>
    public static IReadOnlyList<string> Share { get; } = [.. s_common, .. s_memory, "cache_resident_mb"];

    /// <summary><c>latency.csv</c>: a row per execution; iteration 0 is the first of a process. <c>want</c> is full, count or first.</summary>
    public static IReadOnlyList<string> Latency { get; } =
    [
        .. s_common, "query_id", "category", "want", "iteration", "ms", "outer_ms", "user_ms", "sys_ms", "parse_ms", "plan_ms", "first_ms",
        "count", "minflt", "majflt", "gc_count", "error",
    ];

    /// <summary><c>scale.csv</c>: axes corpora, threads, processes, and slots (synthetic corpora of growing size).</summary>
    public static IReadOnlyList<string> Scale { get; } =
    [
        .. s_common, "axis", "order_name", "step", "corpus_added", "cumulative_cache_mb", "threads", "rss_mb", "pss_mb", "uss_mb", "step_ms", "qps",
        "slots", "nodes", "source_mb", "cache_mb", "measure", "value", "unit",
    ];

    /// <summary><c>verdicts.csv</c>: ok, mismatch, error, invalid, timeout, zero-results, no-reference, nondeterministic.</summary>
    public static IReadOnlyList<string> Verdicts { get; } =
        ["corpus", "query_id", "subject", "verdict", "count", "expected_count", "digest", "expected_digest", "message"];
}
