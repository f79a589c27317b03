using ContextFabric.Bench.Running;
using ContextFabric.Testing;
using Xunit;

namespace ContextFabric.Bench.Tests.Running;

public sealed class RawTableTests
{
    [Fact]
    public void Rows_are_quoted_rounded_and_on_disk_at_once()
    {
        using var folder = new TempFolder();
        string path = folder["raw.csv"];
        using var table = RawTable.Open(path, ["name", "ms", "count", "flag"]);

        table.Add("a,\"b\"", 1.23456, 7, true);
        table.Add(null, null, 8L, false);

        Assert.Equal("name,ms,count,flag\n\"a,\"\"b\"\"\",1.235,7,true\n,,8,false\n", ReadShared(path));
    }

    [Fact]
    public void Appending_goes_on_with_the_same_columns_only()
    {
        using var folder = new TempFolder();
        string path = folder["raw.csv"];
        RawTable.Open(path, ["a", "b"]).Dispose();
        using (var again = RawTable.Open(path, ["a", "b"]))
        {
            again.Add(1, 2);
        }

        Assert.Equal("a,b\n1,2\n", File.ReadAllText(path));
        Assert.Contains("'a,b'", Assert.Throws<InvalidDataException>(() => RawTable.Open(path, ["a", "c"])).Message, StringComparison.Ordinal);
    }

    private static string ReadShared(string path)
    {
        using var reader = new StreamReader(new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite));
        return reader.ReadToEnd();
    }
}
