using System.Globalization;

namespace ContextFabric.Describing;

/// <summary>Results as rows: of each member node, type, text, section and the features asked for.</summary>
public sealed class ResultTable
{
    private readonly NodeReader _reader;
    private readonly int _perMember;
    private readonly (int Node, FeatureValue[] Cells)[] _last;

    /// <summary>Prepares a table.</summary>
    /// <param name="describer">The corpus.</param>
    /// <param name="query">The query whose results are shown.</param>
    /// <param name="options">Features, text format and language.</param>
    /// <exception cref="UnknownNameException">There is no such format or feature.</exception>
    public ResultTable(CorpusDescriber describer, SearchQuery query, NodeOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(describer);
        ArgumentNullException.ThrowIfNull(query);
        _reader = new NodeReader(describer, options ?? NodeOptions.Default);
        _perMember = 4 + _reader.Features.Length;
        _last = new (int, FeatureValue[])[query.Width];
        var columns = new List<string>();
        for (int atom = 0; atom < query.Width; atom++)
        {
            string prefix = string.Create(CultureInfo.InvariantCulture, $"node{atom}_");
            columns.AddRange([prefix + "node", prefix + "otype", prefix + "text", prefix + "section_ref"]);
            foreach (NodeFeature feature in _reader.Features)
            {
                columns.Add(prefix + (feature.Name is "node" or "otype" or "text" or "section_ref" ? "feature_" + feature.Name : feature.Name));
            }
        }

        Columns = columns;
    }

    /// <summary>Names of the columns.</summary>
    public IReadOnlyList<string> Columns { get; }

    /// <summary>The cells of a result, one per column. Not safe for several threads at once.</summary>
    public FeatureValue[] Read(ReadOnlySpan<int> row)
    {
        var cells = new FeatureValue[Columns.Count];
        for (int atom = 0; atom < row.Length; atom++)
        {
            if (_last[atom].Node != row[atom])
            {
                _last[atom] = (row[atom], Cells(row[atom]));
            }

            _last[atom].Cells.CopyTo(cells, atom * _perMember);
        }

        return cells;
    }

    private FeatureValue[] Cells(int node)
    {
        NodeInfo info = _reader.Read(node);
        var cells = new FeatureValue[_perMember];
        cells[0] = FeatureValue.Of(node);
        cells[1] = FeatureValue.Of(info.Otype ?? "");
        cells[2] = FeatureValue.Of(info.Text);
        cells[3] = FeatureValue.Of(info.SectionRef ?? "");
        for (int i = 0; i < _reader.Features.Length; i++)
        {
            cells[4 + i] = _reader.Features[i].ValueAt(node);
        }

        return cells;
    }
}
