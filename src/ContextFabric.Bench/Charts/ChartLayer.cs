using ScottPlot;

namespace ContextFabric.Bench.Charts;

/// <summary>Something drawn into the data area by its own code; where it lies, the axes say.</summary>
internal sealed class ChartLayer(Action<RenderPack, IAxes> draw) : IPlottable
{
    public bool IsVisible { get; set; } = true;

    public IAxes Axes { get; set; } = new Axes();

    public IEnumerable<LegendItem> LegendItems => [];

    /// <summary>The limits are set by hand.</summary>
    public AxisLimits GetAxisLimits() => AxisLimits.NoLimits;

    public void Render(RenderPack rp) => draw(rp, Axes);
}
