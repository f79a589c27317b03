namespace ContextFabric.Synthesis;

/// <summary>Counts nodes as they are written; now and then it reports progress and heeds cancellation.</summary>
internal sealed class SyntheticPace(IProgress<SyntheticProgress>? progress, CancellationToken cancellationToken)
{
    private const int Interval = 1 << 15;
    private long _done;
    private string _step = "";

    /// <summary>Nodes to be written altogether.</summary>
    public long Total { get; set; }

    public void Begin(string step)
    {
        _step = step;
        Tell();
    }

    public void Advance()
    {
        if (++_done % Interval == 0)
        {
            Tell();
        }
    }

    private void Tell()
    {
        cancellationToken.ThrowIfCancellationRequested();
        progress?.Report(new SyntheticProgress(_step, _done, Total));
    }
}
