namespace ContextFabric.Querying;

/// <summary>Says whether bindings of the first atoms of a query can be extended to all of it.</summary>
internal sealed class Extension
{
    private readonly Domain?[] _wanted;
    private readonly List<(int From, int To, Link Link)> _checks = [];
    private readonly Step[] _steps;
    private readonly int[] _bindings;

    /// <summary>Prepares the question.</summary>
    /// <param name="space">The corpus.</param>
    /// <param name="whole">Plan of the whole, which starts with the atoms that are given.</param>
    /// <param name="given">Plan of the part that is given.</param>
    /// <param name="fuel">Watches the budget.</param>
    public Extension(NodeSpace space, QueryPlan whole, QueryPlan given, Fuel fuel)
    {
        int bound = given.Domains.Length;
        _bindings = new int[whole.Domains.Length];
        _wanted = new Domain?[bound];
        for (int atom = 0; atom < bound; atom++)
        {
            // A domain that is not smaller asks nothing new.
            _wanted[atom] = whole.Domains[atom].Count < given.Domains[atom].Count ? whole.Domains[atom] : null;
            for (int i = 0; i < whole.Links[atom].Length; i++)
            {
                _checks.Add((whole.Sources[atom][i], atom, whole.Links[atom][i]));
            }
        }

        _steps = new Step[whole.Order.Length - bound];
        for (int i = 0; i < _steps.Length; i++)
        {
            int position = bound + i;
            int atom = whole.Order[position];
            _steps[i] = new Step(space, fuel, atom, whole.Domains[atom], whole.Links[position], whole.Sources[position]);
        }
    }

    /// <summary>True when there is an extension.</summary>
    public bool Exists(ReadOnlySpan<int> given)
    {
        for (int atom = 0; atom < given.Length; atom++)
        {
            if (_wanted[atom]?.Contains(given[atom]) == false)
            {
                return false;
            }
        }

        foreach ((int from, int to, Link link) in _checks)
        {
            if (!link.Test(given[from], given[to]))
            {
                return false;
            }
        }

        given.CopyTo(_bindings);
        return _steps.Length == 0 || Bind();
    }

    private bool Bind()
    {
        int depth = 0;
        _steps[0].Open(_bindings);
        while (depth >= 0)
        {
            int node = _steps[depth].Advance();
            if (node == 0)
            {
                depth--;
                continue;
            }

            if (depth == _steps.Length - 1)
            {
                return true;
            }

            _bindings[_steps[depth].Variable] = node;
            _steps[++depth].Open(_bindings);
        }

        return false;
    }
}
