using System.Numerics;
using System.Text.Json;
using System.Text.Json.Nodes;
using ContextFabric.Diagnostics;

namespace ContextFabric.Conformance;

/// <summary>Runs recorded searches: number of results, results as a set by their digest, order, and what must be refused.</summary>
internal sealed class SearchAnswers(Corpus corpus)
{
    // Errors of a template as a whole have no place in it.
    private static readonly string[] s_placeless = ["component", "no instructions", "set contains"];

    /// <summary>What is wrong with the answer to a case; empty when nothing is.</summary>
    public IReadOnlyList<string> Differences(JsonObject search)
    {
        SearchQuery query = corpus.Search.Prepare(Text(search, "template")!, Options(search));
        var differences = new List<string>();
        if (Text(search, "expectError") is string meaning)
        {
            CheckRefused(query, meaning, differences);
        }
        else if (!query.IsValid)
        {
            differences.Add($"expected {Expectation(search)}");
            differences.Add("got      a refusal");
        }
        else
        {
            CheckResults(query, search, differences);
        }

        if (differences.Count > 0)
        {
            differences.AddRange(query.Diagnostics.Take(3).Select(diagnostic => diagnostic.ToString()));
        }

        return differences;
    }

    /// <summary>The name of a case, for the report.</summary>
    public static string NameOf(JsonObject search) => $"{Text(search, "id")}: {JsonValue.Create(Text(search, "template"))?.ToJsonString(Runner.Plain)}";

    private static void CheckRefused(SearchQuery query, string meaning, List<string> differences)
    {
        Diagnostic[] errors = [.. query.Diagnostics.Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error)];
        bool needsPlace = !s_placeless.Any(part => meaning.Contains(part, StringComparison.Ordinal));
        if (query.IsValid || errors.Length == 0)
        {
            differences.Add($"expected an error: {meaning}");
            differences.Add(query.IsValid ? $"got      {query.Count()} results" : "got      a refusal without error");
        }
        else if (needsPlace && !errors.Any(error => error.Line > 0))
        {
            differences.Add($"expected an error with a place: {meaning}");
            differences.Add("got      errors without place");
        }
    }

    private void CheckResults(SearchQuery query, JsonObject search, List<string> differences)
    {
        using var tuples = new TupleTable(query.Width);
        using (SearchCursor cursor = query.Open())
        {
            while (cursor.MoveNext())
            {
                tuples.Add(cursor.Current);
            }
        }

        int unordered = tuples.FirstDisorder(corpus.N.Rank);
        string got = Answer(tuples.Count, tuples.SortedDigest());
        if (got != Expectation(search))
        {
            differences.Add($"expected {Expectation(search)}");
            differences.Add($"got      {got}");
        }

        if (unordered > 0)
        {
            differences.Add($"result {unordered} (from 0) does not follow the one before in canonical order");
        }

        BigInteger count = query.Count();
        if (count != tuples.Count)
        {
            differences.Add($"counted  {count}, but there are {tuples.Count} results");
        }
    }

    /// <summary>The expectation, by the names of either kind of file.</summary>
    private static string Expectation(JsonObject search)
        => Answer((search["expectCount"] ?? search["expected_count"])!.GetValue<long>(), Text(search, "sha256Sorted") ?? Text(search, "expected_digest")!);

    private static string Answer(long count, string digest) => $"{count} results, sha256 {digest}";

    private static SearchOptions Options(JsonObject search)
    {
        int shallow = search["shallow"] is not JsonNode depth ? 0
            : depth.GetValueKind() is JsonValueKind.True or JsonValueKind.False ? (depth.GetValue<bool>() ? 1 : 0)
            : depth.GetValue<int>();
        return new SearchOptions
        {
            Shallow = shallow,
            Sets = (search["sets"] as JsonObject)?.ToDictionary(set => set.Key, set => set.Value!.AsArray().Select(node => node!.GetValue<int>())),
        };
    }

    private static string? Text(JsonObject search, string field) => search[field]?.GetValue<string>();
}
