using System.Text;
using System.Text.Json;
using ContextFabric.Bench.Workers;
using ContextFabric.Compile;
using Xunit;

namespace ContextFabric.Bench.Tests.Workers;

/// <summary>The worker's side of the protocol, without a process.</summary>
public sealed class BenchWorkerTests : IDisposable
{
    private readonly BenchFolder _folder = new();
    private readonly string _store;

    public BenchWorkerTests() =>
        _store = CorpusCompiler.Compile(_folder.Corpus, new CompileOptions { Output = Path.Combine(_folder.Root, "made.cfm") }).StorePath;

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(WorkerSession.Mapped)]
    [InlineData(WorkerSession.MappedPreload)]
    [InlineData(WorkerSession.Heap)]
    public void Every_subject_gives_the_same_answers(string subject)
    {
        JsonElement[] answers = Ask(
            subject,
            """{"id":1,"op":"hello","unknown":[]}""",
            Open(2),
            """{"id":3,"op":"first"}""",
            """{"id":4,"op":"touch","kind":"strings"}""",
            """{"id":5,"op":"touch","kind":"walk","nodes":1000,"seed":3}""",
            """{"id":6,"op":"touch","kind":"text","nodes":50,"seed":3}""",
            """{"id":7,"op":"touch","kind":"all"}""",
            """{"id":8,"op":"query","template":"word pos=noun","want":"full","digest":true}""",
            """{"id":9,"op":"query","template":"word pos=noun","want":"count"}""",
            """{"id":10,"op":"query","template":"word pos=noun","want":"first"}""",
            """{"id":11,"op":"query","template":"word pos=noun","want":"full","limit":7}""",
            """{"id":12,"op":"run","templates":["word pos=noun","verse"],"threads":3,"rounds":2,"digest":true}""",
            """{"id":13,"op":"gc"}""",
            """{"id":14,"op":"mem"}""",
            """{"id":15,"op":"exit"}""");

        Assert.Equal(15, answers.Length);
        Assert.All(answers, (answer, i) => Assert.True(answer.GetProperty("ok").GetBoolean() && answer.GetProperty("id").GetInt32() == i + 1, answer.ToString()));
        Assert.Equal(subject, answers[0].GetProperty("name").GetString());
        Assert.Equal((295, 786, 9), (answers[1].GetProperty("slots").GetInt32(), answers[1].GetProperty("nodes").GetInt32(), answers[1].GetProperty("types").GetInt32()));

        // what Text-Fabric 13 counts with the same workloads, by the peer script
        Assert.Equal([1475, 2499], new[] { 3, 6 }.Select(i => answers[i].GetProperty("count").GetInt32()));
        Assert.Equal("a840f830fc34b371eb9a01c5152192879e851bbd534a2c3ffcb6c664f43349a4", answers[7].GetProperty("digest").GetString());
        Assert.Equal([58, 58, 1, 7, 12], new[] { 7, 8, 9, 10, 11 }.Select(i => answers[i].GetProperty("count").GetInt32()));
        Assert.Equal(answers[7].GetProperty("digest").GetString(), answers[11].GetProperty("results")[0].GetString());
        Assert.True(answers[13].GetProperty("heap_bytes").GetInt64() > 0);
    }

    [Fact]
    public void What_cannot_be_done_is_an_answer_and_the_worker_goes_on()
    {
        JsonElement[] answers = Ask(
            WorkerSession.Mapped,
            """{"id":1,"op":"first"}""",
            "this is no JSON",
            """{"id":3,"op":"dance"}""",
            """{"id":4,"op":"open","path":"/nowhere/at/all"}""",
            Open(5),
            """{"id":6,"op":"touch","kind":"gently"}""",
            """{"id":7,"op":"query","template":"word pos=noun","want":"everything"}""",
            """{"id":8,"op":"query","template":"wurd"}""",
            """{"id":9,"op":"exit"}""");

        Assert.Equal([false, false, false, false, true, false, false, true, true], answers.Select(a => a.GetProperty("ok").GetBoolean()));
        Assert.Contains("'open' has to come first", answers[0].GetProperty("error").GetString(), StringComparison.Ordinal);
        Assert.Contains("'dance'", answers[2].GetProperty("error").GetString(), StringComparison.Ordinal);
        Assert.Contains("'wurd'", answers[7].GetProperty("error").GetString(), StringComparison.Ordinal);
        Assert.False(answers[7].TryGetProperty("count", out _));
    }

    [Fact]
    public void Compiling_tells_times_and_sizes()
    {
        string target = Path.Combine(_folder.Root, "compiled.cfm");
        JsonElement answer = Ask(
            WorkerSession.Mapped, $$"""{"id":1,"op":"compile","path":{{Quote(_folder.Corpus)}},"out":{{Quote(target)}},"threads":1}""", """{"id":2,"op":"exit"}""")[0];

        Assert.True(answer.GetProperty("ok").GetBoolean(), answer.ToString());
        Assert.Equal(new FileInfo(target).Length, answer.GetProperty("bytes").GetInt64());
        Assert.True(answer.GetProperty("phases").EnumerateObject().Any());
    }

    [Fact]
    public void The_end_of_the_input_ends_the_worker()
    {
        using var output = new MemoryStream();
        bool isAbandoned = false;
        BenchWorker.Serve(WorkerSession.Mapped, new MemoryStream("{\"id\":1,\"op\":\"hello\"}\n"u8.ToArray()), output, () => isAbandoned = true);
        Assert.True(isAbandoned);
    }

    private string Open(int id) => $$"""{"id":{{id}},"op":"open","path":{{Quote(_store)}},"features":"all"}""";

    private static string Quote(string text) => $"\"{JsonEncodedText.Encode(text)}\"";

    private static JsonElement[] Ask(string subject, params string[] requests)
    {
        using var output = new MemoryStream();
        BenchWorker.Serve(subject, new MemoryStream(Encoding.UTF8.GetBytes(string.Join('\n', requests) + "\n")), output, () => { });
        return [.. Encoding.UTF8.GetString(output.ToArray()).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(Parse)];
    }

    private static JsonElement Parse(string line)
    {
        using JsonDocument document = JsonDocument.Parse(line);
        return document.RootElement.Clone();
    }
}
