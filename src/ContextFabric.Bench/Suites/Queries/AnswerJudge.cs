using System.Numerics;
using ContextFabric.Bench.Running;

namespace ContextFabric.Bench.Suites.Queries;

/// <summary>What a subject answered to a query, all results counted.</summary>
/// <param name="Subject">The subject.</param>
internal sealed record QueryAnswer(Subject Subject)
{
    public BigInteger? Count { get; init; }

    /// <summary>Null when the subject gives none.</summary>
    public string? Digest { get; init; }

    /// <summary>Message of the query engine about a template that it rejects.</summary>
    public string? Rejection { get; init; }

    /// <summary>The verdict when there is no answer at all: error or timeout.</summary>
    public string? Failure { get; init; }

    /// <summary>With <see cref="Failure"/>: what happened.</summary>
    public string? Message { get; init; }
}

/// <summary>
/// Judges answers: against what was expected where somebody has said it, and against each other. That the built-in
/// subjects agree with each other says little, since they are one engine; a peer is another one.
/// </summary>
internal static class AnswerJudge
{
    /// <summary>One verdict per answer.</summary>
    public static IReadOnlyList<VerdictRow> Judge(string corpus, BenchQuery query, IReadOnlyList<QueryAnswer> answers)
    {
        QueryAnswer[] counted = [.. answers.Where(answer => answer.Count is not null)];
        QueryAnswer[] right = [.. counted.Where(answer => IsAsExpected(query, answer))];
        bool isExpected = query.ExpectedCount is not null || query.ExpectedDigest is not null;
        bool agree = right.Select(answer => answer.Count).Distinct().Count() <= 1
            && right.Select(answer => answer.Digest).OfType<string>().Distinct(StringComparer.Ordinal).Count() <= 1;
        bool isIndependent = right.Select(EngineOf).Distinct(StringComparer.Ordinal).Count() > 1;
        return [.. answers.Select(answer => Decide(Row(corpus, query, answer), query, answer, right.Contains(answer), agree, isExpected, isIndependent))];
    }

    private static VerdictRow Decide(VerdictRow row, BenchQuery query, QueryAnswer answer, bool isRight, bool agree, bool isExpected, bool isIndependent)
    {
        if (answer.Failure is not null)
        {
            return row with { Verdict = answer.Failure, Message = answer.Message };
        }

        if (answer.Rejection is not null)
        {
            return row with { Verdict = Verdict.Invalid, Message = answer.Rejection };
        }

        if (!isRight)
        {
            return row with { Verdict = Verdict.Mismatch, Message = "not the expected answer" };
        }

        if (!agree)
        {
            return row with { Verdict = Verdict.Mismatch, Message = "the subjects disagree" };
        }

        return answer.Count == 0 && query.ExpectedCount is null ? row with { Verdict = Verdict.ZeroResults, Message = "no result, and nobody said that there should be none" }
            : isExpected || isIndependent ? row with { Verdict = Verdict.Ok }
            : row with { Verdict = Verdict.NoReference, Message = "no expected answer, and no subject with another engine to compare with" };
    }

    private static bool IsAsExpected(BenchQuery query, QueryAnswer answer) =>
        (query.ExpectedCount is null || query.ExpectedCount == answer.Count)
        && (query.ExpectedDigest is null || answer.Digest is null || query.ExpectedDigest == answer.Digest);

    private static string EngineOf(QueryAnswer answer) => answer.Subject.IsPeer ? string.Join(' ', answer.Subject.Command) : string.Empty;

    private static VerdictRow Row(string corpus, BenchQuery query, QueryAnswer answer) => new(corpus, answer.Subject.Name, Verdict.Ok)
    {
        QueryId = query.Id,
        Count = answer.Count,
        ExpectedCount = query.ExpectedCount,
        Digest = answer.Digest,
        ExpectedDigest = query.ExpectedDigest,
    };
}
