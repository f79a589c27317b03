using System.Collections;

namespace ContextFabric;

/// <summary>The full heading of a structure node: type and label of every node above it, outermost first, then its own.</summary>
public sealed class Heading : IReadOnlyList<HeadingPart>, IEquatable<Heading>
{
    private readonly HeadingPart[] _parts;

    /// <summary>A heading of these parts, outermost first.</summary>
    public Heading(params ReadOnlySpan<HeadingPart> parts) => _parts = parts.ToArray();

    /// <inheritdoc/>
    public int Count => _parts.Length;

    /// <inheritdoc/>
    public HeadingPart this[int index] => _parts[index];

    /// <inheritdoc/>
    public IEnumerator<HeadingPart> GetEnumerator() => ((IEnumerable<HeadingPart>)_parts).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <inheritdoc/>
    public bool Equals(Heading? other) => other is not null && _parts.AsSpan().SequenceEqual(other._parts);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Heading);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = default(HashCode);
        foreach (HeadingPart part in _parts)
        {
            hash.Add(part);
        }

        return hash.ToHashCode();
    }

    /// <summary>The parts joined by <c>-</c>.</summary>
    public override string ToString() => string.Join('-', _parts);
}
