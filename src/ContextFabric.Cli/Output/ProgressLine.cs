using System.Diagnostics;

namespace ContextFabric.Cli.Output;

/// <summary>
/// A bar on the last line of a terminal that tells what is being done and how far it is; wiped when disposed.
/// Shows nothing when standard error is not a terminal. Safe for any number of threads.
/// </summary>
internal sealed class ProgressLine : IDisposable
{
    /// <summary>Goes to the beginning of the line and clears it.</summary>
    public const string WipeLine = "\r\e[K";

    private const int BarWidth = 24;
    private static readonly TimeSpan s_interval = TimeSpan.FromMilliseconds(60);
    private readonly Lock _lock = new();
    private readonly bool _isVisible;
    private readonly bool _color;
    private long _shown;
    private bool _isDirty;

    public ProgressLine(bool isVisible, bool color)
    {
        _isVisible = isVisible;
        _color = color;
    }

    /// <summary>Shows a step. Calls that follow each other too quickly are passed over.</summary>
    /// <param name="step">What is being done.</param>
    /// <param name="fraction">How far it is, from 0 to 1.</param>
    public void Show(string step, double fraction)
    {
        if (!_isVisible)
        {
            return;
        }

        lock (_lock)
        {
            if (_shown != 0 && Stopwatch.GetElapsedTime(_shown) < s_interval)
            {
                return;
            }

            _shown = Stopwatch.GetTimestamp();
            _isDirty = true;
            int full = (int)Math.Round(Math.Clamp(fraction, 0, 1) * BarWidth);
            string bar = new('━', full);
            string rest = new('─', BarWidth - full);
            string line = _color ? $"\e[38;5;39m{bar}\e[38;5;238m{rest}\e[0m" : bar + rest;
            Console.Error.Write($"{WipeLine}{line} {TextWidth.OneLine(step, Math.Max(10, LineWidth() - BarWidth - 2))}");
        }
    }

    public void Dispose()
    {
        lock (_lock)
        {
            if (_isDirty)
            {
                Console.Error.Write(WipeLine);
            }
        }
    }

    /// <summary>Columns of the terminal that progress is shown on.</summary>
    public static int LineWidth()
    {
        try
        {
            return Console.WindowWidth > 0 ? Console.WindowWidth : 80;
        }
        catch (IOException)
        {
            return 80;
        }
    }
}
