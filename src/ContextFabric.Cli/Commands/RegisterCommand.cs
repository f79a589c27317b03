using System.CommandLine;
using ContextFabric.Cli.Corpora;
using ContextFabric.Cli.Output;

namespace ContextFabric.Cli.Commands;

/// <summary><c>cfabric register [NAME [PATH]]</c>: names for corpora, usable wherever a corpus is asked for.</summary>
internal static class RegisterCommand
{
    public static Command Create(CliOutput output)
    {
        var name = new Argument<string?>("NAME") { Description = "The name; without it all names are listed", Arity = ArgumentArity.ZeroOrOne };
        var path = new Argument<string?>("PATH") { Description = "A .tf folder or a store file", Arity = ArgumentArity.ZeroOrOne };
        var remove = new Option<bool>("--remove") { Description = "Forget the name" };
        Option<bool> json = CommandExtensions.JsonOption();
        return new Command("register", "Give a corpus a name, or list the names")
            .With(name, path, remove, json)
            .Runs((parsed, _) => (parsed.GetValue(name), parsed.GetValue(path), parsed.GetValue(remove)) switch
            {
                (null, _, true) => throw CliException.Usage("--remove needs the NAME to forget"),
                (null, _, false) => List(output, parsed.GetValue(json)),
                (string known, null, true) => Remove(output, known),
                (string known, string place, false) => Add(output, known, place),
                (_, null, _) => throw CliException.Usage("give a PATH to register, or --remove to forget the name"),
                _ => throw CliException.Usage("--remove takes no PATH"),
            });
    }

    private static int List(CliOutput output, bool json)
    {
        SortedDictionary<string, string> names = CorpusRegistry.Load();
        if (json)
        {
            CliOutput.Json(names, CliJson.Instance.SortedDictionaryStringString);
            return ExitCode.Ok;
        }

        var grid = new Grid("name", "path");
        foreach ((string name, string path) in names)
        {
            grid.Add(name, path);
        }

        output.Table(grid.Add(EmbeddedCorpus.Name, "(in this program)"));
        return ExitCode.Ok;
    }

    private static int Add(CliOutput output, string name, string path)
    {
        if (string.IsNullOrWhiteSpace(name))
        {
            throw CliException.Usage("a name needs at least one visible character");
        }

        if (name == EmbeddedCorpus.Name)
        {
            throw CliException.Usage($"'{EmbeddedCorpus.Name}' always means the corpus in this program");
        }

        if (!File.Exists(path) && !Directory.Exists(path))
        {
            throw CliException.NotFound($"there is no folder or file '{path}'");
        }

        CorpusRegistry.Register(name, path);
        output.Notice($"{name} now stands for {Path.GetFullPath(path)}");
        return ExitCode.Ok;
    }

    private static int Remove(CliOutput output, string name)
    {
        if (!CorpusRegistry.Remove(name))
        {
            throw CliException.NotFound($"there is no name '{name}'");
        }

        output.Notice($"{name} is forgotten");
        return ExitCode.Ok;
    }
}
