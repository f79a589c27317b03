using ContextFabric.Tf;

namespace ContextFabric.Synthesis;

/// <summary>
/// Targets of the edges of a node: the neighbours within reach are cut into as many strips as there are edges, and
/// each strip has one target. So targets are distinct and ascending without being sorted, and never the node itself.
/// </summary>
internal sealed class SyntheticTargets
{
    private readonly TfTypeRange _range;
    private readonly SyntheticRandom _degrees;
    private readonly SyntheticRandom _places;
    private readonly double _degree;
    private readonly int _reach;
    private readonly int[] _targets;

    public SyntheticTargets(SyntheticEdge edge, TfTypeRange range, long seed)
    {
        _range = range;
        _degrees = new SyntheticRandom(seed, "degree " + edge.Name);
        _places = new SyntheticRandom(seed, "target " + edge.Name);
        _degree = edge.Degree;
        _targets = new int[(2 * (int)edge.Degree) + 1];
        _reach = Math.Min(Math.Max(edge.Reach, _targets.Length), range.Last - range.First);
    }

    /// <summary>First node with edges.</summary>
    public int First => _range.First;

    /// <summary>Last node with edges.</summary>
    public int Last => _range.Last;

    /// <summary>The targets of a node, valid until the next call.</summary>
    public ReadOnlySpan<int> Of(int node)
    {
        long index = node - _range.First;
        int degree = Math.Min(DegreeOf(index), _reach);
        int begin = Math.Clamp(node - (_reach / 2), _range.First, _range.Last - _reach);
        for (int i = 0; i < degree; i++)
        {
            int low = (int)((long)_reach * i / degree);
            int high = (int)((long)_reach * (i + 1) / degree);
            int target = begin + low + (int)_places.Below((index * _targets.Length) + i, high - low);
            _targets[i] = target >= node ? target + 1 : target;
        }

        return _targets.AsSpan(0, degree);
    }

    // whole part: uniform from 0 to its double; fraction: one more, as often as the fraction says
    private int DegreeOf(long index)
    {
        int whole = (int)_degree;
        return (int)_degrees.Below(2 * index, (2L * whole) + 1) + (_degrees.Unit((2 * index) + 1) < _degree - whole ? 1 : 0);
    }
}
