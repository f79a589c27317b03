namespace ContextFabric.Diagnostics;

/// <summary>
/// Collects diagnostics from any number of threads. Of each kind (code and feature) the first
/// <see cref="ExamplesPerKind"/> by position are kept, the rest are counted.
/// </summary>
public sealed class DiagnosticBag
{
    /// <summary>How many diagnostics of one code are kept per feature.</summary>
    public const int ExamplesPerKind = 20;

    private readonly Lock _lock = new();
    private readonly Dictionary<(string Code, string? Feature), Kind> _kinds = [];

    /// <summary>True when at least one error was added.</summary>
    public bool HasErrors { get; private set; }

    /// <summary>Adds one finding. Cost O(1); beyond the limit of its kind it is only counted.</summary>
    public void Add(Diagnostic diagnostic)
    {
        ArgumentNullException.ThrowIfNull(diagnostic);
        lock (_lock)
        {
            HasErrors |= diagnostic.Severity == DiagnosticSeverity.Error;
            var key = (diagnostic.Code, diagnostic.Feature);
            if (!_kinds.TryGetValue(key, out Kind? kind))
            {
                _kinds[key] = kind = new Kind();
            }

            kind.Total++;
            if (kind.Examples.Count < ExamplesPerKind)
            {
                kind.Examples.Add(diagnostic);
            }
        }
    }

    /// <summary>Counts further findings of a kind whose examples have been added already.</summary>
    public void AddCount(DiagnosticSeverity severity, string code, string? feature, int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        lock (_lock)
        {
            if (_kinds.TryGetValue((code, feature), out Kind? kind))
            {
                HasErrors |= severity == DiagnosticSeverity.Error;
                kind.Total += count;
            }
        }
    }

    /// <summary>True when <paramref name="feature"/> has at least one error.</summary>
    public bool HasErrorsIn(string feature)
    {
        lock (_lock)
        {
            foreach (((_, string? name), Kind kind) in _kinds)
            {
                if (name == feature && kind.Examples.Exists(d => d.Severity == DiagnosticSeverity.Error))
                {
                    return true;
                }
            }

            return false;
        }
    }

    /// <summary>
    /// Everything collected: errors first, then by feature, line and column; where a kind has more
    /// findings than examples, its last example is followed by one that states the number left out.
    /// </summary>
    public IReadOnlyList<Diagnostic> ToList()
    {
        lock (_lock)
        {
            var all = new List<Diagnostic>();
            foreach (((string code, string? feature), Kind kind) in _kinds)
            {
                all.AddRange(kind.Examples);
                if (kind.Total > kind.Examples.Count)
                {
                    Diagnostic last = kind.Examples[^1];
                    all.Add(new Diagnostic(last.Severity, code, $"and {kind.Total - kind.Examples.Count} more of this kind")
                    {
                        Feature = feature,
                        Path = last.Path,
                        Line = int.MaxValue,
                    });
                }
            }

            all.Sort(Compare);
            for (int i = 0; i < all.Count; i++)
            {
                if (all[i].Line == int.MaxValue)
                {
                    all[i] = all[i] with { Line = 0 };
                }
            }

            return all;
        }
    }

    private static int Compare(Diagnostic a, Diagnostic b)
    {
        int order = b.Severity.CompareTo(a.Severity);
        if (order == 0)
        {
            order = string.CompareOrdinal(a.Feature, b.Feature);
        }

        if (order == 0)
        {
            order = a.Line.CompareTo(b.Line);
        }

        if (order == 0)
        {
            order = a.Column.CompareTo(b.Column);
        }

        return order != 0 ? order : string.CompareOrdinal(a.Message, b.Message);
    }

    private sealed class Kind
    {
        public List<Diagnostic> Examples { get; } = [];

        public int Total { get; set; }
    }
}
