using ContextFabric.Conformance;

if (args.Length < 2)
{
    Console.Error.WriteLine("usage: ContextFabric.Conformance FILE.json TF_DIR\nRuns every check of a file of recorded answers on a corpus and prints each difference.");
    return 2;
}

try
{
    return Runner.Run(args[0], args[1], Console.Out) == 0 ? 0 : 1;
}
catch (Exception error) when (error is IOException or ContextFabric.ContextFabricException or System.Text.Json.JsonException or UnauthorizedAccessException)
{
    Console.Error.WriteLine(error.Message);
    return 1;
}
