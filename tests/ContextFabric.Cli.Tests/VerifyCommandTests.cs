using System.IO.Compression;
using ContextFabric.Cli.Tests.Support;
using ContextFabric.Storage.Container;
using Xunit;

namespace ContextFabric.Cli.Tests;

public sealed class VerifyCommandTests(CliFixture cli)
{
    [Fact]
    public async Task Sound_store_passes()
    {
        CliResult result = (await cli.RunAsync("verify", cli.Store)).Exits(0);

        Assert.StartsWith("SOUND", result.Output, StringComparison.Ordinal);
        Assert.True((await cli.RunAsync("verify", cli.Corpus, "--json")).Exits(0).Json()[0].GetProperty("isSound").GetBoolean());
    }

    [Fact]
    public async Task Every_flipped_bit_in_a_member_is_found()
    {
        byte[] sound = File.ReadAllBytes(cli.Store);
        foreach (double place in (double[])[0.2, 0.5, 0.8])
        {
            string store = cli.NewStore();
            byte[] damaged = [.. sound];
            damaged[MemberByte(store, place)] ^= 0x10;
            File.WriteAllBytes(store, damaged);

            CliResult result = (await cli.RunAsync("verify", store)).Exits(4);

            Assert.StartsWith(store, result.Error, StringComparison.Ordinal);
            Assert.Contains("checksum", result.Error, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(5000)]
    [InlineData(90000)]
    public async Task Truncated_store_is_refused(int missing)
    {
        string store = cli.NewStore();
        using (FileStream file = File.OpenWrite(store))
        {
            file.SetLength(file.Length - missing);
        }

        CliResult result = (await cli.RunAsync("verify", store)).Exits(4);

        Assert.Contains("truncated", result.Error, StringComparison.Ordinal);
        (await cli.RunAsync("info", store)).Exits(4);
    }

    [Fact]
    public async Task Damaged_store_of_a_folder_is_told_and_replaced_by_compiling()
    {
        string folder = cli.NewCorpus();
        string store = Path.Combine(folder, ".cfm", "corpus.cfm");
        Directory.CreateDirectory(Path.GetDirectoryName(store)!);
        File.WriteAllBytes(store, File.ReadAllBytes(cli.Store)[..1000]);

        (await cli.RunAsync("verify", folder)).Exits(4);
        (await cli.RunAsync("compile", folder)).Exits(0);
        (await cli.RunAsync("verify", folder)).Exits(0);
    }

    [Theory]
    [InlineData("")]
    [InlineData("this is no store")]
    public async Task Foreign_file_is_refused(string content)
    {
        string store = Path.Combine(cli.NewFolder(), "foreign.cfm");
        File.WriteAllText(store, content);

        CliResult result = (await cli.RunAsync("verify", store)).Exits(4);

        Assert.StartsWith(store, result.Error, StringComparison.Ordinal);
        (await cli.RunAsync("info", store)).Exits(4);
        (await cli.RunAsync("share", store)).Exits(4);
    }

    [Fact]
    public async Task Newer_store_asks_for_a_newer_program()
    {
        string store = Path.Combine(cli.NewFolder(), "newer.cfm");
        using (var writer = new ContainerWriter(store, "context-fabric 999\n"))
        {
            writer.Publish();
        }

        CliResult result = (await cli.RunAsync("verify", store)).Exits(4);

        Assert.Contains("version 999", result.Error, StringComparison.Ordinal);
        (await cli.RunAsync("info", store)).Exits(4);
    }

    [Fact]
    public void Store_is_an_ordinary_archive()
    {
        using ZipArchive archive = ZipFile.OpenRead(cli.Store);

        Assert.Contains(archive.Entries, entry => entry.FullName == "meta.json");
        Assert.All(archive.Entries, entry => Assert.Equal(entry.Length, entry.CompressedLength));
    }

    // the last byte of the member that lies at a place of the file: always covered by a checksum
    private static long MemberByte(string store, double place)
    {
        using ZipArchive archive = ZipFile.OpenRead(store);
        string name = archive.Entries[(int)(place * archive.Entries.Count)].FullName;
        byte[] bytes = File.ReadAllBytes(store);
        byte[] needle = System.Text.Encoding.UTF8.GetBytes(name);
        int header = bytes.AsSpan().IndexOf(needle) - 30;
        int nameLength = BitConverter.ToUInt16(bytes, header + 26);
        int extraLength = BitConverter.ToUInt16(bytes, header + 28);
        return header + 30 + nameLength + extraLength + Math.Max(0, archive.GetEntry(name)!.Length - 1);
    }
}
