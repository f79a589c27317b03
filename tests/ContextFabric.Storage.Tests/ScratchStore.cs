using ContextFabric.Storage.Container;
using ContextFabric.Testing;

namespace ContextFabric.Storage.Tests;

/// <summary>A container that lives as long as a test; not flushed to disk, so that property tests can make many.</summary>
internal sealed class ScratchStore : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly ContainerWriter _writer;

    public ScratchStore(Action<MemberBatch> fill)
    {
        var batch = new MemberBatch();
        fill(batch);
        _writer = new ContainerWriter(_folder["store"], "test 1\n");
        _writer.Append(batch);
        Arrays = _writer.OpenSoFar();
    }

    public ArrayStore Arrays { get; }

    /// <summary>A published container with these members.</summary>
    public static void Publish(string path, Action<MemberBatch> fill)
    {
        var batch = new MemberBatch();
        fill(batch);
        using var writer = new ContainerWriter(path, "test 1\n");
        writer.Append(batch);
        writer.Publish();
    }

    public void Dispose()
    {
        Arrays.Dispose();
        _writer.Dispose();
        _folder.Dispose();
    }
}
