using ContextFabric.Templates;

namespace ContextFabric.Testing.BruteForce;

/// <summary>The work of a brute-force search is above its limit.</summary>
public sealed class TooMuchWorkException : Exception;

/// <summary>
/// Search by its definition: every combination of candidates, tried in order, with each relation tested as soon as
/// both its ends are there.
/// </summary>
public sealed class BruteSearch
{
    private readonly PlainCorpus _corpus;
    private readonly IReadOnlyDictionary<string, int[]> _sets;
    private readonly PlainOrder _order;
    private readonly PlainValues _values;
    private readonly PlainRelations _relations;
    private readonly Dictionary<TemplateAtom, int[]> _domains = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<TemplateBody, Problem> _problems = new(ReferenceEqualityComparer.Instance);

    public BruteSearch(PlainCorpus corpus, IReadOnlyDictionary<string, int[]>? sets = null)
    {
        _corpus = corpus;
        _sets = sets ?? new Dictionary<string, int[]>();
        _order = PlainOrder.Of(corpus);
        _values = new PlainValues(corpus);
        _relations = new PlainRelations(corpus, _order);
    }

    /// <summary>Most assignments to try before giving up.</summary>
    public long MaxWork { get; set; } = long.MaxValue;

    /// <summary>Assignments tried so far.</summary>
    public long Work { get; private set; }

    /// <summary>All results in canonical order.</summary>
    /// <exception cref="TooMuchWorkException">More than <see cref="MaxWork"/> assignments.</exception>
    public List<int[]> Solve(TemplateBody body) => [.. Solutions(body, [])];

    /// <summary>The distinct prefixes of results, in the order of the results.</summary>
    public static List<int[]> Prefixes(IEnumerable<int[]> tuples, int length)
    {
        var seen = new HashSet<string>();
        return [.. tuples.Select(tuple => tuple.Take(length).ToArray()).Where(prefix => seen.Add(string.Join(',', prefix)))];
    }

    /// <summary>Solutions that begin with some nodes. Candidates come in canonical order, and so do the solutions.</summary>
    private IEnumerable<int[]> Solutions(TemplateBody body, int[] prefix)
    {
        if (!_problems.TryGetValue(body, out Problem? problem))
        {
            _problems[body] = problem = Prepare(body);
        }

        return Extend(problem, prefix, new int[body.Atoms.Count], 0);
    }

    private IEnumerable<int[]> Extend(Problem problem, int[] prefix, int[] tuple, int at)
    {
        if (at == tuple.Length)
        {
            yield return (int[])tuple.Clone();
            yield break;
        }

        foreach (int node in problem.Domains[at])
        {
            if (at < prefix.Length && node != prefix[at])
            {
                continue;
            }

            if (++Work > MaxWork)
            {
                throw new TooMuchWorkException();
            }

            tuple[at] = node;
            if (problem.Tests[at].All(test => test(tuple)))
            {
                foreach (int[] solution in Extend(problem, prefix, tuple, at + 1))
                {
                    yield return solution;
                }
            }
        }
    }

    private Problem Prepare(TemplateBody body)
    {
        List<Func<int[], bool>>[] tests = [.. body.Atoms.Select(_ => new List<Func<int[], bool>>())];
        foreach (TemplateRelation relation in body.Relations)
        {
            Func<int, int, bool> test = _relations.Of(relation.Operator);
            (int left, int right) = (relation.Left, relation.Right);
            tests[Math.Max(left, right)].Add(tuple => test(tuple[left], tuple[right]));
        }

        return new Problem([.. body.Atoms.Select(Domain)], tests);
    }

    private int[] Domain(TemplateAtom atom)
    {
        if (!_domains.TryGetValue(atom, out int[]? domain))
        {
            _domains[atom] = domain =
            [
                .. _order.Nodes.Where(node => IsOf(atom.Type, node)
                    && atom.Conditions.All(condition => PlainCondition.Holds(condition, _values.IsNumeric(condition.Feature), _values.Of(condition.Feature, node)))
                    && atom.Quantifiers.All(quantifier => Holds(quantifier, node))),
            ];
        }

        return domain;
    }

    private bool IsOf(string type, int node)
        => type == "." || (_sets.TryGetValue(type, out int[]? set) ? set.Contains(node) : _corpus.TypeOf(node) == type);

    private bool Holds(TemplateQuantifier quantifier, int node) => quantifier.Kind switch
    {
        QuantifierKind.With => quantifier.Bodies.Any(body => Solutions(body, [node]).Any()),
        QuantifierKind.Without => !Solutions(quantifier.Bodies[0], [node]).Any(),
        _ => Solutions(quantifier.Bodies[0], [node]).All(found => Solutions(quantifier.Bodies[1], found).Any()),
    };

    private sealed record Problem(int[][] Domains, List<Func<int[], bool>>[] Tests);
}
