namespace ContextFabric.Querying;

/// <summary>What is known for nodes that share a <see cref="Link.Signature"/>.</summary>
/// <typeparam name="T">What is known.</typeparam>
internal sealed class SignatureCache<T>
{
    private readonly Dictionary<int, T> _known = [];

    /// <summary>Looks up what is known; nothing for nodes without signature.</summary>
    public bool TryGet(int signature, out T? value)
    {
        if (signature < 0)
        {
            value = default;
            return false;
        }

        return _known.TryGetValue(signature, out value);
    }

    /// <summary>Keeps what was found out, and returns it.</summary>
    public T Add(int signature, T value)
    {
        if (signature >= 0)
        {
            _known[signature] = value;
        }

        return value;
    }
}
