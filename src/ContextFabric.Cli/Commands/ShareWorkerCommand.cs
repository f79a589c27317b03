using System.CommandLine;
using ContextFabric.Cli.Sharing;

namespace ContextFabric.Cli.Commands;

/// <summary><c>cfabric share-worker MODE STORE…</c>: a child of <c>share</c>; not for users.</summary>
internal static class ShareWorkerCommand
{
    public static Command Create()
    {
        var mode = new Argument<WorkerMode>("MODE");
        var stores = new Argument<string[]>("STORE") { Arity = ArgumentArity.ZeroOrMore };
        return new Command(ShareWorker.CommandName, "Worker of a sharing measurement") { Hidden = true }
            .With(mode, stores)
            .Runs((parsed, _) => ShareWorker.Run(parsed.GetValue(mode), parsed.GetValue(stores) ?? [], Console.In, Console.Out));
    }
}
