namespace ContextFabric.Synthesis;

/// <summary>
/// Zipf-distributed ranks: rank r (from 0) has a weight of (r+1)^−exponent. Drawn by inversion of the cumulative
/// distribution with a guide table (Chen and Asau: "On generating random variates from an empirical
/// distribution", AIIE Transactions 6, 1974), in constant expected time; 12 bytes per rank.
/// </summary>
internal sealed class ZipfTable
{
    private readonly double[] _cumulated;
    private readonly int[] _guide;

    public ZipfTable(int distinct, double exponent)
    {
        _cumulated = new double[distinct];
        double sum = 0;
        for (int rank = 0; rank < distinct; rank++)
        {
            sum += PortableMath.InversePower(rank + 1, exponent);
            _cumulated[rank] = sum;
        }

        for (int rank = 0; rank < distinct; rank++)
        {
            _cumulated[rank] /= sum;
        }

        // guide[j]: the first rank that a draw of at least j/distinct can give
        _guide = new int[distinct];
        int first = 0;
        for (int j = 0; j < distinct; j++)
        {
            while (_cumulated[first] <= (double)j / distinct)
            {
                first++;
            }

            _guide[j] = first;
        }
    }

    /// <summary>Number of ranks.</summary>
    public int Distinct => _cumulated.Length;

    /// <summary>The rank of a uniform draw in [0, 1).</summary>
    public int Pick(double draw)
    {
        int rank = _guide[Math.Min((int)(draw * _guide.Length), _guide.Length - 1)];

        // rounding may have put the start one too far
        while (rank > 0 && draw < _cumulated[rank - 1])
        {
            rank--;
        }

        while (rank < _cumulated.Length - 1 && draw >= _cumulated[rank])
        {
            rank++;
        }

        return rank;
    }
}
