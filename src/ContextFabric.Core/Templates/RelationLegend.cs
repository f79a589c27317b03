namespace ContextFabric.Templates;

/// <summary>The relation operators of a corpus, for people.</summary>
internal static class RelationLegend
{
    // Features that map nodes of one version of a corpus to those of another: their ends are nodes of two corpora.
    private const string MappingPrefix = "omap";

    /// <summary>The fixed operators, the feature comparisons, then three forms for each edge feature.</summary>
    public static IReadOnlyList<RelationInfo> For(Corpus corpus)
    {
        ArgumentNullException.ThrowIfNull(corpus);
        var legend = new List<RelationInfo>();
        foreach (RelationOperator entry in RelationOperators.All)
        {
            legend.Add(new RelationInfo(entry.Text, entry.Meaning, entry.Converse, null, false));
        }

        legend.Add(new RelationInfo(".f.", "feature f has the same value in a and b", ".f.", null, false));
        legend.Add(new RelationInfo(".f=g.", "feature f of a has the value of feature g of b", ".g=f.", null, false));
        legend.Add(new RelationInfo(".f#g.", "feature f of a has another value than feature g of b, or one has none", ".g#f.", null, false));
        legend.Add(new RelationInfo(".f<g.", "feature f of a is less than feature g of b", ".g>f.", null, false));
        legend.Add(new RelationInfo(".f>g.", "feature f of a is greater than feature g of b", ".g<f.", null, false));
        legend.Add(new RelationInfo(".f~r~g.", "feature f of a equals feature g of b after all matches of r are deleted from both", ".g~r~f.", null, false));
        foreach (string name in EdgeNames(corpus))
        {
            bool takesValue = corpus.Edges[name].HasValues;
            legend.Add(new RelationInfo($"-{name}>", $"there is an edge {name} from a to b", $"<{name}-", name, takesValue));
            legend.Add(new RelationInfo($"<{name}-", $"there is an edge {name} from b to a", $"-{name}>", name, takesValue));
            legend.Add(new RelationInfo($"<{name}>", $"there is an edge {name} between a and b, in either direction", $"<{name}>", name, takesValue));
        }

        return legend;
    }

    /// <summary>The edge features that are relations.</summary>
    public static IEnumerable<string> EdgeNames(Corpus corpus) => corpus.Edges.Names.Where(name => !IsMapping(name));

    /// <summary>True for the features that map to nodes of another corpus.</summary>
    public static bool IsMapping(string name) => name.StartsWith(MappingPrefix, StringComparison.Ordinal);
}
