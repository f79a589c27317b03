using ContextFabric.Bench.Running;
using ContextFabric.Bench.Workers;

namespace ContextFabric.Bench.Suites.Queries;

/// <summary>Asks all subjects the same query and judges what they answer.</summary>
internal static class QueryCheck
{
    /// <summary>An answer from what a worker said.</summary>
    public static QueryAnswer ToAnswer(Subject subject, QueryReply reply) => reply switch
    {
        { Failure: { } failure } => new QueryAnswer(subject)
        {
            Failure = failure.Fault == WorkerFault.Timeout ? Verdict.Timeout : Verdict.Error,
            Message = failure.Message,
        },
        { Reply.Answer.Error: { } rejection } => new QueryAnswer(subject) { Rejection = rejection },
        _ => new QueryAnswer(subject) { Count = reply.Reply!.Answer.Count, Digest = reply.Reply.Answer.Digest },
    };

    /// <summary>Adds verdicts to the run, with a line of progress for those that are not right.</summary>
    public static void Report(BenchRun run, IEnumerable<VerdictRow> rows)
    {
        foreach (VerdictRow row in rows)
        {
            run.Add(row);
            if (row.Verdict is not (Verdict.Ok or Verdict.NoReference))
            {
                run.Step($"{row.Corpus}: {row.QueryId}, {row.Subject}: {row.Verdict}: {row.Message}");
            }
        }
    }
}
