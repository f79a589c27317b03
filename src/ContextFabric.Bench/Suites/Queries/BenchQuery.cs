using System.Globalization;
using System.Numerics;

namespace ContextFabric.Bench.Suites.Queries;

/// <summary>A query of a curated set.</summary>
/// <param name="Id">Name within the set.</param>
/// <param name="Category">Kind of query.</param>
/// <param name="Template">The template, letter for letter: corpora are not in one Unicode normal form.</param>
internal sealed record BenchQuery(string Id, string Category, string Template)
{
    /// <summary>Number of results that it must have; null when nobody has said.</summary>
    public BigInteger? ExpectedCount { get; init; }

    /// <summary>Digest that the results must have; null when nobody has said.</summary>
    public string? ExpectedDigest { get; init; }

    /// <summary>What it looks for.</summary>
    public string? Description { get; init; }

    /// <summary>The same as text for files.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Id} ({Category})");
}
