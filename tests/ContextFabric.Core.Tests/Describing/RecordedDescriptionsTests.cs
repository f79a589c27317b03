using System.Globalization;
using System.Text.Json;
using ContextFabric.Describing;
using ContextFabric.Testing;
using Xunit;

namespace ContextFabric.Core.Tests.Describing;

/// <summary>
/// The answers recorded from the reference server on one corpus. Where the specification calls an answer a defect, the
/// right answer is checked instead.
/// </summary>
public sealed class RecordedDescriptionsTests : IDisposable
{
    private readonly Corpus _corpus = Corpus.Open(SharedData.Corpus("syrnt"));
    private readonly CorpusDescriber _syrnt;

    public RecordedDescriptionsTests() => _syrnt = new CorpusDescriber(_corpus, "syrnt");

    public void Dispose() => _corpus.Dispose();

    [Fact]
    public void Corpora_are_listed()
        => Same(Calls("list_corpora")[0], JsonComparison.ToJson(new CorpusList(["syrnt"], "syrnt", [_syrnt.Summary()])));

    [Fact]
    public void The_corpus_is_described()
    {
        foreach (JsonElement call in Calls("describe_corpus").Where(HasResult))
        {
            Same(call, JsonComparison.ToJson(_syrnt.Overview()));
        }
    }

    [Fact]
    public void Features_are_listed()
    {
        int compared = 0;
        foreach (JsonElement call in Calls("list_features"))
        {
            JsonElement arguments = call.GetProperty("arguments");
            string? kind = arguments.TryGetProperty("kind", out JsonElement word) ? word.GetString() : "all";
            string[]? types = Strings(arguments, "node_types");

            // Unknown kinds and types are errors here.
            if (kind == "bogus")
            {
                continue;
            }

            FeatureQuery query = new() { Kind = Enum.Parse<FeatureKinds>(kind!, ignoreCase: true), NodeTypes = types };
            if (types is ["nosuchtype"])
            {
                Assert.Equal("nosuchtype", Assert.Throws<UnknownNameException>(() => _syrnt.Features(query)).Name);
                continue;
            }

            Same(call, JsonComparison.ToJson(_syrnt.Features(query)));
            compared++;
        }

        Assert.Equal(7, compared);
    }

    [Fact]
    public void Features_are_described()
    {
        foreach (JsonElement call in Calls("describe_feature"))
        {
            JsonElement arguments = call.GetProperty("arguments");
            JsonElement feature = arguments.GetProperty("feature");
            var options = new FeatureOptions { SampleLimit = arguments.TryGetProperty("sample_limit", out JsonElement limit) ? limit.GetInt32() : 20 };
            if (feature.ValueKind == JsonValueKind.Array)
            {
                Same(call, JsonComparison.ToJson(_syrnt.Features(Strings(arguments, "feature")!, options)));
            }
            else if (feature.GetString() is "otype" or "oslots" or "otext")
            {
                // The reference fails on these.
                Assert.Null(_syrnt.Feature(feature.GetString()!).Error);
            }
            else
            {
                Same(call, JsonComparison.ToJson(_syrnt.Feature(feature.GetString()!, options)));
            }
        }
    }

    [Fact]
    public void Types_have_frequencies()
    {
        FeatureDescription types = _syrnt.Feature("otype");
        Assert.Equal("word", types.SampleValues![0].Value.Text);
        Assert.Equal(109640, types.SampleValues[0].Count);
        Assert.Equal(5, types.UniqueValues);
        Assert.Equal(109640 * 4, _syrnt.Feature("oslots").Edges);
    }

    [Fact]
    public void Text_formats_have_the_recorded_samples()
        => Same(Calls("get_text_formats")[0], JsonComparison.ToJson(_syrnt.TextFormats()), "description");

    [Fact]
    public void Nodes_have_the_recorded_values()
    {
        foreach (JsonElement call in Calls("get_node_features"))
        {
            JsonElement arguments = call.GetProperty("arguments");
            int[] nodes = [.. arguments.GetProperty("nodes").EnumerateArray().Select(n => n.GetInt32())];
            string[] features = Strings(arguments, "features")!;
            NodeBatch batch = _syrnt.NodeValues(nodes, features);
            if (nodes.Contains(-1))
            {
                Assert.Empty(batch.Nodes);
                Assert.Equal([0, -1, 99999999], batch.InvalidNodes!);
            }
            else
            {
                Same(call, JsonComparison.ToJson(batch));
            }

            if (features.Contains("nope"))
            {
                Assert.Equal(["nope", "oslots"], batch.UnknownFeatures!);
            }
        }
    }

    [Fact]
    public void Passages_have_the_recorded_texts()
    {
        int found = 0;
        foreach (JsonElement call in Calls("get_passages"))
        {
            JsonElement arguments = call.GetProperty("arguments");
            PassageRequest request = new()
            {
                Sections = [.. arguments.GetProperty("sections").EnumerateArray().Select(s => JsonSerializer.Deserialize(s.GetRawText(), DescribingJson.Instance.PassageKey)!)],
                Limit = arguments.TryGetProperty("limit", out JsonElement limit) ? limit.GetInt32() : 50,
                Language = arguments.TryGetProperty("lang", out JsonElement language) ? language.GetString()! : "en",
            };
            JsonElement expected = call.GetProperty("result").GetProperty("passages");
            PassageList passages = _syrnt.Passages(request);
            Assert.Equal(expected.GetArrayLength(), passages.Total);
            for (int i = 0; i < passages.Total; i++)
            {
                JsonElement actual = JsonComparison.ToJson(passages).GetProperty("passages")[i];
                if (expected[i].TryGetProperty("error", out _))
                {
                    // Digits match numbers here, and names of any language are understood; but no part too many is.
                    string asked = expected[i].GetProperty("section").GetRawText();
                    bool isFound = asked.Contains("\"1\"", StringComparison.Ordinal) || asked.Contains("\"Matt", StringComparison.Ordinal) && !asked.Contains("99", StringComparison.Ordinal);
                    Assert.Equal(isFound, passages.Passages[i].Error is null);
                }
                else if (request.Sections[i].Parts!.Count == 4)
                {
                    Assert.Contains("4 parts", passages.Passages[i].Error, StringComparison.Ordinal);
                }
                else
                {
                    bool isLong = expected[i].GetProperty("text").GetString()!.StartsWith('[');

                    // Without the language asked for, names are in the language of the feature.
                    string[] ignored = isLong ? ["text"] : request.Language == "xx" ? ["section_ref"] : [];
                    Assert.Null(JsonComparison.Difference(expected[i], actual, ignored));
                    Assert.DoesNotContain("omitted", passages.Passages[i].Text, StringComparison.Ordinal);
                    found++;
                }
            }
        }

        Assert.Equal(8, found);
    }

    [Fact]
    public void Searches_give_the_recorded_pages()
    {
        int compared = 0;
        foreach (JsonElement call in Calls("search").Concat(Calls("search_statistics")))
        {
            SearchRequest request = RequestOf(call.GetProperty("arguments"));
            SearchAnswer answer = WithHandle(_syrnt.Search(request));
            JsonElement expected = call.GetProperty("result");
            if (expected.GetProperty("total_count").GetInt64() == 10_000)
            {
                // The reference counts no further.
                Assert.Equal(request.Template == "word" ? 109_640 : 30_441, answer.TotalCount);
                string[] capped = request.Limit == 0
                    ? ["total_count", "nodes", "cursor.has_more"]
                    : ["total_count", "nodes"];
                Same(call, JsonComparison.ToJson(answer), capped);
            }
            else
            {
                Same(call, JsonComparison.ToJson(answer));
            }

            compared++;
        }

        Assert.Equal(19, compared);
    }

    [Fact]
    public void Further_pages_are_the_recorded_ones()
    {
        List<JsonElement> calls = Calls("search_continue");
        SearchRequest request = RequestOf(calls[0].GetProperty("arguments"));
        SearchQuery query = _syrnt.QueryOf(request);
        HitList hits = HitList.Collect(query);
        int compared = 0;
        foreach (JsonElement call in calls)
        {
            JsonElement arguments = call.GetProperty("arguments");
            int offset = arguments.TryGetProperty("offset", out JsonElement at) ? at.GetInt32() : 0;
            if (call.GetProperty("result").TryGetProperty("error", out _) || offset < 0)
            {
                continue;
            }

            SearchRequest wanted = request with { Offset = offset, Limit = arguments.GetProperty("limit").GetInt32() };
            Same(call, JsonComparison.ToJson(WithHandle(_syrnt.Answer(query, hits, wanted))));
            Same(call, JsonComparison.ToJson(WithHandle(_syrnt.Search(wanted))));
            compared++;
        }

        Assert.Equal(4, compared);
    }

    [Fact]
    public void Tables_are_written_as_recorded()
    {
        int compared = 0;
        foreach (JsonElement call in Calls("search_csv").Where(c => HasResult(c) && c.TryGetProperty("file_content", out _)))
        {
            JsonElement arguments = call.GetProperty("arguments");
            SearchQuery query = _syrnt.QueryOf(new SearchRequest { Template = arguments.GetProperty("template").GetString()! });
            int limit = arguments.TryGetProperty("limit", out JsonElement most) ? most.GetInt32() : 10_000;
            using var text = new StringWriter(CultureInfo.InvariantCulture);
            var table = new ResultTable(_syrnt, query);
            var writer = new DelimitedWriter(text, arguments.TryGetProperty("delimiter", out JsonElement delimiter) ? delimiter.GetString()![0] : ',');
            writer.WriteHeader(table.Columns);
            foreach (int[] row in query.Rows().Take(limit))
            {
                writer.WriteRow(table.Read(row));
            }

            // Without results the reference leaves out the headings.
            string expected = call.GetProperty("file_content").GetString()!;
            Assert.Equal(expected.Length == 0 ? "node0_node,node0_otype,node0_text,node0_section_ref\r\n" : expected, text.ToString());
            compared++;
        }

        Assert.Equal(4, compared);
    }

    [Fact]
    public void Faulty_templates_have_findings_with_lines_from_one()
    {
        foreach (JsonElement call in Calls("search_errors").Where(HasResult))
        {
            string template = call.GetProperty("arguments").GetProperty("template").GetString()!;
            TemplateCheck check = _syrnt.Check(template);
            Assert.False(check.Valid);
            Assert.NotEmpty(check.Errors!);
            JsonElement[] recorded = [.. call.GetProperty("result").GetProperty("errors").EnumerateArray()];
            if (recorded is [var first, ..] && first.GetString()!.StartsWith("Line ", StringComparison.Ordinal))
            {
                int line = int.Parse(first.GetString()!.Split(' ', ':')[1], CultureInfo.InvariantCulture);
                Assert.Equal(line + 1, check.Diagnostics[0].Line);
                Assert.StartsWith($"Line {line + 1}: ", check.Errors![0], StringComparison.Ordinal);
            }
        }

        Assert.Equal("unknown_type", _syrnt.Check("foo").Diagnostics[0].Code);
    }

    [Fact]
    public void Resources_have_the_recorded_figures()
    {
        foreach (JsonElement call in Calls("resources").Where(c => c.TryGetProperty("result_json", out _)))
        {
            JsonElement expected = call.GetProperty("result_json");
            JsonElement arguments = call.GetProperty("arguments");
            JsonElement? actual = call.GetProperty("tool").GetString() switch
            {
                "corpus://{corpus_name}" => JsonComparison.ToJson(_syrnt.Info()),
                "corpus://{corpus_name}/features" => JsonComparison.ToJson(_syrnt.FeatureNames()),
                "corpus://{corpus_name}/types" => JsonComparison.ToJson(_syrnt.Types()),
                _ => _syrnt.Details(arguments.GetProperty("node_id").GetInt32()) is { } node ? JsonComparison.ToJson(node) : null,
            };
            if (actual is null)
            {
                Assert.Equal(JsonValueKind.Null, expected.GetProperty("otype").ValueKind);
            }
            else
            {
                // No path of the machine; slots as runs.
                Assert.Null(JsonComparison.Difference(expected, actual.Value, "path", "slots"));
                Assert.False(actual.Value.TryGetProperty("path", out _));
            }
        }
    }

    [Fact]
    public void The_guide_has_the_recorded_topics()
    {
        JsonElement recorded = Calls("search_syntax_guide")[0].GetProperty("result");
        Assert.Equal(Strings(recorded, "sections")!, CorpusDescriber.Guide().Sections.Take(5));
        Assert.Equal("nope", Assert.Throws<UnknownNameException>(() => _syrnt.Guide("nope")).Name);
    }

    /// <summary>The answer as a host completes it.</summary>
    private static SearchAnswer WithHandle(SearchAnswer answer)
        => answer.Cursor is null ? answer : answer with { Cursor = answer.Cursor with { Id = "handle", ExpiresAt = 1 } };

    private static SearchRequest RequestOf(JsonElement arguments)
    {
        // An unknown return type is refused before it gets here.
        string word = arguments.TryGetProperty("return_type", out JsonElement type) ? type.GetString()! : "results";
        return new SearchRequest
        {
            Template = arguments.GetProperty("template").GetString()!,
            ReturnType = Enum.TryParse(word, ignoreCase: true, out ReturnType wanted) ? wanted : ReturnType.Results,
            Limit = arguments.TryGetProperty("limit", out JsonElement limit) ? limit.GetInt32() : 100,
            AggregateFeatures = Strings(arguments, "aggregate_features"),
            GroupBySection = arguments.TryGetProperty("group_by_section", out JsonElement group) && group.GetBoolean() ? "" : null,
            TopN = arguments.TryGetProperty("top_n", out JsonElement top) ? top.GetInt32() : 50,
            ReferenceCompat = true,
        };
    }

    private static List<JsonElement> Calls(string name)
    {
        using var document = JsonDocument.Parse(File.ReadAllBytes(SharedData.Path("oracle", "mcp-syrnt", name + ".json")));
        return [.. document.RootElement.Clone().GetProperty("calls").EnumerateArray()];
    }

    private static bool HasResult(JsonElement call) => call.TryGetProperty("result", out _);

    private static string[]? Strings(JsonElement parent, string name)
        => parent.TryGetProperty(name, out JsonElement list) && list.ValueKind == JsonValueKind.Array ? [.. list.EnumerateArray().Select(e => e.GetString()!)] : null;

    private static void Same(JsonElement call, JsonElement actual, params string[] ignored)
    {
        string? difference = JsonComparison.Difference(call.GetProperty("result"), actual, ignored);
        Assert.True(difference is null, $"{call.GetProperty("arguments")}: {difference}");
    }
}
