using ContextFabric.Storage.Files;

namespace ContextFabric.Storage.Container;

/// <summary>
/// Writes a container beside its target and publishes it by one atomic rename: until <see cref="Publish"/>
/// the target is untouched, and a writer that dies leaves at most a temporary file. Not safe for concurrent use.
/// </summary>
public sealed class ContainerWriter : IDisposable
{
    private readonly AtomicFile _target;
    private readonly List<Member> _members = [];
    private readonly HashSet<string> _names = new(StringComparer.Ordinal);
    private long _end;

    /// <summary>Starts a container for <paramref name="path"/>; its folder must exist.</summary>
    /// <param name="path">The file to publish.</param>
    /// <param name="format">Text of the marker member: format name and version.</param>
    public ContainerWriter(string path, string format)
    {
        _target = new AtomicFile(path);
        var marker = new MemberBatch();
        marker.WriteBytes(ZipLayout.MarkerName, System.Text.Encoding.UTF8.GetBytes(format));
        Append(marker);
    }

    /// <summary>Bytes of the members written so far, headers included.</summary>
    public long Length => _end;

    /// <summary>Appends members in the order in which they were added to the batch.</summary>
    /// <exception cref="InvalidOperationException">A name was used before.</exception>
    public void Append(MemberBatch batch)
    {
        ArgumentNullException.ThrowIfNull(batch);
        FileStream stream = _target.Stream;
        stream.Position = _end;
        foreach (MemberBatch.Encoded encoded in batch.Members)
        {
            if (!_names.Add(encoded.Name))
            {
                throw new InvalidOperationException($"Member '{encoded.Name}' was written before.");
            }

            int headerLength = ZipLayout.LocalLength(_end, System.Text.Encoding.UTF8.GetByteCount(encoded.Name), encoded.Data.Length);
            var member = new Member(encoded.Name, _end, _end + headerLength, encoded.Data.Length, encoded.Crc);
            stream.Write(ZipLayout.LocalHeader(member));
            stream.Write(encoded.Data);
            _members.Add(member);
            _end = member.DataOffset + member.Length;
        }
    }

    /// <summary>
    /// Maps what was written so far as a store of its own, so that derived data can be computed from it with
    /// the same code that reads a finished one. More members may be appended afterwards.
    /// </summary>
    public ArrayStore OpenSoFar()
    {
        WriteDirectory();
        _target.Stream.Flush();
        return ArrayStore.OpenFile(_target.TemporaryPath);
    }

    /// <summary>Completes the container, flushes it to disk and renames it to its target.</summary>
    public void Publish()
    {
        WriteDirectory();
        _target.Publish();
    }

    /// <summary>Removes the temporary file if the container was not published.</summary>
    public void Dispose() => _target.Dispose();

    private void WriteDirectory()
    {
        FileStream stream = _target.Stream;
        stream.Position = _end;
        stream.Write(ZipLayout.Directory(_members, _end));
        stream.SetLength(stream.Position);
    }
}
