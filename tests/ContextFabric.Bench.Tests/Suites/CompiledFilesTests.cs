using ContextFabric.Bench.Suites.Compiling;
using ContextFabric.Testing;
using Xunit;

namespace ContextFabric.Bench.Tests.Suites;

public sealed class CompiledFilesTests
{
    [Fact]
    public void Equal_folders_have_equal_digests_wherever_they_are()
    {
        using TempFolder one = Folder(("a", "xy"), ("sub/b", "z"));
        using TempFolder other = Folder(("sub/b", "z"), ("a", "xy"));

        Assert.Equal(CompiledFiles.Of(one.Path), CompiledFiles.Of(other.Path));
        Assert.Equal(3, CompiledFiles.Of(one.Path).Bytes);
    }

    [Fact]
    public void Names_contents_and_where_one_ends_count()
    {
        using TempFolder basis = Folder(("a", "xy"), ("b", "z"));
        using TempFolder moved = Folder(("a", "x"), ("b", "yz"));
        using TempFolder renamed = Folder(("a", "xy"), ("c", "z"));
        using TempFolder changed = Folder(("a", "xy"), ("b", "y"));

        string[] digests = [.. new[] { basis, moved, renamed, changed }.Select(folder => CompiledFiles.Of(folder.Path).Digest)];

        Assert.Equal(digests.Length, digests.Distinct(StringComparer.Ordinal).Count());
    }

    [Fact]
    public void Nothing_is_an_error()
    {
        using var folder = new TempFolder();

        Assert.Contains("nothing was written", Assert.Throws<BenchException>(() => CompiledFiles.Of(folder["none"])).Message, StringComparison.Ordinal);
        Assert.Throws<BenchException>(() => CompiledFiles.Of(folder.Path));
    }

    [Fact]
    public void Reading_as_text_counts_lines_and_bytes()
    {
        using TempFolder folder = Folder(("a", "1\n2\n"), ("b", "3"));

        var reading = TextReading.Of([folder["a"], folder["b"]]);

        Assert.Equal((5, 3), (reading.Bytes, reading.Lines));
    }

    private static TempFolder Folder(params (string Name, string Text)[] files)
    {
        var folder = new TempFolder();
        foreach ((string name, string text) in files)
        {
            folder.Write(name, text);
        }

        return folder;
    }
}
