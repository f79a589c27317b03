using System.CommandLine;
using ContextFabric.Cli.Output;
using ContextFabric.Diagnostics;

namespace ContextFabric.Cli.Corpora;

/// <summary>
/// The argument CORPUS with the option <c>--module</c>, and what they stand for: a <c>.tf</c> folder, a store
/// file, a registered name or <c>demo</c>.
/// </summary>
internal sealed class CorpusArgument(CliOutput output)
{
    public Argument<string> Corpus { get; } = new("CORPUS")
    {
        Description = $"A .tf folder (compiled on first use), a store file, a registered name, or '{EmbeddedCorpus.Name}'",
    };

    public Option<string[]> Modules { get; } = new("--module", "-m")
    {
        Description = "A further folder or store laid over the corpus; may be repeated",
    };

    /// <summary>The folders and stores that the command line names.</summary>
    public IReadOnlyList<string> Locations(ParseResult parsed) =>
        [Resolve(parsed.GetValue(Corpus)!), .. (parsed.GetValue(Modules) ?? []).Select(Resolve)];

    /// <summary>Opens the corpus that the command line names; compiles it first where needed, with a notice.</summary>
    public Corpus Open(ParseResult parsed, CancellationToken cancellationToken) => Open(Locations(parsed), cancellationToken);

    /// <summary>Opens a corpus; compiles it first where needed, with a notice.</summary>
    public Corpus Open(IReadOnlyList<string> locations, CancellationToken cancellationToken)
    {
        using var report = new CompileNotice(output);
        return ContextFabric.Corpus.Open(locations, modules: null, new CorpusOptions
        {
            Progress = report,
            Warning = warning => output.Warning(warning.ToString()),
            CancellationToken = cancellationToken,
        });
    }

    /// <summary>The path that a word on the command line stands for.</summary>
    public static string Resolve(string text)
    {
        if (text == EmbeddedCorpus.Name)
        {
            return EmbeddedCorpus.Extract();
        }

        if (Directory.Exists(text) || File.Exists(text))
        {
            return Path.GetFullPath(text);
        }

        SortedDictionary<string, string> names = CorpusRegistry.Load();
        if (!names.TryGetValue(text, out string? path))
        {
            string near = Suggestions.Nearest(text, [.. names.Keys, EmbeddedCorpus.Name]) is [string first, ..] ? $"; did you mean '{first}'?" : string.Empty;
            throw CliException.NotFound($"'{text}' is neither a folder, nor a file, nor a registered name{near}");
        }

        return Directory.Exists(path) || File.Exists(path)
            ? path
            : throw CliException.NotFound($"'{text}' is registered as {path}, which does not exist any more");
    }
}
