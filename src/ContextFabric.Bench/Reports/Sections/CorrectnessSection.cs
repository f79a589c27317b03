using ContextFabric.Bench.Running;

namespace ContextFabric.Bench.Reports.Sections;

/// <summary>Which answers were right. No other part takes numbers from wrong ones.</summary>
internal static class CorrectnessSection
{
    private const int MostNamed = 60;

    private static readonly string[] s_verdicts =
    [
        Verdict.Ok, Verdict.NoReference, Verdict.ZeroResults, Verdict.Mismatch, Verdict.Nondeterministic, Verdict.Error, Verdict.Invalid, Verdict.Timeout,
    ];

    public static ReportSection? Build(ReportContext context)
    {
        IReadOnlyList<CsvRow> rows = context.Folder.Rows("verdicts");
        if (rows.Count == 0)
        {
            return null;
        }

        string[] shown = [.. s_verdicts.Concat(rows.Select(r => r.Verdict)).Distinct().Where(v => v == Verdict.Ok || rows.Any(r => r.Verdict == v))];
        List<IReadOnlyList<string>> counts = [];
        foreach (string corpus in context.CorporaOf(rows).Append(string.Empty))
        {
            foreach (string subject in context.Folder.Subjects.Append(string.Empty))
            {
                CsvRow[] own = [.. rows.Where(r => r.Corpus == corpus && r.Subject == subject)];
                if (own.Length > 0)
                {
                    counts.Add([corpus, subject, .. shown.Select(v => Words.Of(own.Count(r => r.Verdict == v)))]);
                }
            }
        }

        CsvRow[] faulty = [.. rows.Where(r => !Verdict.IsTimed(r.Verdict))];
        List<ReportBlock> blocks =
        [
            new ReportTable("Answers by verdict: an answer is its number of results and a digest of all of them", ["corpus", "subject", .. shown.Select(v => ">" + v)], counts),
            new Paragraph(faulty.Length == 0
                ? "No answer was wrong and nothing failed."
                : $"{Words.Count(faulty.Length, "answer is", "answers are")} wrong, rejected or missing. None of them is in any number of this report."),
        ];
        if (faulty.Length > 0)
        {
            string more = faulty.Length > MostNamed ? $" (the first {MostNamed} of {faulty.Length}; all are in `verdicts.csv`)" : string.Empty;
            blocks.Add(new ReportTable(
                "What is left out" + more,
                ["corpus", "query", "subject", "verdict", ">results", ">expected", "message"],
                [.. faulty.Take(MostNamed).Select(r => (IReadOnlyList<string>)[r.Corpus, r["query_id"], r.Subject, r.Verdict, r["count"], r["expected_count"], r["message"]])]));
            context.Warn($"{Words.Count(faulty.Length, "answer", "answers")} left out: {Listed(faulty)}");
        }

        int unchecked_ = rows.Count(r => r.Verdict == Verdict.NoReference);
        if (unchecked_ > 0)
        {
            context.Warn($"{Words.Count(unchecked_, "answer", "answers")} had nothing to be compared with; their times are shown, their correctness is not known");
        }

        blocks.AddRange(context.MadeBy());
        return new ReportSection("Correctness", blocks);
    }

    private static string Listed(CsvRow[] rows)
    {
        const int Most = 12;
        IEnumerable<string> names = rows.Take(Most).Select(r => $"{r["query_id"]} {r.Subject} on {r.Corpus} ({r.Verdict})".Trim());
        return string.Join(", ", names) + (rows.Length > Most ? " …" : string.Empty);
    }
}
