using ContextFabric.Conformance;
using ContextFabric.Storage;

Residence residence = Residence.Mapped;
if (args.Length < 2 || (args.Length > 2 && !Enum.TryParse(args[2], ignoreCase: true, out residence)))
{
    Console.Error.WriteLine($"usage: ContextFabric.Conformance FILE.json TF_DIR [{string.Join('|', Enum.GetNames<Residence>())}]\nRuns every check of a file of recorded answers on a corpus and prints each difference.");
    return 2;
}

try
{
    return Runner.Run(args[0], args[1], Console.Out, residence) == 0 ? 0 : 1;
}
catch (Exception error) when (error is IOException or ContextFabric.ContextFabricException or System.Text.Json.JsonException or UnauthorizedAccessException)
{
    Console.Error.WriteLine(error.Message);
    return 1;
}
