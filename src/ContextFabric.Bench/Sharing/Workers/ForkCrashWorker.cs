using ContextFabric.Storage.Raw;

namespace ContextFabric.Bench.Sharing;

/// <summary>Forks children that read a byte of a mapping and end, one way or the other: R36 of the requirements.</summary>
internal sealed class ForkCrashWorker(string[] files) : IWorker
{
    public const string Default = "default";
    public const string Inheritable = "inheritable";
    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(30);

    public string Ready => WorkerProtocol.Format();

    public string Answer(string[] words)
    {
        if (words[0] != WorkerProtocol.Fork)
        {
            throw IWorker.Unknown(words);
        }

        using MappedFile file = MappedFile.Open(files[0], inheritable: words[1] == Inheritable);
        _ = file.TouchAll();
        ChildExit exit = ForkProbe.TouchInSacrificedChild(file.Address, s_limit);
        return WorkerProtocol.Format(("code", exit.ExitCode ?? -1), ("signal", exit.Signal ?? 0));
    }

    public void Dispose()
    {
    }
}
