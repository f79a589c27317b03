using ContextFabric.Storage;
using ContextFabric.Store;
using ContextFabric.Tf;

namespace ContextFabric;

/// <summary>
/// The values of an edge feature, parallel to the rows of each direction: codes into a pool of texts, or integers.
/// </summary>
internal sealed class EdgeValues
{
    private readonly NarrowArray _outgoing;
    private readonly NarrowArray _incoming;
    private readonly RankedBitmap? _outgoingPresent;
    private readonly RankedBitmap? _incomingPresent;
    private readonly StringPool? _pool;
    private readonly StringCache _cache;
    private readonly int _id;

    public EdgeValues(ArrayStore store, FeatureMeta meta, StringCache cache, int id)
    {
        string Key(string part) => StoreKeys.Edge(meta.Name, part);
        _cache = cache;
        _id = id;
        _outgoing = store.GetNarrow(Key("from_values"));
        _incoming = store.GetNarrow(Key("to_values"));
        if (meta.ValueType == TfValueType.Str)
        {
            _pool = store.GetPool(Key("pool"));
        }
        else if (store.Contains(Key("from_valued_bits")))
        {
            _outgoingPresent = store.GetBitmap(Key("from_valued"));
            _incomingPresent = store.GetBitmap(Key("to_valued"));
        }
    }

    /// <summary>The distinct texts, of which the columns hold the positions; null for integers.</summary>
    public StringPool? Pool => _pool;

    /// <summary>One element per edge, all rows of the direction one after the other.</summary>
    public NarrowArray Column(bool incoming) => incoming ? _incoming : _outgoing;

    /// <summary>The elements that are values; null when all are.</summary>
    public RankedBitmap? Present(bool incoming) => incoming ? _incomingPresent : _outgoingPresent;

    public FeatureValue At(long index, bool incoming)
    {
        RankedBitmap? present = incoming ? _incomingPresent : _outgoingPresent;
        if (present is not null && !present.Contains((int)index))
        {
            return FeatureValue.None;
        }

        long stored = (incoming ? _incoming : _outgoing)[index];
        if (_pool is null)
        {
            return FeatureValue.Of(stored);
        }

        string? text = _cache.Find(_id, (int)stored);
        if (text is null)
        {
            text = _pool.GetString((int)stored);
            _pool.ThrowIfClosed();
            _cache.Add(_id, (int)stored, text);
        }

        return FeatureValue.Of(text);
    }
}
