using System.Diagnostics;

namespace ContextFabric.Cli.Searching;

/// <summary>Says when buffered results should be passed on, so that a reader of a slow search sees them soon.</summary>
internal struct FlushPace
{
    private static readonly TimeSpan s_interval = TimeSpan.FromMilliseconds(100);
    private long _last;

    /// <summary>True at the first call and then at most ten times a second.</summary>
    public bool IsDue()
    {
        bool isDue = _last == 0 || Stopwatch.GetElapsedTime(_last) >= s_interval;
        if (isDue)
        {
            _last = Stopwatch.GetTimestamp();
        }

        return isDue;
    }
}
