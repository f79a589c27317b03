using ContextFabric.Bench.Tests;
using ContextFabric.Testing;

// What the test framework would generate, and one case before it: a worker, a false peer, or a run that a test kills.
if (args.Length > 0 && args[0] == ChildProcess.Argument)
{
    return await ChildCommands.RunAsync(args[1..]);
}

return args.Contains("--server") || args.Contains("--internal-msbuild-node")
    ? await Xunit.MicrosoftTestingPlatform.TestPlatformTestFramework.RunAsync(args, SelfRegisteredExtensions.AddSelfRegisteredExtensions)
    : await Xunit.Runner.InProc.SystemConsole.ConsoleRunner.Run(args);
