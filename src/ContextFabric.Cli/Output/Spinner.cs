namespace ContextFabric.Cli.Output;

/// <summary>
/// A turning sign with a text on the last line of a terminal, for work whose end is not known. It appears when the
/// work has taken a while, and is wiped when disposed.
/// </summary>
internal sealed class Spinner : IDisposable
{
    private const string Signs = "⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏";
    private static readonly TimeSpan s_patience = TimeSpan.FromMilliseconds(300);
    private static readonly TimeSpan s_interval = TimeSpan.FromMilliseconds(100);
    private readonly Lock _lock = new();
    private readonly Func<string> _text;
    private readonly Timer? _timer;
    private int _turns;
    private bool _isEnded;

    public Spinner(Func<string> text, bool isVisible)
    {
        _text = text;
        _timer = isVisible ? new Timer(_ => Show(), null, s_patience, s_interval) : null;
    }

    public void Dispose()
    {
        _timer?.Dispose();
        lock (_lock)
        {
            // a tick that is under way finds it ended
            if (!_isEnded && _turns > 0)
            {
                Console.Error.Write(ProgressLine.WipeLine);
            }

            _isEnded = true;
        }
    }

    private void Show()
    {
        lock (_lock)
        {
            if (!_isEnded)
            {
                char sign = Signs[_turns++ % Signs.Length];
                Console.Error.Write($"{ProgressLine.WipeLine}{sign} {TextWidth.OneLine(_text(), ProgressLine.LineWidth() - 3)}");
            }
        }
    }
}
