using System.IO.MemoryMappedFiles;

namespace ContextFabric.Storage.Tests.Memory;

/// <summary>A file of a known number of pages, flushed and mapped read-only, every page touched.</summary>
internal sealed unsafe class MappedTempFile : IDisposable
{
    private readonly FileStream _stream;
    private readonly MemoryMappedFile _file;
    private readonly MemoryMappedViewAccessor _view;
    private readonly byte* _start;

    public MappedTempFile(int pages, MemoryMappedFileAccess access = MemoryMappedFileAccess.Read)
    {
        Path = System.IO.Path.Combine(Directory.CreateTempSubdirectory("cfabric mem ").FullName, "some file.bin");
        byte[] content = new byte[pages * Environment.SystemPageSize];
        new Random(5).NextBytes(content);
        using (FileStream stream = File.Create(Path))
        {
            stream.Write(content);
            stream.Flush(flushToDisk: true);
        }

        _stream = new FileStream(Path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        _file = MemoryMappedFile.CreateFromFile(_stream, null, 0, access, HandleInheritability.None, leaveOpen: true);
        _view = _file.CreateViewAccessor(0, 0, access);
        byte* start = null;
        _view.SafeMemoryMappedViewHandle.AcquirePointer(ref start);
        _start = start;
        Length = content.Length;
        Touch();
    }

    public string Path { get; }

    public int Length { get; }

    public ReadOnlySpan<byte> Bytes => new(_start, Length);

    public void Dispose()
    {
        _view.SafeMemoryMappedViewHandle.ReleasePointer();
        _view.Dispose();
        _file.Dispose();
        _stream.Dispose();
        Directory.Delete(System.IO.Path.GetDirectoryName(Path)!, recursive: true);
    }

    public void Write(int offset, byte value) => _start[offset] = value;

    private void Touch()
    {
        int sum = 0;
        for (int i = 0; i < Length; i += Environment.SystemPageSize)
        {
            sum += Bytes[i];
        }

        GC.KeepAlive(sum);
    }
}
