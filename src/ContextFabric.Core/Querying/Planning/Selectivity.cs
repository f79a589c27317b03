using ContextFabric.Templates;

namespace ContextFabric.Querying;

/// <summary>Expected numbers of candidates, from the value counts that the store keeps.</summary>
internal static class Selectivity
{
    /// <summary>How many nodes of an atom are expected to satisfy its conditions, taken as independent.</summary>
    public static double Estimate(Corpus corpus, QueryAtom atom)
    {
        int count = atom.Source switch
        {
            NodeSource.OfType type => corpus.Types.Range(type.Type).Count,
            NodeSource.OfSet set => set.Nodes.Length,
            _ => corpus.MaxNode,
        };
        double share = 1;
        foreach (NodeCondition condition in atom.Conditions)
        {
            share *= Share(corpus, atom.Source, condition);
        }

        return count * share;
    }

    private static double Share(Corpus corpus, NodeSource source, NodeCondition condition)
    {
        NodeFeature? feature = condition.Feature;
        if (feature is null || feature.Count == 0)
        {
            return condition.Value.Kind is ConditionKind.Absent or ConditionKind.NotEqual or ConditionKind.Any ? 1 : feature is null ? 0.5 : 0;
        }

        double nodes = source is NodeSource.OfType type ? corpus.Types.Range(type.Type).Count : corpus.MaxNode;
        double valued = source is NodeSource.OfType ofType ? feature.CountIn(ofType.Type) : feature.Count;
        double present = nodes == 0 ? 0 : valued / nodes;
        return condition.Value.Kind switch
        {
            ConditionKind.Any => 1,
            ConditionKind.Present => present,
            ConditionKind.Absent => 1 - present,
            ConditionKind.Equal => present * EqualShare(feature, condition.Value),
            ConditionKind.NotEqual => 1 - (present * EqualShare(feature, condition.Value)),
            ConditionKind.Match => 0.1 * present,
            _ => 0.4 * present,
        };
    }

    private static double EqualShare(NodeFeature feature, ValueCondition value)
    {
        long count = 0;
        if (feature is StringFeature text)
        {
            foreach (string alternative in value.Texts)
            {
                int code = text.CodeOf(alternative);
                count += code == 0 ? 0 : text.CountOf(code);
            }
        }
        else if (feature is IntFeature number)
        {
            foreach (long alternative in value.Numbers)
            {
                int code = number.CodeOf(alternative);
                count += code == 0 ? 0 : number.CountOf(code);
            }
        }

        return Math.Min(1, (double)count / feature.Count);
    }
}
