namespace ContextFabric.Testing;

/// <summary>Plain copies of corpora that the engine has opened; how it reads is tested elsewhere.</summary>
public static class PlainCorpora
{
    /// <summary>Everything but the text configuration.</summary>
    public static PlainCorpus Of(Corpus corpus)
    {
        PlainCorpus plain = new PlainCorpus().AddSlots(corpus.Types.Name(corpus.SlotType), corpus.MaxSlot);
        foreach (NodeTypeInfo type in corpus.Types.All.Where(type => !type.IsSlot).OrderBy(type => type.First))
        {
            plain.AddNodes(type.Name, [.. Enumerable.Range(type.First, type.Count).Select(node => corpus.Slots.Of(node).ToArray())]);
        }

        foreach (string name in corpus.Features.Names)
        {
            if (corpus.Features[name] is IntFeature numbers)
            {
                plain.Numbers[name] = new(numbers.Items().ToDictionary());
            }
            else if (corpus.Features[name] is StringFeature texts)
            {
                plain.Texts[name] = new(texts.Items().ToDictionary());
            }
        }

        foreach (string name in corpus.Edges.Names)
        {
            AddEdges(plain, corpus.Edges[name]);
        }

        return plain;
    }

    private static void AddEdges(PlainCorpus plain, EdgeFeature edges)
    {
        var values = edges.Origins().SelectMany(from => edges.From(from).ToArray().Select((to, position) => (Edge: (from, to), Value: edges.FromValue(from, position))));
        if (!edges.HasValues)
        {
            plain.Edges[edges.Name] = new(values.Select(entry => entry.Edge));
        }
        else if (edges.ValueType == Tf.TfValueType.Int)
        {
            plain.NumberEdges[edges.Name] = new(values.ToDictionary(entry => entry.Edge, entry => entry.Value.IsNone ? (long?)null : entry.Value.Number));
        }
        else
        {
            plain.TextEdges[edges.Name] = new(values.ToDictionary(entry => entry.Edge, entry => entry.Value.Text ?? ""));
        }
    }
}
