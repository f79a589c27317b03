using ContextFabric.Bench.Suites.Queries;
using ContextFabric.Testing;
using Xunit;

namespace ContextFabric.Bench.Tests.Suites;

public sealed class QueryFileTests
{
    [Fact]
    public void A_set_is_read_and_written_letter_for_letter()
    {
        using var folder = new TempFolder();
        string path = folder.Write("q.json", """[{"id":"a","category":"lexical","template":"word lemma=\u03bb\u1f79\u03b3\u03bf\u03c2","expected_count":123456789012345678901234567890,"expected_digest":"ff","more":[1]},{"id":"b","template":"x","expected_count":null}]""");
        IReadOnlyList<BenchQuery> queries = QueryFile.Read(path);
        Assert.Equal("word lemma=λ\u1f79γος", queries[0].Template);
        Assert.Equal("123456789012345678901234567890", queries[0].ExpectedCount.ToString());
        Assert.Equal((QueryFile.NoCategory, null, null), (queries[1].Category, queries[1].ExpectedCount, queries[1].ExpectedDigest));
        QueryFile.Write(folder["again.json"], queries.Select(query => ("corpus", query)));
        Assert.Equal(queries, QueryFile.Read(folder["again.json"]));
    }

    [Fact]
    public void A_folder_of_templates_is_a_set()
    {
        using var folder = new TempFolder();
        folder.Write("b.txt", "clause\n  word\n");
        folder.Write("a.txt", "word");
        folder.Write("c.md", "no template");
        Assert.Equal([("a", "word"), ("b", "clause\n  word")], QueryFile.Read(folder.Path).Select(query => (query.Id, query.Template)));
    }

    [Theory]
    [InlineData("{}", "array")]
    [InlineData("[]", "no query")]
    [InlineData("[3]", "query 1 is no JSON object")]
    [InlineData("""[{"id":"a"}]""", "query 1 has no 'template'")]
    [InlineData("""[{"id":"a","template":"x"},{"template":"x"}]""", "query 2 has no 'id'")]
    [InlineData("""[{"id":"a","template":7}]""", "'template' must be a string")]
    [InlineData("""[{"id":"a","template":"x","expected_count":1.5}]""", "'expected_count' must be a whole number")]
    [InlineData("""[{"id":"a","template":"x"},{"id":"a","template":"y"}]""", "two queries have the id 'a'")]
    [InlineData("[", "is no JSON")]
    public void What_is_no_set_is_said_with_its_place(string json, string expected)
    {
        using var folder = new TempFolder();
        Assert.Contains(expected, Assert.Throws<BenchException>(() => QueryFile.Read(folder.Write("q.json", json))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_demo_corpus_has_a_bundled_set() => Assert.Contains("showcase 1.0", BundledQueries.Names);
}
