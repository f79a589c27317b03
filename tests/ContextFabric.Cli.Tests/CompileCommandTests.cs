using System.Text.Json;
using ContextFabric.Cli.Tests.Support;
using Xunit;

namespace ContextFabric.Cli.Tests;

public sealed class CompileCommandTests(CliFixture cli)
{
    [Fact]
    public async Task Compiles_once_and_again_when_forced()
    {
        string folder = cli.NewCorpus();

        CliResult first = (await cli.RunAsync("compile", folder)).Exits(0);
        CliResult second = (await cli.RunAsync("compile", folder)).Exits(0);
        CliResult third = (await cli.RunAsync("compile", folder, "--force")).Exits(0);

        Assert.StartsWith("COMPILED", first.Output, StringComparison.Ordinal);
        Assert.StartsWith("UP TO DATE", second.Output, StringComparison.Ordinal);
        Assert.StartsWith("COMPILED", third.Output, StringComparison.Ordinal);
        Assert.True(File.Exists(Path.Combine(folder, ".cfm", "corpus.cfm")));
    }

    [Fact]
    public async Task Writes_where_told_the_same_bytes_with_any_number_of_threads()
    {
        string folder = cli.NewCorpus();
        string one = Path.Combine(cli.NewFolder(), "one.cfm");
        string many = Path.Combine(cli.NewFolder(), "many.cfm");

        JsonElement json = (await cli.RunAsync("compile", folder, "-o", one, "--threads", "1", "--json")).Exits(0).Json();
        (await cli.RunAsync("compile", folder, "-o", many, "--threads", "4")).Exits(0);

        Assert.Equal(one, json[0].GetProperty("store").GetString());
        Assert.False(json[0].GetProperty("wasUpToDate").GetBoolean());
        Assert.Equal(new FileInfo(one).Length, json[0].GetProperty("storeBytes").GetInt64());
        Assert.Equal(File.ReadAllBytes(one), File.ReadAllBytes(many));
    }

    [Fact]
    public async Task A_folder_that_cannot_be_written_has_its_store_in_the_cache()
    {
        string folder = cli.NewCorpus();
        File.WriteAllText(Path.Combine(folder, ".cfm"), "a file where the folder of the store would be");

        JsonElement first = (await cli.RunAsync("compile", folder, "--json")).Exits(0).Json()[0];
        JsonElement second = (await cli.RunAsync("compile", folder, "--json")).Exits(0).Json()[0];

        Assert.DoesNotContain(folder, first.GetProperty("store").GetString(), StringComparison.Ordinal);
        Assert.EndsWith("corpus.cfm", first.GetProperty("store").GetString(), StringComparison.Ordinal);
        Assert.Equal((false, true), (first.GetProperty("wasUpToDate").GetBoolean(), second.GetProperty("wasUpToDate").GetBoolean()));
    }

    [Fact]
    public async Task A_stale_store_that_cannot_be_replaced_is_left_alone_for_one_in_the_cache()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows() || Environment.IsPrivilegedProcess, "permissions do not bind this user");
        string folder = cli.NewCorpus();
        string store = Path.Combine(folder, ".cfm", "corpus.cfm");
        (await cli.RunAsync("compile", folder)).Exits(0);
        byte[] shipped = File.ReadAllBytes(store);
        File.WriteAllText(Path.Combine(folder, "extra.tf"), "@node\n@valueType=str\n\n1\tx\n");
        SetMode(UnixFileMode.UserRead | UnixFileMode.UserExecute);
        try
        {
            CliResult info = (await cli.RunAsync("features", folder, "extra", "--json")).Exits(0);
            CliResult again = (await cli.RunAsync("compile", folder)).Exits(0);

            Assert.Equal(1, info.Json().GetProperty("count").GetInt32());
            Assert.StartsWith("UP TO DATE", again.Output, StringComparison.Ordinal);
            Assert.Equal(shipped, File.ReadAllBytes(store));
        }
        finally
        {
            SetMode(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }

        void SetMode(UnixFileMode mode)
        {
            if (!OperatingSystem.IsWindows())
            {
                File.SetUnixFileMode(Path.Combine(folder, ".cfm"), mode);
            }
        }
    }

    [Fact]
    public async Task Faulty_source_is_told_with_file_line_and_column()
    {
        string folder = cli.NewCorpus();
        string file = Path.Combine(folder, "verse.tf");
        File.AppendAllText(file, "not a number\n");
        int line = File.ReadAllLines(file).Length;

        CliResult result = (await cli.RunAsync("compile", folder)).Exits(4);

        Assert.Empty(result.Output);
        Assert.Contains($"{file}({line},1): error CF", result.Error, StringComparison.Ordinal);
        Assert.Contains("cfabric: the corpus was not compiled: 1 error", result.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(Path.Combine(folder, ".cfm", "corpus.cfm")));
    }

    [Fact]
    public async Task Lenient_accepts_with_a_warning_what_strict_refuses()
    {
        string folder = cli.NewCorpus();
        File.WriteAllText(Path.Combine(folder, "extra.tf"), "@node\n@description=x\n@valueType=str\n\n99999\tbeyond\n");

        (await cli.RunAsync("compile", folder)).Exits(4);
        CliResult lenient = (await cli.RunAsync("compile", folder, "--lenient")).Exits(0);

        Assert.Contains("warning CF", lenient.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task First_use_of_a_folder_compiles_it_with_a_notice()
    {
        string folder = cli.NewCorpus();

        CliResult first = (await cli.RunAsync("info", folder)).Exits(0);
        CliResult second = (await cli.RunAsync("info", folder)).Exits(0);

        Assert.Contains($"compiling {folder}", first.Error, StringComparison.Ordinal);
        Assert.Empty(second.Error);
    }

    [Fact]
    public async Task Output_goes_with_one_source()
    {
        CliResult result = (await cli.RunAsync("compile", cli.Corpus, cli.Corpus, "-o", "x.cfm")).Exits(2);

        Assert.Contains("--output", result.Error, StringComparison.Ordinal);
    }
}
