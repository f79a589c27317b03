using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using ContextFabric.Templates;
using ContextFabric.Testing;
using ContextFabric.Testing.BruteForce;
using Xunit;

namespace ContextFabric.Core.Tests.Searching;

/// <summary>The judge is judged: brute force against the recorded searches, without the engine.</summary>
public sealed class BruteForceTests
{
    private const long MostWork = 20_000_000;

    [Theory]
    [InlineData("search-lab", "searchlab", 374)]
    [InlineData("search-banks", "banks", 41)]
    public void Brute_force_gives_the_recorded_results(string searches, string name, int least)
    {
        byte[] file = File.ReadAllBytes(SharedData.Path("oracle", searches + ".json"));
        using var folder = new TempFolder();
        folder.Copy(SharedData.Corpus(name));
        using Corpus corpus = Corpus.Open(folder.Path);
        PlainCorpus plain = PlainCorpora.Of(corpus);
        using var cases = JsonDocument.Parse(file);
        var differences = new List<string>();
        int judged = 0;
        foreach (JsonElement search in cases.RootElement.EnumerateArray().Where(search => search.TryGetProperty("sha256Sorted", out _)))
        {
            try
            {
                (int count, string digest) = Answer(plain, search);
                judged++;
                if (count != search.GetProperty("expectCount").GetInt32() || digest != search.GetProperty("sha256Sorted").GetString())
                {
                    differences.Add($"{search.GetProperty("id")}: {search.GetProperty("template").GetString()} expected {search.GetProperty("expectCount")}, got {count}");
                }
            }
            catch (TooMuchWorkException)
            {
                // Too many combinations for this way.
            }
        }

        Assert.True(differences.Count == 0, string.Join('\n', differences));
        Assert.True(judged >= least, $"only {judged} searches were judged");
    }

    private static (int Count, string Digest) Answer(PlainCorpus plain, JsonElement search)
    {
        var sets = new Dictionary<string, int[]>();
        if (search.TryGetProperty("sets", out JsonElement named))
        {
            foreach (JsonProperty set in named.EnumerateObject())
            {
                sets[set.Name] = [.. set.Value.EnumerateArray().Select(node => node.GetInt32())];
            }
        }

        var template = Template.Parse(search.GetProperty("template").GetString()!);
        Assert.True(template.IsValid, $"{search.GetProperty("id")}: {string.Join('\n', template.Diagnostics)}");
        List<int[]> tuples = new BruteSearch(plain, sets) { MaxWork = MostWork }.Solve(template.Body);
        if (search.TryGetProperty("shallow", out JsonElement shallow))
        {
            int width = shallow.ValueKind == JsonValueKind.True ? 1 : shallow.GetInt32();
            tuples = BruteSearch.Prefixes(tuples, width);
        }

        tuples.Sort((a, b) => a.AsSpan().SequenceCompareTo(b));
        string lines = string.Concat(tuples.Select(tuple => string.Join(',', tuple.Select(node => node.ToString(CultureInfo.InvariantCulture))) + "\n"));
        return (tuples.Count, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(lines))));
    }
}
