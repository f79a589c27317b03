using System.Security.Cryptography;
using System.Text;

namespace ContextFabric.Bench.Suites.Compiling;

/// <summary>What a compilation has written.</summary>
/// <param name="Bytes">Size of all files.</param>
/// <param name="Digest">
/// SHA-256, in lower-case hexadecimal, over relative path, length and content of every file, by path; path and length are
/// each ended by a byte 0.
/// </param>
internal sealed record CompiledFiles(long Bytes, string Digest)
{
    private const int BufferSize = 1 << 20;

    /// <summary>Reads a file, or a folder with all below it.</summary>
    /// <exception cref="BenchException">There is nothing.</exception>
    public static CompiledFiles Of(string path)
    {
        (string Name, string Path)[] files = File.Exists(path) ? [(Path.GetFileName(path), path)]
            : Directory.Exists(path) ? [.. Directory.EnumerateFiles(path, "*", SearchOption.AllDirectories)
                .Select(file => (Path.GetRelativePath(path, file).Replace('\\', '/'), file))
                .OrderBy(file => file.Item1, StringComparer.Ordinal)]
            : [];
        if (files.Length == 0)
        {
            throw new BenchException($"nothing was written to {path}");
        }

        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        byte[] buffer = GC.AllocateUninitializedArray<byte>(BufferSize);
        long bytes = 0;
        foreach ((string name, string file) in files)
        {
            bytes += Add(hash, name, file, buffer);
        }

        return new CompiledFiles(bytes, Convert.ToHexStringLower(hash.GetHashAndReset()));
    }

    private static long Add(IncrementalHash hash, string name, string file, byte[] buffer)
    {
        using FileStream stream = new(file, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0);
        hash.AppendData(Encoding.UTF8.GetBytes(name));
        hash.AppendData([0]);
        hash.AppendData(Encoding.ASCII.GetBytes(stream.Length.ToString(System.Globalization.CultureInfo.InvariantCulture)));
        hash.AppendData([0]);
        int read;
        while ((read = stream.Read(buffer)) > 0)
        {
            hash.AppendData(buffer, 0, read);
        }

        return stream.Length;
    }
}
