using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using ContextFabric.Diagnostics;
using ContextFabric.Store;
using ContextFabric.Tf;

namespace ContextFabric;

/// <summary>
/// The features of one kind over all open stores: of a name the topmost store counts, whatever the kind there.
/// A feature object is made when it is first asked for.
/// </summary>
/// <typeparam name="T">The class of the features.</typeparam>
internal sealed class FeatureTable<T>
    where T : class
{
    private readonly Dictionary<string, Entry> _entries = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, T> _open = new(StringComparer.Ordinal);
    private readonly Func<OpenStore, FeatureMeta, int, T> _create;
    private readonly string _what;
    private string[]? _names;

    /// <summary>Collects the features.</summary>
    /// <param name="stores">Stores, lowest first.</param>
    /// <param name="kind">The kind wanted.</param>
    /// <param name="except">A name to leave out.</param>
    /// <param name="what">What a feature of this kind is called in messages.</param>
    /// <param name="create">Makes the feature; its last argument is a number that no other feature of this table has.</param>
    public FeatureTable(IReadOnlyList<OpenStore> stores, TfKind kind, string except, string what, Func<OpenStore, FeatureMeta, int, T> create)
    {
        _create = create;
        _what = what;
        int id = 0;
        foreach (OpenStore store in stores)
        {
            foreach (FeatureMeta meta in store.Meta.Features)
            {
                if (meta.Kind == kind && meta.Name != except)
                {
                    _entries[meta.Name] = new Entry(store, meta, id++);
                }
                else if (stores.Count > 1)
                {
                    _entries.Remove(meta.Name);
                }
            }

            foreach (FeatureMeta config in store.Meta.Configs)
            {
                _entries.Remove(config.Name);
            }
        }
    }

    /// <summary>Names in code point order.</summary>
    public IReadOnlyList<string> Names => _names ??= [.. _entries.Keys.Order(CodePointComparer.Instance)];

    public bool Contains(string name) => _entries.ContainsKey(name);

    public bool TryGet(string name, [NotNullWhen(true)] out T? feature)
    {
        if (_open.TryGetValue(name, out feature))
        {
            return true;
        }

        if (!_entries.TryGetValue(name, out Entry? entry))
        {
            return false;
        }

        feature = _open.GetOrAdd(name, _create(entry.Store, entry.Meta, entry.Id));
        return true;
    }

    public T Get(string name)
        => TryGet(name, out T? feature) ? feature : throw new KeyNotFoundException(Suggestions.Unknown(_what, name, Names));

    private sealed record Entry(OpenStore Store, FeatureMeta Meta, int Id);
}
