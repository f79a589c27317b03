using ContextFabric.Cli.Output;

namespace ContextFabric.Cli.Corpora;

/// <summary>Tells a person that a corpus is being compiled: a line per folder, and a bar on a terminal.</summary>
internal sealed class CompileNotice(CliOutput output) : IProgress<CompileProgress>, IDisposable
{
    private readonly Lock _lock = new();
    private readonly ProgressLine _bar = output.Progress();
    private string? _folder;

    public void Report(CompileProgress value)
    {
        lock (_lock)
        {
            if (value.Folder != _folder)
            {
                _folder = value.Folder;
                output.Notice($"compiling {value.Folder}, once: the next start uses the result");
            }
        }

        if (value.Step.Length > 0)
        {
            _bar.Show(value.Step, value.Total == 0 ? 0 : (double)value.Done / value.Total);
        }
    }

    public void Dispose() => _bar.Dispose();
}
