using System.Globalization;
using System.Text;

namespace ContextFabric.Testing;

/// <summary>A run of node numbers of one type.</summary>
public sealed record PlainType(string Name, int First, int Last);

/// <summary>
/// A corpus in plain collections: what the engine is compared with. Written as <c>.tf</c> text without any code of
/// the engine.
/// </summary>
public sealed class PlainCorpus
{
    /// <summary>Types by first node; the slot type first.</summary>
    public List<PlainType> Types { get; } = [];

    /// <summary>Ascending slots of node n at n − 1; of a slot itself.</summary>
    public List<int[]> Slots { get; } = [];

    public Dictionary<string, SortedDictionary<int, string>> Texts { get; } = [];

    public Dictionary<string, SortedDictionary<int, long>> Numbers { get; } = [];

    public Dictionary<string, SortedSet<(int From, int To)>> Edges { get; } = [];

    public Dictionary<string, SortedDictionary<(int From, int To), string>> TextEdges { get; } = [];

    public Dictionary<string, SortedDictionary<(int From, int To), long?>> NumberEdges { get; } = [];

    /// <summary>Lines of <c>otext.tf</c> without the leading <c>@</c>; no file when null.</summary>
    public string[]? Otext { get; set; }

    public int MaxSlot => Types[0].Last;

    public int MaxNode => Types[^1].Last;

    public string TypeOf(int node) => Types.First(type => node <= type.Last).Name;

    public int[] SlotsOf(int node) => Slots[node - 1];

    /// <summary>Adds the slots 1..count.</summary>
    public PlainCorpus AddSlots(string type, int count)
    {
        Types.Add(new PlainType(type, 1, count));
        for (int slot = 1; slot <= count; slot++)
        {
            Slots.Add([slot]);
        }

        return this;
    }

    /// <summary>Adds nodes with these slots after all others.</summary>
    public PlainCorpus AddNodes(string type, params int[][] slotSets)
    {
        if (slotSets.Length > 0)
        {
            Types.Add(new PlainType(type, Slots.Count + 1, Slots.Count + slotSets.Length));
            Slots.AddRange(slotSets);
        }

        return this;
    }

    /// <summary>Writes one file per feature.</summary>
    public void Write(string folder)
    {
        Directory.CreateDirectory(folder);
        Write(folder, "otype", "@node\n@valueType=str\n", Types.Select(type => $"{Range(type.First, type.Last)}\t{type.Name}"));
        Write(folder, "oslots", "@edge\n@valueType=str\n", Enumerable.Range(MaxSlot + 1, MaxNode - MaxSlot).Select(node => $"{node}\t{Spec(SlotsOf(node))}"));
        WriteFeatures(folder);
    }

    /// <summary>Writes the features only: a module over another corpus.</summary>
    public void WriteFeatures(string folder)
    {
        Directory.CreateDirectory(folder);
        if (Otext is not null)
        {
            File.WriteAllText(Path.Combine(folder, "otext.tf"), "@config\n" + string.Concat(Otext.Select(line => $"@{line}\n")) + "\n");
        }

        foreach ((string name, SortedDictionary<int, string> values) in Texts)
        {
            Write(folder, name, "@node\n@valueType=str\n", values.Select(pair => $"{pair.Key}\t{Escape(pair.Value)}"));
        }

        foreach ((string name, SortedDictionary<int, long> values) in Numbers)
        {
            Write(folder, name, "@node\n@valueType=int\n", values.Select(pair => string.Create(CultureInfo.InvariantCulture, $"{pair.Key}\t{pair.Value}")));
        }

        foreach ((string name, SortedSet<(int From, int To)> edges) in Edges)
        {
            Write(folder, name, "@edge\n@valueType=str\n", edges.Select(edge => $"{edge.From}\t{edge.To}"));
        }

        foreach ((string name, SortedDictionary<(int From, int To), string> edges) in TextEdges)
        {
            Write(folder, name, "@edge\n@edgeValues\n@valueType=str\n", edges.Select(edge => $"{edge.Key.From}\t{edge.Key.To}\t{Escape(edge.Value)}"));
        }

        foreach ((string name, SortedDictionary<(int From, int To), long?> edges) in NumberEdges)
        {
            Write(folder, name, "@edge\n@edgeValues\n@valueType=int\n", edges.Select(edge => string.Create(CultureInfo.InvariantCulture, $"{edge.Key.From}\t{edge.Key.To}\t{edge.Value}")));
        }
    }

    /// <summary>Everything that was generated, for the report of a failed test.</summary>
    public override string ToString()
    {
        var text = new StringBuilder();
        foreach (PlainType type in Types)
        {
            text.Append(CultureInfo.InvariantCulture, $"{type.Name} {type.First}-{type.Last}");
            for (int node = Math.Max(type.First, MaxSlot + 1); node <= type.Last; node++)
            {
                text.Append(CultureInfo.InvariantCulture, $"  {node}:{Spec(SlotsOf(node))}");
            }

            text.Append('\n');
        }

        Append(text, Texts.Select(feature => (feature.Key, feature.Value.Select(pair => $"{pair.Key}={Escape(pair.Value)}"))));
        Append(text, Numbers.Select(feature => (feature.Key, feature.Value.Select(pair => $"{pair.Key}={pair.Value}"))));
        Append(text, Edges.Select(feature => (feature.Key, feature.Value.Select(edge => $"{edge.From}>{edge.To}"))));
        Append(text, TextEdges.Select(feature => (feature.Key, feature.Value.Select(edge => $"{edge.Key.From}>{edge.Key.To}={Escape(edge.Value)}"))));
        Append(text, NumberEdges.Select(feature => (feature.Key, feature.Value.Select(edge => $"{edge.Key.From}>{edge.Key.To}={edge.Value}"))));
        return text.ToString();
    }

    private static void Append(StringBuilder text, IEnumerable<(string Name, IEnumerable<string> Values)> features)
    {
        foreach ((string name, IEnumerable<string> values) in features)
        {
            text.Append(CultureInfo.InvariantCulture, $"{name}: {string.Join("  ", values)}\n");
        }
    }

    private static void Write(string folder, string name, string header, IEnumerable<string> lines)
        => File.WriteAllText(Path.Combine(folder, name + ".tf"), header + "\n" + string.Concat(lines.Select(line => line + "\n")));

    private static string Escape(string value)
        => value.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\t", "\\t", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal);

    private static string Range(int first, int last) => first == last ? $"{first}" : $"{first}-{last}";

    private static string Spec(int[] slots)
    {
        var parts = new List<string>();
        for (int i = 0; i < slots.Length;)
        {
            int end = i;
            while (end + 1 < slots.Length && slots[end + 1] == slots[end] + 1)
            {
                end++;
            }

            parts.Add(Range(slots[i], slots[end]));
            i = end + 1;
        }

        return string.Join(',', parts);
    }
}
