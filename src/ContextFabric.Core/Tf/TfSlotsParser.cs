using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using ContextFabric.Diagnostics;

namespace ContextFabric.Tf;

/// <summary>Parser and validator of <c>oslots</c>. Slots stay ranges until all of them are known to exist.</summary>
internal sealed class TfSlotsParser(TfReport report, TfTypes types)
{
    private const int RunsShown = 10;

    private readonly int _maxSlot = types.MaxSlot;
    private readonly int _maxNode = types.MaxNode;
    private readonly List<(int Low, int High)> _pieces = [];
    private readonly List<Gapped> _gapped = [];
    private Dictionary<int, int>? _gappedAt;
    private readonly TfRanges _union = new();
    private int[] _first = [];
    private int[] _last = [];
    private bool _gappedSorted = true;
    private int _lastLine;

    public TfSlots? Parse(TfFile file, TfHeaderBlock block)
    {
        CheckHeader(block);
        if (block.Header.Kind != TfKind.Edge || block.Header.HasEdgeValues)
        {
            return null;
        }

        int count = _maxNode - _maxSlot;
        _first = new int[count];
        _last = new int[count];
        Read(file.Data, block);

        // After refused lines the nodes of the lines that follow are unknown: no verdict on the rest.
        if (!report.HasErrors)
        {
            CheckComplete();
        }

        return report.HasErrors ? null : Finish(block.Header, file.Fingerprint);
    }

    private void CheckHeader(TfHeaderBlock block)
    {
        if (block.Header.Kind != TfKind.Edge)
        {
            report.Error(TfCodes.SlotsNotEdge, "oslots is not an edge feature", 1, 1, TfReaderText.KindWord(block.Header.Kind), "@edge");
        }
        else if (block.Header.HasEdgeValues)
        {
            report.Error(TfCodes.SlotsWithValues, "oslots declares edge values", block.EdgeValuesLine, 1, "@edgeValues", "an edge feature without values");
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Read(ReadOnlySpan<byte> data, TfHeaderBlock block)
    {
        var lines = new TfLineReport(report, lenient: false);
        var nodes = new TfRanges();
        var slots = new TfRanges();
        var line = new TfScanner(data, block.DataStart, block.DataLine);
        long next = 1;
        while (line.Read())
        {
            if (line.Tabs > 1)
            {
                lines.TooManyFields(line, 2);
                continue;
            }

            int start = line.Tabs == 0 ? line.Start : line.Tab1 + 1;
            int specEnd = line.Tabs == 0 ? line.End : line.Tab1;
            if (start == line.End)
            {
                lines.NoTarget(line, start);
                continue;
            }

            if (line.Tabs == 0)
            {
                nodes.Set((int)Math.Min(next, int.MaxValue));
            }
            else if (!lines.TryReadSpec(line, line.Start, specEnd, nodes))
            {
                continue;
            }

            next = (long)nodes.Highest + 1;
            if (!lines.TryReadSpec(line, start, line.End, slots))
            {
                continue;
            }

            bool knownNodes = nodes.Lowest > _maxSlot && nodes.Highest <= _maxNode;
            bool knownSlots = slots.Lowest >= 1 && slots.Highest <= _maxSlot;
            if (knownNodes && knownSlots)
            {
                slots.Normalise();
                Assign(line, specEnd, nodes, slots, lines);
                continue;
            }

            if (!knownNodes)
            {
                ReportNodes(line, specEnd, nodes, lines);
            }

            if (!knownSlots)
            {
                ReportSlots(line, start, slots, lines);
            }
        }

        _lastLine = line.Line;
        line.Dispose();
    }

    private void ReportNodes(in TfScanner line, int end, TfRanges nodes, TfLineReport lines)
    {
        if (nodes.Lowest is > 0 && nodes.Lowest <= _maxSlot)
        {
            lines.Fault(DiagnosticSeverity.Error, TfCodes.SlotHasSlots, $"node {nodes.Lowest} is a slot", line, line.Start, end, 0, $"nodes from {_maxSlot + 1} on");
        }
        else
        {
            int wrong = nodes.Lowest < 1 ? nodes.Lowest : nodes.Highest;
            lines.Fault(DiagnosticSeverity.Error, TfCodes.SlotsOfUnknownNode, $"node {wrong} is not in otype", line, line.Start, end, 0, $"nodes {_maxSlot + 1} to {_maxNode}");
        }
    }

    private void ReportSlots(in TfScanner line, int start, TfRanges slots, TfLineReport lines)
    {
        int wrong = slots.Lowest < 1 ? slots.Lowest : slots.Highest;
        string message = wrong >= 1 && wrong <= _maxNode
            ? $"node {wrong} of type '{types.TypeOf(wrong)}' is not a slot"
            : $"slot {wrong} does not exist";
        lines.Fault(DiagnosticSeverity.Error, TfCodes.NotASlot, message, line, start, line.End, 0, $"slots 1 to {_maxSlot}");
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Assign(in TfScanner line, int end, TfRanges nodes, TfRanges slots, TfLineReport lines)
    {
        int piece = _pieces.Count;
        foreach ((int low, int high) in nodes.Items)
        {
            for (int node = low; node <= high; node++)
            {
                int at = node - _maxSlot - 1;
                if (_first[at] != 0)
                {
                    lines.Fault(DiagnosticSeverity.Warning, TfCodes.SlotsGivenTwice, $"node {node} has slots already; both sets are united", line, line.Start, end, 0, "one line per node");
                    Unite(node, at, slots);
                    continue;
                }

                _first[at] = slots.Lowest;
                _last[at] = slots.Highest;
                if (slots.Count > 1)
                {
                    if (piece == _pieces.Count)
                    {
                        _pieces.AddRange(slots.Items);
                    }

                    AddGapped(node, piece, slots.Count);
                }
            }
        }
    }

    private void Unite(int node, int at, TfRanges slots)
    {
        _union.Clear();
        _gappedAt ??= Index();
        if (_gappedAt.TryGetValue(node, out int earlier))
        {
            Gapped entry = _gapped[earlier];
            for (int i = 0; i < entry.Count; i++)
            {
                (int low, int high) = _pieces[entry.Start + i];
                _union.Add(low, high);
            }

            // Left out at the end.
            _gapped[earlier] = entry with { Count = 0 };
            _gappedAt.Remove(node);
        }
        else
        {
            _union.Add(_first[at], _last[at]);
        }

        foreach ((int low, int high) in slots.Items)
        {
            _union.Add(low, high);
        }

        _union.Normalise();
        _first[at] = _union.Lowest;
        _last[at] = _union.Highest;
        if (_union.Count > 1)
        {
            int start = _pieces.Count;
            _pieces.AddRange(_union.Items);
            AddGapped(node, start, _union.Count);
        }
    }

    private void AddGapped(int node, int start, int count)
    {
        _gappedSorted &= _gapped.Count == 0 || _gapped[^1].Node < node;
        _gappedAt?.Add(node, _gapped.Count);
        _gapped.Add(new Gapped(node, start, count));
    }

    private Dictionary<int, int> Index()
    {
        var index = new Dictionary<int, int>(_gapped.Count);
        for (int i = 0; i < _gapped.Count; i++)
        {
            index.Add(_gapped[i].Node, i);
        }

        return index;
    }

    private void CheckComplete()
    {
        if (_first.Length > 0 && !_first.AsSpan().ContainsAnyExcept(0))
        {
            report.Error(TfCodes.SlotsEmpty, "oslots has no data lines", expected: $"slots for {TfReaderText.Nodes(_maxSlot + 1, _maxNode)}");
            return;
        }

        for (int i = 1; i < types.Ranges.Count; i++)
        {
            CheckComplete(types.Ranges[i]);
        }
    }

    private void CheckComplete(TfTypeRange type)
    {
        ReadOnlySpan<int> all = _first.AsSpan(type.First - _maxSlot - 1, type.Count);
        int at = all.IndexOf(0);
        if (at < 0)
        {
            return;
        }

        var list = new StringBuilder();
        int missing = 0;
        int runs = 0;
        bool toTheEnd = false;
        while (at < all.Length)
        {
            int length = all[at..].IndexOfAnyExcept(0);
            toTheEnd = length < 0;
            length = toTheEnd ? all.Length - at : length;
            missing += length;
            if (runs++ < RunsShown)
            {
                list.Append(runs > 1 ? ", " : "").Append((type.First + at).ToString(CultureInfo.InvariantCulture));
                if (length > 1)
                {
                    list.Append('-').Append((type.First + at + length - 1).ToString(CultureInfo.InvariantCulture));
                }
            }

            int step = toTheEnd ? -1 : all[(at + length)..].IndexOf(0);
            at = step < 0 ? all.Length : at + length + step;
        }

        string more = runs > RunsShown ? ", …" : "";
        string what = missing == 1 ? $"node {list} ({type.Name}) has no slots" : $"{missing} nodes of type '{type.Name}' have no slots: {list}{more}";

        // Nothing for the last nodes: the place to look at is the end of the file.
        bool cut = toTheEnd && type.Last == _maxNode;
        report.Error(TfCodes.NodeWithoutSlots, what, cut ? _lastLine : 0, 0, null, "at least one slot for each node");
    }

    private TfSlots? Finish(TfHeader header, SourceFingerprint fingerprint)
    {
        _gapped.RemoveAll(static g => g.Count == 0);
        if (!_gappedSorted)
        {
            _gapped.Sort(static (a, b) => a.Node.CompareTo(b.Node));
        }

        long total = 0;
        foreach (Gapped entry in _gapped)
        {
            for (int i = 0; i < entry.Count; i++)
            {
                (int low, int high) = _pieces[entry.Start + i];
                total += high - low + 1;
            }
        }

        if (total > Array.MaxLength)
        {
            report.Error(TfCodes.TooManySlots, $"the nodes with gaps have {total} slots together", expected: $"at most {Array.MaxLength}");
            return null;
        }

        int[] nodes = new int[_gapped.Count];
        int[] indptr = new int[_gapped.Count + 1];
        int[] slots = new int[total];
        int filled = 0;
        for (int row = 0; row < _gapped.Count; row++)
        {
            Gapped entry = _gapped[row];
            nodes[row] = entry.Node;
            for (int i = 0; i < entry.Count; i++)
            {
                (int low, int high) = _pieces[entry.Start + i];
                for (int slot = low; slot <= high; slot++)
                {
                    slots[filled++] = slot;
                }
            }

            indptr[row + 1] = filled;
        }

        return new TfSlots(header, fingerprint, _first, _last, nodes, indptr, slots);
    }

    private readonly record struct Gapped(int Node, int Start, int Count);
}
