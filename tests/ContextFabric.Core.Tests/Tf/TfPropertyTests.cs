using System.Text;
using ContextFabric.Diagnostics;
using ContextFabric.Testing;
using ContextFabric.Tf;
using CsCheck;
using Xunit;

namespace ContextFabric.Core.Tests.Tf;

public class TfPropertyTests
{
    private static readonly Gen<string> s_text = Gen.OneOf("", " ", "a", "\\", "\t", "\n", "t", "n", "@", "=", "é", "\U0001D538", "\u2028", "\0", "long enough to fill a vector of bytes")
        .Array[0, 6].Select(string.Concat);

    private static readonly Gen<long> s_number = Gen.OneOf(Gen.Long, Gen.Long[-3, 3], Gen.OneOf(long.MinValue, long.MaxValue, int.MinValue));

    /// <summary>Pieces of files, sound and unsound, that reach deeper than random bytes do.</summary>
    private static readonly Gen<byte[]> s_pieces = Gen.OneOf(
            Gen.OneOf(
                "@node\n", "@edge\n", "@config\n", "@edgeValues\n", "@valueType=int\n", "@valueType=str\n", "@a=b\n", "\n", "\n\n", "\t", "1", "2", "3-5", ",", "-",
                "7", "99", "0", "2147483648", "99999999999999999999", " ", "\\", "\\t", "\r", "\r\n", "x", "é", "\0", "word", "\uFEFF").Select(s => Encoding.UTF8.GetBytes(s)),
            Gen.Byte.Array[1, 3])
        .Array[0, 40].Select(parts => parts.SelectMany(p => p).ToArray());

    private static readonly Gen<byte[]> s_file = Gen.Select(
        Gen.OneOf("", "@node\n@valueType=str\n\n", "@node\n@valueType=int\n\n", "@edge\n@valueType=str\n\n", "@edge\n@edgeValues\n@valueType=str\n\n", "@edge\n@edgeValues\n@valueType=int\n\n"),
        s_pieces,
        (header, rest) => (byte[])[.. Encoding.UTF8.GetBytes(header), .. rest]);

    [Fact]
    public void Whatever_the_bytes_the_reader_only_reports()
    {
        (TfTypes? types, _) = TfProbe.ReadTypes("@node\n@valueType=str\n\n1-6\tword\n7\tdoc\n8-9\tpara\n10-11\tphrase\n");
        using var folder = new TempFolder();
        Gen.Select(s_file, Gen.Bool).Sample(
            (content, lenient) =>
            {
                var options = new TfReadOptions { Lenient = lenient };
                var source = new TfSource("f", folder.Write(Guid.NewGuid() + ".tf", content));
                Check(bag => TfReader.ReadFeature(source, TfProbe.MaxNode, options, bag));
                Check(bag => TfReader.ReadTypes(source, options with { MaxNodes = 1000 }, bag));
                Check(bag => TfReader.ReadSlots(source, types!, options, bag));
                Check(bag => TfReader.ReadConfig(source, options, bag));
                Check(bag => TfReader.ReadHeader(source, options, bag));
                File.Delete(source.Path);
            },
            iter: 3000);
    }

    [Fact]
    public void What_is_read_leniently_is_written_and_read_the_same()
    {
        using var folder = new TempFolder();
        s_file.Sample(
            content =>
            {
                string name = Guid.NewGuid().ToString();
                var first = new DiagnosticBag();
                using TfFeature? feature = TfReader.ReadFeature(new TfSource("f", folder.Write(name + ".tf", content)), TfProbe.MaxNode, new TfReadOptions { Lenient = true }, first);
                if (feature is null)
                {
                    return;
                }

                SaveReport report = TfWriter.Write(folder[name], [feature]);
                var second = new DiagnosticBag();
                using TfFeature? again = TfReader.ReadFeature(new TfSource("f", folder[name + "/f.tf"]), TfProbe.MaxNode, TfReadOptions.Default, second);
                Assert.True(report.Success && !second.HasErrors, string.Join('\n', second.ToList()));
                Assert.Equal(Show(feature), Show(again!));
            },
            iter: 2000);
    }

    [Fact]
    public void Sound_node_files_mean_what_the_plain_definition_says()
    {
        Gen<string> line = Gen.Select(Gen.OneOf("", "1\t", "2-4\t", "4,1-2\t", "9\t"), Gen.OneOf("", "a", "a", "b\\\\\\t", "cc"), (spec, value) => spec + value);
        Gen.Select(line.Array[0, 12], Gen.Bool).Sample((lines, final) =>
        {
            string data = string.Join('\n', lines) + (final ? "\n" : "");
            (TfFeature? feature, IReadOnlyList<Diagnostic> findings) = TfProbe.Read("@node\n@valueType=str\n\n" + data);
            Dictionary<int, string>? expected = ByDefinition(data);
            Assert.Equal(expected is null, feature is null);
            if (expected is not null)
            {
                Assert.Equal(expected, TfProbe.Strings(feature));
            }
        });
    }

    [Fact]
    public void Drafts_survive_saving_and_reading()
    {
        Gen<DatasetDraft> drafts =
            from slots in Gen.Int[1, 6]
            from sizes in Gen.Int[1, 3].Array[0, 3]
            let maxNode = slots + sizes.Sum()
            from mapped in Gen.Int[1, slots].Array[1, 8].Array[sizes.Sum()]
            from texts in Map(Gen.Int[1, maxNode], s_text)
            from numbers in Map(Gen.Int[1, maxNode], s_number)
            from edges in Gen.Select(Gen.Int[1, maxNode], Gen.Int[1, maxNode]).Array[0, 8]
            from textEdges in Map(Gen.Select(Gen.Int[1, maxNode], Gen.Int[1, maxNode]), s_text.Null())
            from intEdges in Map(Gen.Select(Gen.Int[1, maxNode], Gen.Int[1, maxNode]), s_number.Nullable())
            select Draft(slots, sizes, mapped, texts, numbers, edges, textEdges, intEdges);
        using var folder = new TempFolder();
        drafts.Sample(
            draft =>
            {
                string target = folder[Guid.NewGuid().ToString()];
                SaveReport report = draft.Save(target);
                Assert.True(report.Success, string.Join('\n', report.Diagnostics));
                var bag = new DiagnosticBag();
                using TfDataset read = TfDataset.Read([target], null, null, bag);
                Assert.DoesNotContain(bag.ToList(), d => d.Severity == DiagnosticSeverity.Error);
                AssertSame(draft, read);
            },
            iter: 400);
    }

    private static Gen<Dictionary<TKey, TValue>> Map<TKey, TValue>(Gen<TKey> keys, Gen<TValue> values)
        where TKey : notnull =>
        Gen.Select(keys, values).Array[0, 8].Select(pairs => pairs.DistinctBy(p => p.Item1).ToDictionary(p => p.Item1, p => p.Item2));

    private static void Check(Func<DiagnosticBag, object?> read)
    {
        var bag = new DiagnosticBag();
        object? result = read(bag);
        Assert.Equal(bag.HasErrors, result is null);
        Assert.All(bag.ToList(), d => Assert.True(d.Line >= 0 && d.Column >= 0 && (d.Found?.Length ?? 0) <= 80 && d.ToString().Length > 10));
        (result as IDisposable)?.Dispose();
    }

    private static string Show(TfFeature feature) => feature switch
    {
        TfStringFeature => string.Join('|', TfProbe.Strings(feature)),
        TfIntFeature => string.Join('|', TfProbe.Integers(feature)),
        TfEdgeFeature => string.Join('|', TfProbe.Edges(feature)),
        _ => "config",
    };

    /// <summary>The data lines of a text feature, read the slow way; null when a node does not exist.</summary>
    private static Dictionary<int, string>? ByDefinition(string data)
    {
        var values = new Dictionary<int, string>();
        int next = 1;
        string[] lines = data.Split('\n');
        foreach (string line in data.EndsWith('\n') || data.Length == 0 ? lines[..^1] : lines)
        {
            string[] fields = line.Split('\t');
            var nodes = new SortedSet<int>();
            foreach (string part in fields.Length == 1 ? [$"{next}"] : fields[0].Split(','))
            {
                int[] bounds = [.. part.Split('-').Select(b => int.Parse(b, System.Globalization.CultureInfo.InvariantCulture))];
                nodes.UnionWith(Enumerable.Range(bounds[0], bounds[^1] - bounds[0] + 1));
            }

            if (nodes.Max > TfProbe.MaxNode)
            {
                return null;
            }

            string value = string.Join('\\', fields[^1].Split(@"\\").Select(p => p.Replace(@"\t", "\t", StringComparison.Ordinal).Replace(@"\n", "\n", StringComparison.Ordinal)));
            foreach (int node in nodes)
            {
                values[node] = value;
            }

            next = nodes.Max + 1;
        }

        return values;
    }

    private static DatasetDraft Draft(
        int slots,
        int[] sizes,
        int[][] mapped,
        Dictionary<int, string> texts,
        Dictionary<int, long> numbers,
        (int, int)[] edges,
        Dictionary<(int, int), string?> textEdges,
        Dictionary<(int, int), long?> intEdges)
    {
        var draft = new DatasetDraft();
        int node = 1;
        for (; node <= slots; node++)
        {
            draft.Types[node] = "slot\tx";
        }

        for (int type = 0; type < sizes.Length; type++)
        {
            for (int i = 0; i < sizes[type]; i++, node++)
            {
                draft.Types[node] = $"t{type}";
                draft.Slots[node] = mapped[node - slots - 1];
            }
        }

        draft.TextFeatures["text"] = texts;
        draft.IntFeatures["number"] = numbers;
        draft.Edges["edge"] = edges;
        draft.TextEdges["textEdge"] = textEdges;
        draft.IntEdges["intEdge"] = intEdges;
        return draft;
    }

    private static void AssertSame(DatasetDraft draft, TfDataset read)
    {
        int maxSlot = read.Types!.MaxSlot;
        Assert.Equal(draft.Types.OrderBy(t => t.Key).Select(t => t.Value), Enumerable.Range(1, read.Types.MaxNode).Select(n => read.Types.TypeOf(n)!));
        foreach ((int node, IReadOnlyCollection<int> slots) in draft.Slots)
        {
            Assert.Equal(slots.Distinct().Order(), TfProbe.SlotsOf(read.Slots!, node - maxSlot - 1, node));
        }

        Assert.Equal(draft.TextFeatures["text"], TfProbe.Strings(read.Find("text")));
        Assert.Equal(draft.IntFeatures["number"], TfProbe.Integers(read.Find("number")));
        Assert.Equal(draft.Edges["edge"].Distinct().Order(), TfProbe.Edges(read.Find("edge")).Keys);
        Assert.Equal(draft.TextEdges["textEdge"].ToDictionary(e => e.Key, e => e.Value ?? ""), TfProbe.Edges(read.Find("textEdge")).ToDictionary(e => e.Key, e => e.Value!));
        Assert.Equal(
            draft.IntEdges["intEdge"].ToDictionary(e => e.Key, e => e.Value?.ToString(System.Globalization.CultureInfo.InvariantCulture)),
            TfProbe.Edges(read.Find("intEdge")));
    }
}
