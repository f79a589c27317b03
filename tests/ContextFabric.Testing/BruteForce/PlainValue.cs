namespace ContextFabric.Testing.BruteForce;

/// <summary>A value of a feature: a text, a number, or neither.</summary>
public readonly record struct PlainValue(string? Text, long? Number)
{
    public bool IsPresent => Text is not null || Number is not null;
}

/// <summary>Looks values up in a plain corpus.</summary>
public sealed class PlainValues(PlainCorpus corpus)
{
    /// <summary>True when there is such a node feature.</summary>
    public bool IsNodeFeature(string name) => name == "otype" || corpus.Texts.ContainsKey(name) || corpus.Numbers.ContainsKey(name);

    /// <summary>True when a node or edge feature has numbers for values.</summary>
    public bool IsNumeric(string name) => corpus.Numbers.ContainsKey(name) || corpus.NumberEdges.ContainsKey(name);

    /// <summary>The value of a node.</summary>
    public PlainValue Of(string feature, int node)
    {
        if (feature == "otype")
        {
            return new PlainValue(corpus.TypeOf(node), null);
        }

        if (corpus.Numbers.TryGetValue(feature, out SortedDictionary<int, long>? numbers))
        {
            return new PlainValue(null, numbers.TryGetValue(node, out long number) ? number : null);
        }

        return new PlainValue(corpus.Texts[feature].GetValueOrDefault(node), null);
    }

    /// <summary>True when there is such an edge feature.</summary>
    public bool IsEdgeFeature(string name) => corpus.Edges.ContainsKey(name) || HasEdgeValues(name);

    /// <summary>True when the edges of a feature may have values.</summary>
    public bool HasEdgeValues(string name) => corpus.TextEdges.ContainsKey(name) || corpus.NumberEdges.ContainsKey(name);

    /// <summary>True when there is an edge; its value, which may be absent.</summary>
    public bool TryEdge(string feature, int from, int to, out PlainValue value)
    {
        value = default;
        if (corpus.Edges.TryGetValue(feature, out SortedSet<(int From, int To)>? edges))
        {
            return edges.Contains((from, to));
        }

        if (corpus.TextEdges.TryGetValue(feature, out SortedDictionary<(int From, int To), string>? texts))
        {
            bool found = texts.TryGetValue((from, to), out string? text);
            value = new PlainValue(text, null);
            return found;
        }

        bool linked = corpus.NumberEdges[feature].TryGetValue((from, to), out long? number);
        value = new PlainValue(null, number);
        return linked;
    }
}
