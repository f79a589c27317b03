using ScottPlot;

namespace ContextFabric.Bench.Charts;

/// <summary>A strip beside the data whose size is known before the layout.</summary>
internal abstract class ChartPanel(Edge edge) : IPanel
{
    public bool IsVisible { get; set; } = true;

    public float MinimumSize { get; set; }

    public float MaximumSize { get; set; } = float.MaxValue;

    public bool ShowDebugInformation { get; set; }

    public Edge Edge => edge;

    public abstract float Measure(Paint paint);

    public abstract void Render(RenderPack rp, float size, float offset);

    public PixelRect GetPanelRect(PixelRect dataRect, float size, float offset, Paint paint) => edge switch
    {
        Edge.Top => new PixelRect(dataRect.Left, dataRect.Right, dataRect.Top - offset, dataRect.Top - offset - size),
        Edge.Bottom => new PixelRect(dataRect.Left, dataRect.Right, dataRect.Bottom + offset + size, dataRect.Bottom + offset),
        Edge.Left => new PixelRect(dataRect.Left - offset - size, dataRect.Left - offset, dataRect.Bottom, dataRect.Top),
        _ => new PixelRect(dataRect.Right + offset, dataRect.Right + offset + size, dataRect.Bottom, dataRect.Top),
    };
}
