using ContextFabric.Bench.Running;
using ContextFabric.Bench.Suites.Queries;
using Xunit;

namespace ContextFabric.Bench.Tests.Suites;

public sealed class AnswerJudgeTests
{
    private static readonly Subject s_mapped = new("mapped", "mapped", ["c"]);
    private static readonly Subject s_heap = new("heap", "heap", ["c"]);
    private static readonly Subject s_peer = new("tf", null, ["python3"]);
    private static readonly BenchQuery s_query = new("q", "c", "word");

    [Fact]
    public void Expected_answers_are_right_and_others_are_not()
    {
        BenchQuery query = s_query with { ExpectedCount = 3, ExpectedDigest = "aa" };
        Assert.Equal(["ok", "mismatch"], Judge(query, Answer(s_mapped, 3, "aa"), Answer(s_peer, 4, "bb")));
        Assert.Equal(["mismatch", "ok"], Judge(query, Answer(s_mapped, 3, "bb"), Answer(s_peer, 3, null)));
    }

    [Fact]
    public void Without_an_expectation_engines_must_agree()
    {
        Assert.Equal(["ok", "ok"], Judge(s_query, Answer(s_mapped, 3, "aa"), Answer(s_peer, 3, "aa")));
        Assert.Equal(["mismatch", "mismatch"], Judge(s_query, Answer(s_mapped, 3, "aa"), Answer(s_peer, 3, "bb")));
        Assert.Equal(["mismatch", "mismatch"], Judge(s_query, Answer(s_mapped, 3, "aa"), Answer(s_peer, 4, null)));
    }

    [Fact]
    public void One_engine_in_two_forms_proves_nothing_by_agreeing_but_much_by_disagreeing()
    {
        Assert.Equal(["no-reference", "no-reference"], Judge(s_query, Answer(s_mapped, 3, "aa"), Answer(s_heap, 3, "aa")));
        Assert.Equal(["mismatch", "mismatch"], Judge(s_query, Answer(s_mapped, 3, "aa"), Answer(s_heap, 3, "bb")));
    }

    [Fact]
    public void No_results_are_suspicious_unless_expected()
    {
        Assert.Equal(["zero-results", "zero-results"], Judge(s_query, Answer(s_mapped, 0, "e"), Answer(s_peer, 0, "e")));
        Assert.Equal(["ok"], Judge(s_query with { ExpectedCount = 0 }, Answer(s_mapped, 0, "e")));
    }

    [Fact]
    public void A_rejected_template_and_a_failure_do_not_spoil_the_others()
    {
        var rejected = new QueryAnswer(s_peer) { Rejection = "no" };
        var late = new QueryAnswer(s_heap) { Failure = Verdict.Timeout, Message = "late" };
        Assert.Equal(["ok", "invalid", "timeout"], Judge(s_query with { ExpectedCount = 3 }, Answer(s_mapped, 3, "aa"), rejected, late));
        Assert.Equal(["no-reference", "invalid"], Judge(s_query, Answer(s_mapped, 3, "aa"), rejected));
    }

    private static QueryAnswer Answer(Subject subject, int count, string? digest) => new(subject) { Count = count, Digest = digest };

    private static IEnumerable<string> Judge(BenchQuery query, params QueryAnswer[] answers) => AnswerJudge.Judge("x", query, answers).Select(row => row.Verdict);
}
