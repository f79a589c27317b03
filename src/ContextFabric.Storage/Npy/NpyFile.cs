using System.Runtime.CompilerServices;
using ContextFabric.Storage.Raw;

namespace ContextFabric.Storage.Npy;

/// <summary>Opens and creates single <c>.npy</c> files in the four access modes of numpy's <c>memmap</c>.</summary>
public static class NpyFile
{
    /// <summary>Opens an existing array in mode r, r+ or c.</summary>
    /// <exception cref="CorpusFormatException">The file is no array of this type.</exception>
    public static NpyArray<T> Open<T>(string path, MapMode mode)
        where T : unmanaged
    {
        if (mode == MapMode.Create)
        {
            throw new ArgumentException("Mode w+ makes a new array: use Create.", nameof(mode));
        }

        MappedFile file = MappedFile.Open(path, mode);
        try
        {
            NpyHeader header = NpyHeader.Parse(file.Slice(0, (int)Math.Min(int.MaxValue, file.Length)), path);
            if (header.Descr != NpyHeader.DescrOf<T>() || header.Shape.Length != 1)
            {
                throw new CorpusFormatException(FormatFault.Foreign, path, $"a one-dimensional array of {NpyHeader.DescrOf<T>()} expected, {header.Descr} found");
            }

            if (header.PayloadLength > file.Length - header.PayloadOffset)
            {
                throw new CorpusFormatException(FormatFault.Truncated, path, $"{header.Count} elements declared, {file.Length - header.PayloadOffset} bytes found");
            }

            return new NpyArray<T>(file, header.PayloadOffset, checked((int)header.Count));
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>Creates or replaces an array of zeros in mode w+.</summary>
    public static NpyArray<T> Create<T>(string path, int length)
        where T : unmanaged
    {
        byte[] header = NpyHeader.Build(NpyHeader.DescrOf<T>(), length);
        long bytes = header.Length + ((long)length * Unsafe.SizeOf<T>());
        MappedFile file = MappedFile.Open(path, MapMode.Create, bytes);
        header.CopyTo(file.WritableSlice(0, header.Length));
        return new NpyArray<T>(file, header.Length, length);
    }
}
