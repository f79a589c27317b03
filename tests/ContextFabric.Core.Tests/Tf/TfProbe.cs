using System.Text;
using ContextFabric.Diagnostics;
using ContextFabric.Testing;
using ContextFabric.Tf;
using Xunit;

namespace ContextFabric.Core.Tests.Tf;

/// <summary>Reads features given as text, and shows parsed ones as dictionaries.</summary>
internal static class TfProbe
{
    public const int MaxNode = 11;

    public static (TfFeature? Feature, IReadOnlyList<Diagnostic> Findings) Read(string text, bool lenient = false, string name = "extra") =>
        Read(Encoding.UTF8.GetBytes(text), lenient, name);

    public static (TfFeature? Feature, IReadOnlyList<Diagnostic> Findings) Read(byte[] content, bool lenient = false, string name = "extra")
    {
        using var folder = new TempFolder();
        var bag = new DiagnosticBag();
        var source = new TfSource(name, folder.Write(name + ".tf", content));
        TfFeature? feature = TfReader.ReadFeature(source, MaxNode, new TfReadOptions { Lenient = lenient }, bag);
        return (feature, bag.ToList());
    }

    public static (TfTypes? Types, IReadOnlyList<Diagnostic> Findings) ReadTypes(string text, int maxNodes = 1 << 28)
    {
        using var folder = new TempFolder();
        var bag = new DiagnosticBag();
        var source = new TfSource("otype", folder.Write("otype.tf", text));
        TfTypes? types = TfReader.ReadTypes(source, new TfReadOptions { MaxNodes = maxNodes }, bag);
        return (types, bag.ToList());
    }

    /// <summary>Reads <c>oslots</c> against six words, a doc (7), two paras and two phrases.</summary>
    public static (TfSlots? Slots, IReadOnlyList<Diagnostic> Findings) ReadSlots(string data)
    {
        using var folder = new TempFolder();
        var bag = new DiagnosticBag();
        (TfTypes? types, _) = ReadTypes("@node\n@valueType=str\n\n1-6\tword\n7\tdoc\n8-9\tpara\n10-11\tphrase\n");
        var source = new TfSource("oslots", folder.Write("oslots.tf", "@edge\n@valueType=str\n\n" + data));
        TfSlots? slots = TfReader.ReadSlots(source, types!, TfReadOptions.Default, bag);
        return (slots, bag.ToList());
    }

    public static Dictionary<int, string> Strings(TfFeature? feature)
    {
        TfStringFeature column = Assert.IsType<TfStringFeature>(feature);
        var values = new Dictionary<int, string>();
        for (int node = 1; node <= column.LastNode; node++)
        {
            if (column.Codes[node] > 0)
            {
                values[node] = column.Values.GetString(column.Codes[node] - 1);
            }
        }

        Assert.Equal(values.Count, column.Count);
        Assert.Equal(values.Count == 0 ? 0 : values.Keys.Min(), column.FirstNode);
        return values;
    }

    public static Dictionary<int, long> Integers(TfFeature? feature)
    {
        TfIntFeature column = Assert.IsType<TfIntFeature>(feature);
        var values = new Dictionary<int, long>();
        for (int node = 1; node <= column.LastNode; node++)
        {
            if (column.Has(node))
            {
                values[node] = column.Numbers[node];
            }
        }

        Assert.Equal(values.Count, column.Count);
        Assert.Equal(values.Count == 0 ? 0 : values.Keys.Min(), column.FirstNode);
        return values;
    }

    /// <summary>Edges with their values as text; null where there is no value.</summary>
    public static Dictionary<(int From, int To), string?> Edges(TfFeature? feature)
    {
        TfEdgeFeature edges = Assert.IsType<TfEdgeFeature>(feature);
        var values = new Dictionary<(int, int), string?>();
        for (int i = 0; i < edges.From.Length; i++)
        {
            string? value = edges.Codes is not null ? edges.Values!.GetString(edges.Codes[i])
                : edges.Present?[i] == true ? edges.Numbers![i].ToString(System.Globalization.CultureInfo.InvariantCulture)
                : null;
            values.Add((edges.From[i], edges.To[i]), value);
            Assert.True(i == 0 || (edges.From[i - 1], edges.To[i - 1]).CompareTo((edges.From[i], edges.To[i])) < 0);
        }

        return values;
    }

    public static int[] SlotsOf(TfSlots slots, int index, int node)
    {
        int row = Array.IndexOf(slots.GappedNodes, node);
        return row < 0
            ? [.. Enumerable.Range(slots.First[index], slots.Last[index] - slots.First[index] + 1)]
            : slots.GappedSlots[slots.GappedIndptr[row]..slots.GappedIndptr[row + 1]];
    }

    public static Diagnostic Only(IReadOnlyList<Diagnostic> findings, string code)
    {
        Diagnostic finding = Assert.Single(findings);
        Assert.Equal(code, finding.Code);
        return finding;
    }
}
