using ContextFabric.Compile;

namespace ContextFabric.Core.Tests;

/// <summary>What this executable does as the child of one of its tests.</summary>
internal static class ChildCommands
{
    public const string CompileForever = "compile-forever";
    public const string CompileOnce = "compile-once";

    public static int Run(string[] command)
    {
        string folder = command[1];
        switch (command[0])
        {
            case CompileForever:
                for (int round = 0; ; round++)
                {
                    if (round % 2 == 1)
                    {
                        File.Delete(Path.Combine(folder, ".cfm", "corpus.cfm"));
                    }

                    CorpusCompiler.Compile(folder, new CompileOptions { Force = true, Threads = 2 }, new Told(Say));
                    Say("compiled");
                }

            case CompileOnce:
                Say("ready");
                _ = Console.ReadLine();
                Say(CorpusCompiler.Compile(folder).IsFresh ? "worked" : "waited");
                return 0;

            default:
                return 2;
        }
    }

    private static void Say(string line)
    {
        Console.WriteLine(line);
        Console.Out.Flush();
    }

    private sealed class Told(Action<string> say) : IProgress<CompileProgress>
    {
        public void Report(CompileProgress value) => say(value.Step);
    }
}
