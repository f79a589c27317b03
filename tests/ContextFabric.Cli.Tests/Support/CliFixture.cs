using Xunit;

[assembly: AssemblyFixture(typeof(ContextFabric.Cli.Tests.Support.CliFixture))]

namespace ContextFabric.Cli.Tests.Support;

/// <summary>A home folder for the command and a copy of the showcase corpus, compiled once for all tests.</summary>
public sealed class CliFixture : IAsyncLifetime
{
    private readonly DirectoryInfo _root = Directory.CreateTempSubdirectory("cfabric-tests-");

    /// <summary>A <c>.tf</c> folder with a store beside it. Not to be changed by tests.</summary>
    public string Corpus => Path.Combine(_root.FullName, "showcase");

    /// <summary>The store of <see cref="Corpus"/>. Not to be changed by tests.</summary>
    public string Store => Path.Combine(Corpus, ".cfm", "corpus.cfm");

    public async ValueTask InitializeAsync()
    {
        CopyShowcase(Corpus);
        (await RunAsync("compile", Corpus)).Exits(0);
    }

    public ValueTask DisposeAsync()
    {
        _root.Delete(recursive: true);
        return ValueTask.CompletedTask;
    }

    /// <summary>A new empty folder.</summary>
    public string NewFolder() => Directory.CreateDirectory(Path.Combine(_root.FullName, Path.GetRandomFileName())).FullName;

    /// <summary>A new file with a text.</summary>
    public string NewFile(string name, string text)
    {
        string path = Path.Combine(NewFolder(), name);
        File.WriteAllText(path, text);
        return path;
    }

    /// <summary>A new folder with the sources of the showcase corpus.</summary>
    public string NewCorpus()
    {
        string folder = NewFolder();
        CopyShowcase(folder);
        return folder;
    }

    /// <summary>A copy of the store that a test may damage.</summary>
    public string NewStore()
    {
        string path = Path.Combine(NewFolder(), "copy.cfm");
        File.Copy(Store, path);
        return path;
    }

    internal Task<CliResult> RunAsync(params string[] arguments) => CliProcess.RunAsync(_root.FullName, null, arguments);

    internal Task<CliResult> RunWithInputAsync(string input, params string[] arguments) => CliProcess.RunAsync(_root.FullName, input, arguments);

    internal System.Diagnostics.ProcessStartInfo StartInfo(params string[] arguments) => CliProcess.StartInfo(_root.FullName, arguments);

    private static void CopyShowcase(string folder)
    {
        Directory.CreateDirectory(folder);
        foreach (string file in Directory.EnumerateFiles(Repository.Showcase, "*.tf"))
        {
            File.Copy(file, Path.Combine(folder, Path.GetFileName(file)));
        }
    }
}
