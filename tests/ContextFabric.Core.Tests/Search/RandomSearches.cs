using System.Globalization;
using ContextFabric.Templates;
using ContextFabric.Testing;
using Xunit;

namespace ContextFabric.Core.Tests.Searching;

/// <summary>
/// Pairs of a random corpus and a random template, each the same for its seed. CFABRIC_SEARCH_PAIRS asks for more
/// of them, CFABRIC_SEARCH_SEED for others.
/// </summary>
internal static class RandomSearches
{
    /// <summary>What tests with small corpora do unless told otherwise; those with larger ones do less in proportion.</summary>
    public const int UsualPairs = 1500;

    private const int TemplatesPerCorpus = 20;
    private const int ShownFailures = 3;

    // Corpora whose templates once showed a defect: always tried.
    private static readonly int[] s_found = [];

    /// <summary>Calls the test for each corpus with its templates and reports the pairs for which it fails.</summary>
    public static void Check(int pairs, int maxSlots, int maxNodes, Action<PlainCorpus, Action<Action<RandomTemplate>>> test)
    {
        int corpora = ((pairs * Setting("CFABRIC_SEARCH_PAIRS", UsualPairs) / UsualPairs) + TemplatesPerCorpus - 1) / TemplatesPerCorpus;
        var failures = new List<string>();
        foreach (int seed in s_found.Concat(Enumerable.Range(Setting("CFABRIC_SEARCH_SEED", 0), corpora)))
        {
            PlainCorpus plain = RandomCorpora.Seeded(seed, maxSlots, maxNodes);
            test(plain, each => Try(plain, seed, each, failures));
            if (failures.Count >= ShownFailures)
            {
                break;
            }
        }

        Assert.True(failures.Count == 0, string.Join("\n\n", failures));
    }

    private static void Try(PlainCorpus plain, int seed, Action<RandomTemplate> test, List<string> failures)
    {
        for (int i = 0; i < TemplatesPerCorpus; i++)
        {
            RandomTemplate template = new RandomTemplates(plain, new Random((seed * TemplatesPerCorpus) + i)).Next();
            try
            {
                test(template);
            }
#pragma warning disable CA1031 // Whatever goes wrong is reported with the pair that shows it.
            catch (Exception error)
#pragma warning restore CA1031
            {
                string smallest = template.Body is null ? template.Text : TemplateShrinker.Shrink(template.Text, text => Fails(text, template.Sets, test, error));
                string sets = string.Join('\n', template.Sets.Select(set => $"{set.Key} = {string.Join(' ', set.Value)}"));
                failures.Add($"corpus {seed}, template {i}\n{plain}{sets}\n--- template\n{template.Text}\n--- smallest\n{smallest}\n--- failure\n{error}");
            }
        }
    }

    /// <summary>True when a smaller template, taken as the parser understands it, fails in the same way.</summary>
    private static bool Fails(string text, IReadOnlyDictionary<string, int[]> sets, Action<RandomTemplate> test, Exception known)
    {
        var parsed = Template.Parse(text);
        if (!parsed.IsValid)
        {
            return false;
        }

        try
        {
            test(new RandomTemplate(text, parsed.Body, sets));
            return false;
        }
#pragma warning disable CA1031 // As above.
        catch (Exception error)
#pragma warning restore CA1031
        {
            return error.GetType() == known.GetType();
        }
    }

    private static int Setting(string name, int usual)
        => int.TryParse(Environment.GetEnvironmentVariable(name), CultureInfo.InvariantCulture, out int value) ? value : usual;
}
