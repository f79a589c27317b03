using System.Diagnostics;

namespace ContextFabric.Querying;

/// <summary>
/// Turns a query graph into a plan: candidates of every atom by conditions, a first reduction outward from the
/// small ones, quantifiers, the order of binding by cost, and a last reduction from its end to its beginning (the
/// semi-joins of Yannakakis' algorithm, left out where a dead end costs no more than finding it beforehand).
/// </summary>
internal sealed class Planner
{
    private readonly NodeSpace _space;
    private readonly QueryMemory _memory;
    private readonly QueryBudget _budget;
    private readonly PlanTrace? _trace;
    private readonly Candidates _candidates;
    private readonly LinkFactory _factory;
    private readonly FanEstimator _estimator;
    private readonly Reducer _reducer;
    private readonly Fuel _fuel;

    public Planner(NodeSpace space, QueryMemory memory, QueryBudget budget, PlanTrace? trace = null)
    {
        _space = space;
        _memory = memory;
        _budget = budget;
        _trace = trace;
        _fuel = new Fuel(budget, space.Skeleton);
        _candidates = new Candidates(space, memory, budget);
        _factory = new LinkFactory(space, memory, budget);
        _estimator = new FanEstimator(space, _fuel);
        _reducer = new Reducer(space, memory, _fuel);
    }

    /// <summary>Plans a query.</summary>
    /// <param name="graph">The query.</param>
    /// <param name="goal">What is wanted of it.</param>
    /// <param name="first">Candidates for atom 0 instead of those it says itself: the parent of a quantifier.</param>
    /// <param name="checkedConditions">How many of the conditions of atom 0 these candidates are known to satisfy.</param>
    public QueryPlan Plan(QueryGraph graph, PlanGoal goal, Domain? first = null, int checkedConditions = 0)
    {
        var draft = new PlanDraft(graph, new Domain[graph.Atoms.Count]);
        for (int atom = 0; atom < draft.Count; atom++)
        {
            IReadOnlyList<NodeCondition> conditions = graph.Atoms[atom].Conditions;
            draft.Domains[atom] = atom == 0 && first is not null
                ? _candidates.Filter(first, [.. conditions.Skip(checkedConditions)])
                : FindCandidates(graph.Atoms[atom]);
        }

        ReduceReflexive(draft);
        ReduceOutward(draft, 0);
        for (int atom = 0; atom < draft.Count; atom++)
        {
            ApplyQuantifiers(draft, atom, 0);
        }

        ReduceOutward(draft, 0);
        return Finish(draft, goal, 0);
    }

    /// <summary>
    /// Plans the extension of bindings of the first atoms of a graph: the consequent of a <c>/where/</c>. The plan
    /// starts with these atoms, whose candidates are those that satisfy what the consequent adds.
    /// </summary>
    /// <param name="graph">Antecedent and consequent.</param>
    /// <param name="antecedent">The plan of the antecedent.</param>
    public QueryPlan PlanExtension(QueryGraph graph, QueryPlan antecedent)
    {
        int bound = antecedent.Domains.Length;
        var draft = new PlanDraft(graph, new Domain[graph.Atoms.Count]);
        for (int atom = 0; atom < draft.Count; atom++)
        {
            QueryAtom syntax = graph.Atoms[atom];
            if (atom >= bound)
            {
                draft.Domains[atom] = FindCandidates(syntax);
                continue;
            }

            QueryAtom before = antecedent.Graph.Atoms[atom];
            draft.Domains[atom] = _candidates.Filter(antecedent.Domains[atom], [.. syntax.Conditions.Skip(before.Conditions.Count)]);
            ApplyQuantifiers(draft, atom, before.Quantifiers.Count);
        }

        for (int atom = bound; atom < draft.Count; atom++)
        {
            ApplyQuantifiers(draft, atom, 0);
        }

        ReduceReflexive(draft);
        ReduceOutward(draft, bound);
        return Finish(draft, new PlanGoal(SearchOrder.Any, draft.Count), bound);
    }

    private Domain FindCandidates(QueryAtom atom)
    {
        long since = Stopwatch.GetTimestamp();
        Domain domain = _candidates.Find(atom.Source, atom.Conditions);
        _trace?.Add(SearchStepKind.Candidates, atom, PlanTrace.NameOf(atom), Selectivity.Estimate(_space.Corpus, atom), domain.Count, since);
        return domain;
    }

    private void ApplyQuantifiers(PlanDraft draft, int atom, int skipped)
    {
        QueryAtom syntax = draft.Graph.Atoms[atom];
        for (int i = skipped; i < syntax.Quantifiers.Count && draft.Domains[atom].Count > 0; i++)
        {
            long since = Stopwatch.GetTimestamp();
            int before = draft.Domains[atom].Count;
            QueryQuantifier quantifier = syntax.Quantifiers[i];
            draft.Domains[atom] = new QuantifierFilter(_space, _memory, _budget, syntax).Apply(quantifier, draft.Domains[atom]);
            _trace?.Add(SearchStepKind.Quantifier, syntax, $"{PlanTrace.NameOf(syntax)} /{quantifier.Kind.ToString().ToLowerInvariant()}/", before, draft.Domains[atom].Count, since);
        }
    }

    private void ReduceReflexive(PlanDraft draft)
    {
        foreach (QueryEdge edge in draft.Graph.Edges)
        {
            if (edge.From == edge.To)
            {
                Domain domain = draft.Domains[edge.From];
                draft.Domains[edge.From] = _reducer.Reflexive(_factory.Create(edge, true, domain, domain), domain);
            }
        }
    }

    /// <summary>
    /// Lets small domains shrink big ones, as long as that costs less than going through what it removes.
    /// </summary>
    /// <param name="draft">The domains.</param>
    /// <param name="from">Atoms before this one are left alone.</param>
    private void ReduceOutward(PlanDraft draft, int from)
    {
        var done = new Dictionary<(QueryEdge, bool), int>();
        while (true)
        {
            QueryEdge? best = null;
            bool bestForward = false;
            double bestGain = 1;
            foreach (QueryEdge edge in draft.Graph.Edges)
            {
                foreach (bool forward in (ReadOnlySpan<bool>)[true, false])
                {
                    double gain = Gain(draft, edge, forward, from, done);
                    if (gain > bestGain)
                    {
                        (best, bestForward, bestGain) = (edge, forward, gain);
                    }
                }
            }

            if (best is null)
            {
                return;
            }

            long since = Stopwatch.GetTimestamp();
            (int source, int target) = bestForward ? (best.From, best.To) : (best.To, best.From);
            done[(best, bestForward)] = draft.Domains[source].Count;
            int before = draft.Domains[target].Count;
            Link link = _factory.Create(best, bestForward, draft.Domains[source], draft.Domains[target]);
            draft.Domains[target] = _reducer.Expand(link, draft.Domains[source], draft.Domains[target]);
            Note(draft, best, source, target, before, since);
        }
    }

    /// <summary>What is saved by letting one end of a relation shrink the other, relative to what it costs.</summary>
    private double Gain(PlanDraft draft, QueryEdge edge, bool forward, int from, Dictionary<(QueryEdge, bool), int> done)
    {
        _fuel.Burn();
        (int source, int target) = forward ? (edge.From, edge.To) : (edge.To, edge.From);
        Domain sources = draft.Domains[source];
        Domain targets = draft.Domains[target];
        if (source == target || target < from || source < from || sources.Count >= targets.Count
            || (done.TryGetValue((edge, forward), out int before) && 2 * sources.Count > before))
        {
            return 0;
        }

        Link link = _factory.Create(edge, forward, sources, targets);
        if (link.IsLoose)
        {
            return 0;
        }

        Fan fan = _estimator.Estimate(link, sources, targets);
        double removed = targets.Count - Math.Min(targets.Count, sources.Count * fan.Partners);
        return 2 * removed / (1 + (sources.Count * (2 + fan.Candidates)));
    }

    private QueryPlan Finish(PlanDraft draft, PlanGoal goal, int bound)
    {
        var order = new JoinOrder(draft, _factory, _estimator, _fuel);
        order.Find(goal, bound);
        if (!goal.Multiplies)
        {
            ReduceBackward(draft, order, bound);
        }

        return order.ToPlan();
    }

    /// <summary>Removes candidates that have no partner among the atoms bound later, last ones first, where it pays.</summary>
    private void ReduceBackward(PlanDraft draft, JoinOrder order, int bound)
    {
        int[] position = new int[draft.Count];
        for (int i = 0; i < draft.Count; i++)
        {
            position[order.Order[i]] = i;
        }

        for (int late = draft.Count - 1; late > bound; late--)
        {
            foreach (QueryEdge edge in draft.Graph.Edges)
            {
                bool forward = position[edge.To] == late;
                int early = forward ? edge.From : edge.To;
                if ((forward || position[edge.From] == late) && position[early] < late && early >= bound && draft.Domains[early].Count > 0)
                {
                    // The bindings of an extension are not foreseen, but they are many.
                    double tries = bound > 0 ? double.MaxValue : order.TriesBetween(position[early], late);
                    Shrink(draft, edge, early, order.Order[late], forward, tries);
                }
            }
        }
    }

    /// <summary>Removes candidates without partner if the bindings that would be tried with them in vain are more than they.</summary>
    private void Shrink(PlanDraft draft, QueryEdge edge, int early, int late, bool earlyIsLeft, double tries)
    {
        Domain earlies = draft.Domains[early];
        Domain lates = draft.Domains[late];
        if (tries <= earlies.Count)
        {
            return;
        }

        Link down = _factory.Create(edge, earlyIsLeft, earlies, lates);
        if (_estimator.Estimate(down, earlies, lates).Lonely * tries <= earlies.Count)
        {
            return;
        }

        long since = Stopwatch.GetTimestamp();
        Link up = _factory.Create(edge, !earlyIsLeft, lates, earlies);
        Fan upward = _estimator.Estimate(up, lates, earlies);
        double probing = 4.0 * earlies.Count;
        double expanding = lates.Count * (2 + upward.Candidates);
        draft.Domains[early] = expanding < probing ? _reducer.Expand(up, lates, earlies) : _reducer.Probe(down, earlies, lates);
        Note(draft, edge, late, early, earlies.Count, since);
    }

    private void Note(PlanDraft draft, QueryEdge edge, int source, int target, int before, long since)
    {
        if (_trace is not null)
        {
            QueryAtom atom = draft.Graph.Atoms[target];
            string text = $"{PlanTrace.NameOf(atom)} by {edge.Syntax.Operator} and {PlanTrace.NameOf(draft.Graph.Atoms[source])}";
            _trace.Add(SearchStepKind.Reduction, atom, text, before, draft.Domains[target].Count, since);
        }
    }
}

/// <summary>A plan in the making: the candidates so far.</summary>
internal sealed record PlanDraft(QueryGraph Graph, Domain[] Domains)
{
    public int Count => Domains.Length;
}
