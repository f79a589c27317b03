namespace ContextFabric.Cli.Tests.Support;

/// <summary>What a piece of code writes to the console of the test process.</summary>
internal static class ConsoleCapture
{
    /// <summary>Name of the test collection of all classes that use it: there is one console only.</summary>
    public const string Collection = "console";

    public static string Of(Action action)
    {
        TextWriter before = Console.Out;
        using var output = new StringWriter();
        Console.SetOut(output);
        try
        {
            action();
        }
        finally
        {
            Console.SetOut(before);
        }

        return output.ToString();
    }
}
