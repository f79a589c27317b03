namespace ContextFabric.Templates;

/// <summary>
/// The names of one body. Only the parent of a quantifier is seen from within it; the names around are known to
/// explain what is missing.
/// </summary>
internal sealed class NameScope(NameScope? outer)
{
    private readonly Dictionary<string, (int Atom, TextRange Range)> _names = new(StringComparer.Ordinal);

    /// <summary>The names.</summary>
    public IEnumerable<string> Names => _names.Keys;

    /// <summary>Adds a name; gives the place of the atom that has it already, else null.</summary>
    public TextRange? Add(string name, int atom, TextRange range)
    {
        if (_names.TryAdd(name, (atom, range)))
        {
            return null;
        }

        return _names[name].Range;
    }

    /// <summary>The atom with a name, or −1.</summary>
    public int Find(string name) => _names.TryGetValue(name, out (int Atom, TextRange Range) entry) ? entry.Atom : -1;

    /// <summary>Where a name is defined that is out of reach: around the quantifier.</summary>
    public TextRange? FindOutside(string name)
    {
        for (NameScope? scope = outer; scope is not null; scope = scope.Outer)
        {
            if (scope._names.TryGetValue(name, out (int Atom, TextRange Range) entry))
            {
                return entry.Range;
            }
        }

        return null;
    }

    private NameScope? Outer => outer;
}
