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
internal sealed class EmbedderPool
{
    // Nodes with equal slots embed each other, so their rows grow with the square of their number.
    private const int Limit = 1 << 29;

    private readonly WarpArrays _warp;
    private readonly uint[] _offsets;
    private readonly int[] _lengths;

    // Where a node was last written as an element of a row: of rows without gapped embedders, and of the others.
    // Apart, because a gapped embedder (a lexeme, say) makes rows differ that are otherwise slices of one another.
    private readonly int[] _plainPlace;
    private readonly int[] _gappedPlace;
    private int[] _pool;
    private int _used;

    private EmbedderPool(WarpArrays warp)
    {
        _warp = warp;
        _offsets = new uint[warp.MaxNode];
        _lengths = new int[warp.MaxNode];
        _plainPlace = new int[warp.MaxNode + 1];
        _gappedPlace = new int[warp.MaxNode + 1];
        Array.Fill(_plainPlace, -1);
        Array.Fill(_gappedPlace, -1);
        _pool = new int[Math.Max(1024, Math.Min(Limit, 2L * warp.MaxNode))];
    }

    /// <summary>Computes and writes the embedders. O(Σ row lengths).</summary>
    /// <exception cref="TfParseException">The rows together have more than 2^29 elements.</exception>
    public static void Write(WarpArrays warp, IArrayWriter writer, CancellationToken cancellationToken)
    {
        var pool = new EmbedderPool(warp);
        pool.Build(cancellationToken);
        writer.Write<uint>(StoreKeys.LevUpOffsets, pool._offsets);
        writer.WriteNarrow(StoreKeys.LevUpLengths, pool._lengths.AsSpan());
        writer.Write<int>(StoreKeys.LevUpPool, pool._pool.AsSpan(0, pool._used));
    }

    /// <summary>
    /// Sweeps slots from the last to the first with the contiguous nodes around the current slot by rank. Going
    /// backwards, nodes that drop out (they start at the slot just left) are the last of that list.
    /// </summary>
    private void Build(CancellationToken cancellationToken)
    {
        (int[] gappedStart, int[] gappedNodes) = GappedBySlot();
        var around = new List<int>();
        int[] byLast = NodesByLastSlot(out int[] lastStart);
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

            for (int i = lastStart[slot - 1]; i < lastStart[slot]; i++)
            {
                Insert(around, byLast[i]);
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
        _lengths[node - 1] = row.Length;
        if (row.IsEmpty)
        {
            return;
        }

        int[] place = anyGapped ? _gappedPlace : _plainPlace;
        if (place[node] >= 0 && IsAt(place[node] + 1, row))
        {
            _offsets[node - 1] = (uint)(place[node] + 1);
            return;
        }

        if (IsAt(place[row[0]], row))
        {
            _offsets[node - 1] = (uint)place[row[0]];
            return;
        }

        if (_used + row.Length > _pool.Length)
        {
            if (_used > Limit - row.Length)
            {
                throw new TfParseException([new Diagnostic(DiagnosticSeverity.Error, StoreCodes.TooManyEmbedders, $"the embedders of all nodes together exceed {Limit} entries: too many nodes have the same slots")
                {
                    Feature = TfNames.Slots,
                    Found = $"node {node} with {row.Length} embedders",
                }]);
            }

            Array.Resize(ref _pool, (int)Math.Min(Limit, Math.Max(2L * _pool.Length, _used + row.Length)));
        }

        row.CopyTo(_pool.AsSpan(_used));
        for (int i = 0; i < row.Length; i++)
        {
            place[row[i]] = _used + i;
        }

        _offsets[node - 1] = (uint)_used;
        _used += row.Length;
    }

    private bool IsAt(int start, ReadOnlySpan<int> row)
        => start >= 0 && start + row.Length <= _used && _pool.AsSpan(start, row.Length).SequenceEqual(row);

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

    /// <summary>The contiguous non-slot nodes by last slot; those of slot s are at start[s − 1]..start[s].</summary>
    private int[] NodesByLastSlot(out int[] start)
    {
        start = new int[_warp.MaxSlot + 1];
        int count = 0;
        for (int node = _warp.MaxSlot + 1; node <= _warp.MaxNode; node++)
        {
            if (!_warp.IsGapped(node))
            {
                start[_warp.LastSlot(node)]++;
                count++;
            }
        }

        for (int slot = 1; slot <= _warp.MaxSlot; slot++)
        {
            start[slot] += start[slot - 1];
        }

        int[] next = start[.._warp.MaxSlot];
        int[] nodes = new int[count];
        foreach (int node in _warp.Order)
        {
            if (node > _warp.MaxSlot && !_warp.IsGapped(node))
            {
                nodes[next[_warp.LastSlot(node) - 1]++] = node;
            }
        }

        return nodes;
    }
}
