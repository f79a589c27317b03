namespace ContextFabric.Querying;

/// <summary>What a relation is expected to do for an average node.</summary>
/// <param name="Partners">Number of partners.</param>
/// <param name="Candidates">Number of nodes to look at.</param>
/// <param name="Lonely">Share of nodes without partner.</param>
/// <param name="IsLocal">See <see cref="Link.IsLocal"/>.</param>
internal readonly record struct Fan(double Partners, double Candidates, double Lonely, bool IsLocal);

/// <summary>Estimates fans by trying a fixed sample of nodes: the same every time.</summary>
internal sealed class FanEstimator
{
    private const int Samples = 24;
    private const int Partners = 16;
    private const int MostTried = 64;
    private readonly NodeSpace _space;
    private readonly Fuel _fuel;

    public FanEstimator(NodeSpace space, Fuel fuel)
    {
        _space = space;
        _fuel = fuel;
    }

    /// <summary>The fan of a link from the nodes of one domain to those of another.</summary>
    public Fan Estimate(Link link, Domain sources, Domain targets)
    {
        if (sources.Count == 0 || targets.Count == 0)
        {
            return default;
        }

        if (link.GuessFan() is double guess)
        {
            return new Fan(guess, link.IsLoose ? targets.Count : guess, link.IsLoose ? 0 : 1, link.IsLocal);
        }

        int[] binding = new int[1];
        var step = new Step(_space, _fuel, 0, targets, [link], [0]);
        int samples = Math.Min(Samples, sources.Count);
        double partners = 0;
        double candidates = 0;
        int lonely = 0;
        for (int i = 0; i < samples; i++)
        {
            binding[0] = sources.Nodes[(int)(((2L * i) + 1) * sources.Count / (2 * samples))];
            step.Open(binding);
            int remaining = step.Remaining;
            candidates += step.Effort;
            if (step.IsExactSlice)
            {
                partners += remaining;
                lonely += remaining == 0 ? 1 : 0;
                continue;
            }

            int found = 0;
            int tried = 0;
            while (found < Partners && tried < MostTried && step.Advance() != 0)
            {
                found++;
                tried = remaining - step.Remaining;
            }

            lonely += found == 0 ? 1 : 0;

            // What was tried stands for the rest.
            int left = step.Remaining;
            partners += found + (remaining > left ? (double)found / (remaining - left) * left : 0);
        }

        return new Fan(partners / samples, candidates / samples, (double)lonely / samples, link.IsLocal);
    }
}
