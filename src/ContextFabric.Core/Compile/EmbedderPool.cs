using ContextFabric.Diagnostics;
using ContextFabric.Storage;
using ContextFabric.Store;
using ContextFabric.Tf;

namespace ContextFabric.Compile;

/// <summary>
/// Embedders of all nodes (levUp), nearest first, in a pool of shared rows. Where nodes nest, the row of a node is
/// its nearest embedder followed by the row of that, so rows are kept as slices of one another: a row that
/// equals a slice found where its parts were last written is not written again.
/// </summary>
internal sealed class EmbedderPool : IDisposable
{
    // Nodes with equal slots embed each other, so their rows grow with the square of their number.
    private const int Limit = 1 << 29;

    private readonly WarpArrays _warp;
    private readonly NodesByLastSlot _ending;
    private readonly uint[] _offsets;

    // Rows are short: those of 256 and more elements are 0 here.
    private readonly byte[] _lengths;
    private readonly Dictionary<int, int> _longRows = [];

    // Where a node was last written as an element of a row: of rows without gapped embedders, and of the others.
    // Apart, because a gapped embedder (a lexeme, say) makes rows differ that are otherwise slices of one another.
    // Slots are never elements.
    private readonly int[] _plainPlace;
    private readonly int[] _gappedPlace;
    private readonly GrowingBuffer<int> _pool = new(Limit);

    private EmbedderPool(WarpArrays warp, NodesByLastSlot ending)
    {
        _warp = warp;
        _ending = ending;
        _offsets = new uint[warp.MaxNode];
        _lengths = new byte[warp.MaxNode];
        _plainPlace = new int[warp.MaxNode - warp.MaxSlot];
        _gappedPlace = new int[warp.Slots.GappedNodes.Length == 0 ? 0 : warp.MaxNode - warp.MaxSlot];
        Array.Fill(_plainPlace, -1);
        Array.Fill(_gappedPlace, -1);
    }

    /// <summary>Computes and writes the embedders. O(Σ row lengths).</summary>
    /// <exception cref="TfParseException">The rows together have more than 2^29 elements.</exception>
    public static void Write(WarpArrays warp, NodesByLastSlot ending, IArrayWriter writer, CancellationToken cancellationToken)
    {
        using var pool = new EmbedderPool(warp, ending);
        pool.Build(cancellationToken);
        writer.Write<uint>(StoreKeys.LevUpOffsets, pool._offsets);
        pool.WriteLengths(writer);
        writer.Write(StoreKeys.LevUpPool, pool._pool.Items);
    }

    public void Dispose() => _pool.Dispose();

    private void WriteLengths(IArrayWriter writer)
    {
        if (_longRows.Count == 0)
        {
            writer.Write<byte>(StoreKeys.LevUpLengths, _lengths);
            return;
        }

        int[] lengths = Array.ConvertAll(_lengths, length => (int)length);
        foreach ((int node, int length) in _longRows)
        {
            lengths[node - 1] = length;
        }

        writer.WriteNarrow(StoreKeys.LevUpLengths, lengths.AsSpan());
    }

    /// <summary>
    /// Sweeps slots from the last to the first with the contiguous nodes around the current slot by rank. Going
    /// backwards, nodes that drop out (they start at the slot just left) are the last of that list.
    /// </summary>
    private void Build(CancellationToken cancellationToken)
    {
        (int[] gappedStart, int[] gappedNodes) = GappedBySlot();
        var around = new List<int>();
        int[] embedders = new int[64];
        int[] row = new int[64];
        int rank = _warp.MaxNode - 1;
        for (int slot = _warp.MaxSlot; slot >= 1; slot--)
        {
            if ((slot & 0xFFFF) == 0)
            {
                cancellationToken.ThrowIfCancellationRequested();
            }

            while (around.Count > 0 && _warp.FirstSlot(around[^1]) > slot)
            {
                around.RemoveAt(around.Count - 1);
            }

            foreach (int node in _ending.Of(slot))
            {
                if (node > _warp.MaxSlot && !_warp.IsGapped(node))
                {
                    Insert(around, node);
                }
            }

            ReadOnlySpan<int> gapped = gappedNodes.AsSpan(gappedStart[slot - 1], gappedStart[slot] - gappedStart[slot - 1]);
            int count = around.Count + gapped.Length;
            if (count > embedders.Length)
            {
                embedders = new int[2 * count];
                row = new int[2 * count];
            }

            MergeDescending(around, gapped, embedders);
            Store(slot, embedders.AsSpan(0, count), gapped.Length > 0);

            // The other nodes of the bucket of this slot, smallest first.
            for (rank--; rank >= 0 && _warp.Order[rank] > _warp.MaxSlot; rank--)
            {
                int node = _warp.Order[rank];
                int length = 0;
                bool anyGapped = false;
                foreach (int candidate in embedders.AsSpan(0, count))
                {
                    if (Embeds(candidate, node))
                    {
                        row[length++] = candidate;
                        anyGapped |= _warp.IsGapped(candidate);
                    }
                }

                Store(node, row.AsSpan(0, length), anyGapped);
            }
        }
    }

    /// <summary>True when <paramref name="outer"/>, which has the first slot of <paramref name="inner"/>, has all of its slots.</summary>
    private bool Embeds(int outer, int inner)
    {
        if (outer == inner || _warp.LastSlot(outer) < _warp.LastSlot(inner))
        {
            return false;
        }

        if (!_warp.IsGapped(outer))
        {
            return true;
        }

        ReadOnlySpan<int> rest = _warp.SlotsOf(outer);
        rest = rest[rest.BinarySearch(_warp.FirstSlot(inner))..];
        if (!_warp.IsGapped(inner))
        {
            int length = _warp.LastSlot(inner) - _warp.FirstSlot(inner);
            return length < rest.Length && rest[length] == rest[0] + length;
        }

        foreach (int slot in _warp.SlotsOf(inner))
        {
            int at = rest.BinarySearch(slot);
            if (at < 0)
            {
                return false;
            }

            rest = rest[at..];
        }

        return true;
    }

    private void Store(int node, ReadOnlySpan<int> row, bool anyGapped)
    {
        if (row.Length <= byte.MaxValue)
        {
            _lengths[node - 1] = (byte)row.Length;
        }
        else
        {
            _longRows.Add(node, row.Length);
        }

        if (row.IsEmpty)
        {
            return;
        }

        int[] place = anyGapped ? _gappedPlace : _plainPlace;
        int first = _warp.MaxSlot + 1;
        int own = node < first ? -1 : place[node - first];
        if (own >= 0 && IsAt(own + 1, row))
        {
            _offsets[node - 1] = (uint)(own + 1);
            return;
        }

        int nearest = place[row[0] - first];
        if (IsAt(nearest, row))
        {
            _offsets[node - 1] = (uint)nearest;
            return;
        }

        int used = _pool.Count;
        if (!_pool.TryAppend(row))
        {
            throw new TfParseException([new Diagnostic(DiagnosticSeverity.Error, StoreCodes.TooManyEmbedders, $"the embedders of all nodes together exceed {Limit} entries: too many nodes have the same slots")
            {
                Feature = TfNames.Slots,
                Found = $"node {node} with {row.Length} embedders",
            }]);
        }

        for (int i = 0; i < row.Length; i++)
        {
            place[row[i] - first] = used + i;
        }

        _offsets[node - 1] = (uint)used;
    }

    private bool IsAt(int start, ReadOnlySpan<int> row)
        => start >= 0 && start + row.Length <= _pool.Count && _pool.Items.Slice(start, row.Length).SequenceEqual(row);

    private void Insert(List<int> around, int node)
    {
        int at = around.Count;
        while (at > 0 && _warp.Rank[around[at - 1] - 1] > _warp.Rank[node - 1])
        {
            at--;
        }

        around.Insert(at, node);
    }

    private void MergeDescending(List<int> around, ReadOnlySpan<int> gapped, int[] merged)
    {
        int g = gapped.Length - 1;
        int a = around.Count - 1;
        int count = 0;
        while (a >= 0 || g >= 0)
        {
            bool takeGapped = a < 0 || (g >= 0 && _warp.Rank[gapped[g] - 1] > _warp.Rank[around[a] - 1]);
            merged[count++] = takeGapped ? gapped[g--] : around[a--];
        }
    }

    /// <summary>Per slot the nodes with gaps that have it, in canonical order.</summary>
    private (int[] Start, int[] Nodes) GappedBySlot()
    {
        int[] start = new int[_warp.MaxSlot + 1];
        foreach (int slot in _warp.Slots.GappedSlots)
        {
            start[slot]++;
        }

        for (int slot = 1; slot <= _warp.MaxSlot; slot++)
        {
            start[slot] += start[slot - 1];
        }

        int[] next = start[.._warp.MaxSlot];
        int[] nodes = new int[_warp.Slots.GappedSlots.Length];
        int[] byRank = [.. _warp.Slots.GappedNodes];
        Array.Sort(Array.ConvertAll(byRank, node => _warp.Rank[node - 1]), byRank);
        foreach (int node in byRank)
        {
            foreach (int slot in _warp.SlotsOf(node))
            {
                nodes[next[slot - 1]++] = node;
            }
        }

        return (start, nodes);
    }
}
