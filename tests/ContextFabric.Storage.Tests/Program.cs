using ContextFabric.Storage.Tests;
using ContextFabric.Testing;
using Xunit.Sdk;
using Xunit.v3;

// Some tests measure the memory of the whole process; run side by side, others would show up in their figures.
[assembly: Parallelization(Mode = ParallelMode.None)]

// What the test framework would generate, and one case before it: a process that a test starts to be killed.
if (args.Length > 0 && args[0] == ChildProcess.Argument)
{
    return ChildCommands.Run(args[1..]);
}

return args.Contains("--server") || args.Contains("--internal-msbuild-node")
    ? await Xunit.MicrosoftTestingPlatform.TestPlatformTestFramework.RunAsync(args, SelfRegisteredExtensions.AddSelfRegisteredExtensions)
    : await Xunit.Runner.InProc.SystemConsole.ConsoleRunner.Run(args);
