namespace ContextFabric.Querying;

/// <summary>
/// Finds the order in which atoms are bound. For canonical order it follows the template as long as that is not
/// much dearer than the best continuation, since results then come sorted (in a tree, where the next atom is related
/// to one bound before, it never is); else it is greedy: next comes the atom with the fewest expected partners.
/// </summary>
internal sealed class JoinOrder
{
    private const double Patience = 4;

    // How many atoms a look ahead binds: beyond these the two ways that are compared have become alike.
    private const int Horizon = 16;
    private readonly PlanDraft _draft;
    private readonly LinkFactory _factory;
    private readonly FanEstimator _estimator;
    private readonly Fuel _fuel;
    private readonly List<int>[] _edgesOf;
    private readonly Fan?[] _fans;
    private readonly double[] _expected;
    private readonly bool _isTree;

    public JoinOrder(PlanDraft draft, LinkFactory factory, FanEstimator estimator, Fuel fuel)
    {
        _draft = draft;
        _factory = factory;
        _estimator = estimator;
        _fuel = fuel;
        _fans = new Fan?[2 * draft.Graph.Edges.Count];
        _expected = new double[draft.Count];
        _edgesOf = new List<int>[draft.Count];
        for (int atom = 0; atom < draft.Count; atom++)
        {
            _edgesOf[atom] = [];
        }

        for (int i = 0; i < draft.Graph.Edges.Count; i++)
        {
            QueryEdge edge = draft.Graph.Edges[i];
            if (edge.From != edge.To)
            {
                _edgesOf[edge.From].Add(i);
                _edgesOf[edge.To].Add(i);
            }
        }

        Order = new int[draft.Count];
        _isTree = draft.Graph.IsTree;
    }

    /// <summary>Atoms in the order of binding.</summary>
    public int[] Order { get; }

    /// <summary>Finds the order.</summary>
    /// <param name="goal">What is wanted.</param>
    /// <param name="bound">The first atoms that are bound already, in their order.</param>
    public void Find(PlanGoal goal, int bound)
    {
        // Prefixes too: rows that differ in other atoms only are then found one after the other, not all over.
        bool canonical = goal.Order == SearchOrder.Canonical || goal.Width < _draft.Count;
        var placed = new bool[_draft.Count];
        for (int position = 0; position < _draft.Count; position++)
        {
            int atom = position < bound ? position
                : position > 0 ? Next(placed, canonical, goal.Multiplies)
                : canonical ? 0
                : Smallest();
            _expected[position] = position == 0 ? _draft.Domains[atom].Count : Expect(atom, placed);
            placed[atom] = true;
            Order[position] = atom;
        }
    }

    /// <summary>
    /// Bindings expected to be tried from the one after an atom is bound to the one in which another is, both given
    /// by position: what is tried in vain with a candidate that has no partner there.
    /// </summary>
    public double TriesBetween(int early, int late)
    {
        double rows = 1;
        double tries = 0;
        for (int position = 0; position < late; position++)
        {
            rows *= _expected[position];
            tries += position > early ? rows : 0;
        }

        return tries + rows;
    }

    /// <summary>The plan with the candidates as they are now.</summary>
    public QueryPlan ToPlan()
    {
        var links = new Link[_draft.Count][];
        var sources = new int[_draft.Count][];
        var placed = new bool[_draft.Count];
        for (int position = 0; position < Order.Length; position++)
        {
            int atom = Order[position];
            var atomLinks = new List<Link>();
            var atomSources = new List<int>();
            foreach (QueryEdge edge in _draft.Graph.Edges)
            {
                bool forward = edge.To == atom;
                int other = forward ? edge.From : edge.To;
                if ((forward || edge.From == atom) && other != atom && placed[other])
                {
                    atomLinks.Add(_factory.Create(edge, forward, _draft.Domains[other], _draft.Domains[atom]));
                    atomSources.Add(other);
                }
            }

            links[position] = [.. atomLinks];
            sources[position] = [.. atomSources];
            placed[atom] = true;
        }

        return new QueryPlan(_draft.Graph, _draft.Domains, Order, links, sources, _expected);
    }

    private int Smallest()
    {
        int best = 0;
        for (int atom = 1; atom < _draft.Count; atom++)
        {
            best = _draft.Domains[atom].Count < _draft.Domains[best].Count ? atom : best;
        }

        return best;
    }

    private int Next(bool[] placed, bool canonical, bool connected)
    {
        int best = Cheapest(placed);
        int natural = Array.IndexOf(placed, false);
        if (!canonical || natural == best)
        {
            return best;
        }

        // An atom that no placed one is related to has all its candidates as partners: fine where most of them lead
        // to results, so that these come sorted, else the costs tell. (The binder lets only connected bodies pass.)
        bool isFree = _isTree && IsReached(natural, placed);
        return isFree || (!connected && CostFrom(natural, placed) <= Patience * CostFrom(best, placed)) ? natural : best;
    }

    /// <summary>The reached atom with the fewest expected partners.</summary>
    private int Cheapest(bool[] placed)
    {
        int best = -1;
        double fewest = double.MaxValue;
        for (int atom = 0; atom < _draft.Count; atom++)
        {
            if (!placed[atom] && IsReached(atom, placed) && Expect(atom, placed) is double partners && (best < 0 || partners < fewest))
            {
                (best, fewest) = (atom, partners);
            }
        }

        return best;
    }

    /// <summary>Bindings to try, per binding of the placed atoms, when the given atom comes next and then always the cheapest.</summary>
    private double CostFrom(int atom, bool[] placed)
    {
        bool[] then = (bool[])placed.Clone();
        double rows = 1;
        double cost = 0;
        int bound = 0;
        for (int next = atom; next >= 0 && bound < Horizon; next = Cheapest(then))
        {
            bound++;
            rows *= Expect(next, then);
            cost += rows;
            then[next] = true;
        }

        return cost;
    }

    private bool IsReached(int atom, bool[] placed)
    {
        foreach (int i in _edgesOf[atom])
        {
            QueryEdge edge = _draft.Graph.Edges[i];
            if (placed[edge.To == atom ? edge.From : edge.To])
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>
    /// How many nodes an atom is expected to be bound to. Of relations that tie it to a place the tightest counts,
    /// since a clause in a chapter in a book is in all of them at once; others are taken as independent.
    /// </summary>
    private double Expect(int atom, bool[] placed)
    {
        double size = _draft.Domains[atom].Count;
        double local = size;
        double share = 1;
        foreach (int i in _edgesOf[atom])
        {
            _fuel.Burn();
            QueryEdge edge = _draft.Graph.Edges[i];
            bool forward = edge.To == atom;
            int other = forward ? edge.From : edge.To;
            if (placed[other])
            {
                Fan fan = FanOf(i, forward, other, atom);
                local = fan.IsLocal ? Math.Min(local, fan.Partners) : local;
                share *= fan.IsLocal ? 1 : Math.Min(1, fan.Partners / Math.Max(1, size));
            }
        }

        return local * share;
    }

    private Fan FanOf(int edge, bool forward, int source, int target)
    {
        int key = (2 * edge) + (forward ? 1 : 0);
        if (_fans[key] is not Fan fan)
        {
            Domain sources = _draft.Domains[source];
            Domain targets = _draft.Domains[target];
            fan = _estimator.Estimate(_factory.Create(_draft.Graph.Edges[edge], forward, sources, targets), sources, targets);
            _fans[key] = fan;
        }

        return fan;
    }
}
