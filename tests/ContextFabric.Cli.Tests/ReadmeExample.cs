namespace ContextFabric.Cli.Tests;

/// <summary>The example of the README, compiled and run; <see cref="ReadmeTests"/> compares the two texts.</summary>
internal static class ReadmeExample
{
    public static void Run(string folder)
    {
        // README begins
        using Corpus corpus = Corpus.Open(folder);      // compiled at first use, mapped ever after
        StringFeature kind = corpus.Features.Text("kind");
        EdgeFeature mother = corpus.Edges["mother"];

        foreach (int clause in corpus.Types.NodesOf(corpus.Types["clause"]))
        {
            if (kind[clause] == "relative")
            {
                int head = mother.From(clause)[0];
                SectionRef? section = corpus.Text.Sections.LabelsOf(clause);
                Console.WriteLine($"{section}: {corpus.Text.Get(head)}| {corpus.Text.Get(clause)}");
            }
        }

        // README ends
    }
}
