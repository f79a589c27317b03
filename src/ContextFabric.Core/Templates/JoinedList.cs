using System.Collections;

namespace ContextFabric.Templates;

/// <summary>Two lists as one, without copying: what a parent atom has, and what its quantifier adds.</summary>
internal sealed class JoinedList<T>(IReadOnlyList<T> head, IReadOnlyList<T> tail) : IReadOnlyList<T>
{
    public int Count => head.Count + tail.Count;

    /// <summary>The first of the two.</summary>
    public IReadOnlyList<T> Head => head;

    /// <summary>The second.</summary>
    public IReadOnlyList<T> Tail => tail;

    public T this[int index] => index < head.Count ? head[index] : tail[index - head.Count];

    /// <summary>The one that has members when the other has none, else both.</summary>
    public static IReadOnlyList<T> Of(IReadOnlyList<T> head, IReadOnlyList<T> tail)
        => tail.Count == 0 ? head : head.Count == 0 ? tail : new JoinedList<T>(head, tail);

    public IEnumerator<T> GetEnumerator()
    {
        for (int i = 0; i < Count; i++)
        {
            yield return this[i];
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
