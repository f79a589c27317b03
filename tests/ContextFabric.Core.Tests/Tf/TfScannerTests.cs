using System.Text;
using ContextFabric.Tf;
using CsCheck;
using Xunit;

namespace ContextFabric.Core.Tests.Tf;

public class TfScannerTests
{
    [Theory]
    [InlineData(0, 100)]
    [InlineData(16 * 1024 - 3, 16 * 1024 + 3)]
    [InlineData(30_000, 40_000)]
    public void Lines_and_fields_equal_a_plain_split(int shortest, int longest)
    {
        Gen.OneOf('\n', '\t', '\\', 'a', 'a', 'a', 'a', 'a').Array[shortest, longest].Sample(
            characters =>
            {
                string text = new(characters);
                string[] lines = text.Split('\n');
                string[] expected = text.EndsWith('\n') || text.Length == 0 ? lines[..^1] : lines;
                Assert.Equal(expected.Select(Describe), Scan(Encoding.UTF8.GetBytes(text)));
            },
            iter: 60);
    }

    private static string Describe(string line, int index)
    {
        int first = line.IndexOf('\t', StringComparison.Ordinal);
        int second = first < 0 ? -1 : line.IndexOf('\t', first + 1);
        return $"{index + 1} {line.Length} {line.Count(c => c == '\t')} {first} {second} {line.Contains('\\', StringComparison.Ordinal)}";
    }

    private static List<string> Scan(byte[] data)
    {
        var lines = new List<string>();
        var scanner = new TfScanner(data, 0, 1);
        while (scanner.Read())
        {
            int first = scanner.Tabs > 0 ? scanner.Tab1 - scanner.Start : -1;
            int second = scanner.Tabs > 1 ? scanner.Tab2 - scanner.Start : -1;
            lines.Add($"{scanner.Line} {scanner.End - scanner.Start} {scanner.Tabs} {first} {second} {scanner.Escapes}");
        }

        scanner.Dispose();
        return lines;
    }
}
