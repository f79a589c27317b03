using System.CommandLine;
using System.CommandLine.Parsing;
using System.Runtime.InteropServices;
using System.Text.RegularExpressions;
using ContextFabric.Bench.Running;
using ContextFabric.Bench.Sharing;
using ContextFabric.Bench.Workers;
using ContextFabric.Cli.Commands;
using ContextFabric.Cli.Commands.Bench;
using ContextFabric.Cli.Output;

namespace ContextFabric.Cli;

/// <summary>The command tree, and what all commands have in common: cancellation and the way failures are told.</summary>
internal static partial class CommandLineApplication
{
    /// <summary>Runs one command line and returns the exit code.</summary>
    public static async Task<int> RunAsync(string[] args)
    {
        // a worker is there to be measured, so it loads nothing that a program using the library would not
        if (args is [WorkerProtocol.CommandName, ..])
        {
            return ShareWorker.Run(args[1..], Console.In, Console.Out);
        }

        if (args is [BenchWorker.CommandName, ..])
        {
            return BenchWorker.Run(args[1..]);
        }

        if (args is [WorkerGuard.CommandName, var mark])
        {
            return WorkerGuard.Run(mark, Console.In);
        }

        CliOutput output = CliOutput.ForProcess();
        RootCommand root = CreateRoot(output);
        if (args.Length == 0)
        {
            await root.Parse("--help").InvokeAsync().ConfigureAwait(false);
            return ExitCode.Usage;
        }

        ParseResult parsed = root.Parse(args);
        if (parsed.Errors.Count > 0)
        {
            foreach (string message in parsed.Errors.Select(Message).Distinct(StringComparer.Ordinal))
            {
                output.Error($"cfabric: {message}");
            }

            output.Notice($"See {CommandOf(parsed)} --help");
            return BenchCommand.IsPartOf(parsed.CommandResult) ? BenchExit.Usage : ExitCode.Usage;
        }

        using var cancellation = new CancellationTokenSource();
        using PosixSignalRegistration interrupt = CancelOn(PosixSignal.SIGINT, cancellation);
        using PosixSignalRegistration terminate = CancelOn(PosixSignal.SIGTERM, cancellation);
        try
        {
            var configuration = new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null };
            return await parsed.InvokeAsync(configuration, cancellation.Token).ConfigureAwait(false);
        }
        catch (Exception e)
        {
            return Failure.Report(e, output);
        }
    }

    private static RootCommand CreateRoot(CliOutput output)
    {
        var root = new RootCommand("Annotated text corpora, mapped from disk and shared by every process that reads them.");
        root.Subcommands.Add(DemoCommand.Create(output));
        root.Subcommands.Add(CompileCommand.Create(output));
        root.Subcommands.Add(InfoCommand.Create(output));
        root.Subcommands.Add(FeaturesCommand.Create(output));
        root.Subcommands.Add(SearchCommand.Create(output));
        root.Subcommands.Add(TextCommand.Create(output));
        root.Subcommands.Add(NodeCommand.Create(output));
        root.Subcommands.Add(VerifyCommand.Create(output));
        root.Subcommands.Add(MemoryCommand.Create(output));
        root.Subcommands.Add(ShareCommand.Create(output));
        root.Subcommands.Add(BenchCommand.Create(output));
        root.Subcommands.Add(GenerateCommand.Create(output));
        root.Subcommands.Add(RegisterCommand.Create(output));
        return root;
    }

    private static string CommandOf(ParseResult parsed)
    {
        var names = new Stack<string>();
        for (SymbolResult? result = parsed.CommandResult; result is CommandResult command; result = command.Parent)
        {
            names.Push(command.Command is RootCommand ? "cfabric" : command.Command.Name);
        }

        return string.Join(' ', names);
    }

    private static string Message(ParseError error) =>
        ListBreak().Replace(WholeNumberType().Replace(error.Message, "as a whole number"), " ");

    [GeneratedRegex(@"as expected type '(System\.Nullable`1\[)?System\.Int(32|64)\]?'")]
    private static partial Regex WholeNumberType();

    // lists of possible values come one per line
    [GeneratedRegex(@"\r?\n\t?")]
    private static partial Regex ListBreak();

    private static PosixSignalRegistration CancelOn(PosixSignal signal, CancellationTokenSource cancellation) =>
        PosixSignalRegistration.Create(signal, context =>
        {
            // a second signal ends the process at once
            context.Cancel = !cancellation.IsCancellationRequested;
            cancellation.Cancel();
        });
}
