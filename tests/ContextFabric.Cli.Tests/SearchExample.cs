using ContextFabric.Diagnostics;

namespace ContextFabric.Cli.Tests;

/// <summary>The example of the page about search, compiled and run; <see cref="SearchPageTests"/> compares the two texts.</summary>
internal static class SearchExample
{
    public static void Run(Corpus corpus, string template)
    {
        // page begins
        SearchQuery query = corpus.Search.Prepare(template, new SearchOptions { Timeout = TimeSpan.FromSeconds(2) });
        foreach (Diagnostic finding in query.Diagnostics)
        {
            Console.WriteLine(finding);
        }

        using SearchCursor cursor = query.Open();       // throws when there are errors
        while (cursor.MoveNext())
        {
            ReadOnlySpan<int> nodes = cursor.Current;   // overwritten by the next result, nothing is allocated
            Console.WriteLine(corpus.Search.Glean(nodes));
        }

        if (cursor.Stop != SearchStop.None)
        {
            Console.WriteLine($"there may be more: {cursor.Stop}");
        }

        // page ends
    }
}
