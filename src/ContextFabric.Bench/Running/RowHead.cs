namespace ContextFabric.Bench.Running;

/// <summary>The columns that every raw file begins with.</summary>
/// <param name="Block">Number of the block, from 1; warm-up blocks are not written.</param>
/// <param name="Order">Position of the measurement within the block, from 1.</param>
/// <param name="Corpus">Name of the corpus.</param>
/// <param name="Subject">Name of the subject.</param>
/// <param name="Mode">single, spawn, threads, prefork, fork; or what the benchmark has in its place.</param>
/// <param name="Workers">Number of processes or threads.</param>
/// <param name="Cache">One of <see cref="Running.CacheState"/>.</param>
/// <param name="Verdict">One of <see cref="Running.Verdict"/>.</param>
internal sealed record RowHead(int Block, int Order, string Corpus, string Subject, string Mode, int Workers, string Cache, string Verdict)
{
    /// <summary>The cells, to be followed by those of the file.</summary>
    public object?[] Cells(string runId) => [runId, Block, Order, Corpus, Subject, Mode, Workers, Cache, Verdict];
}

/// <summary>A row of <c>verdicts.csv</c>.</summary>
internal sealed record VerdictRow(string Corpus, string Subject, string Verdict)
{
    /// <summary>Null for what is not about a query.</summary>
    public string? QueryId { get; init; }

    public System.Numerics.BigInteger? Count { get; init; }

    public System.Numerics.BigInteger? ExpectedCount { get; init; }

    public string? Digest { get; init; }

    public string? ExpectedDigest { get; init; }

    public string? Message { get; init; }

    internal object?[] Cells => [Corpus, QueryId, Subject, Verdict, Count, ExpectedCount, Digest, ExpectedDigest, Message];
}
