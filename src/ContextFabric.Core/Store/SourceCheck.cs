using System.Globalization;
using System.IO.Hashing;
using ContextFabric.Storage.Files;
using ContextFabric.Tf;

namespace ContextFabric.Store;

/// <summary>
/// Tells whether a store was made of the present sources. The store holds sizes and hashes, no times (its bytes
/// must not depend on them); a stamp beside it remembers the sizes and times last seen to agree, so that the
/// usual check reads no source.
/// </summary>
internal static class SourceCheck
{
    /// <summary>True when the sources are those of the store.</summary>
    public static bool IsFresh(string storePath, StoreMeta meta, IReadOnlyList<TfSource> sources)
    {
        if (meta.Sources.Count != sources.Count)
        {
            return false;
        }

        string stamp = Stamp(sources);
        string stampPath = StampPath(storePath);
        if (File.Exists(stampPath) && File.ReadAllText(stampPath) == meta.Fingerprint + "\n" + stamp)
        {
            return true;
        }

        var known = meta.Sources.ToDictionary(source => source.Name, StringComparer.Ordinal);
        foreach (TfSource source in sources)
        {
            if (!known.TryGetValue(Path.GetFileName(source.Path), out SourceFingerprint? fingerprint)
                || new FileInfo(source.Path).Length != fingerprint.Size
                || FingerprintOf(source.Path) != fingerprint)
            {
                return false;
            }
        }

        Remember(storePath, meta, stamp);
        return true;
    }

    /// <summary>Notes that the sources with this stamp are those of the store; a folder that cannot be written is left as it is.</summary>
    /// <param name="storePath">The store.</param>
    /// <param name="meta">Its metadata.</param>
    /// <param name="stamp">The <see cref="Stamp"/> from before the sources were read: what changes meanwhile must not pass for seen.</param>
    public static void Remember(string storePath, StoreMeta meta, string stamp)
    {
        try
        {
            AtomicFile.WriteAllBytes(StampPath(storePath), System.Text.Encoding.UTF8.GetBytes(meta.Fingerprint + "\n" + stamp));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // Read-only store or file system: the next check hashes the sources again.
        }
    }

    /// <summary>Deletes what killed processes left of stamps. A living one that loses its file this way does without a stamp.</summary>
    public static void RemoveLeftovers(string storePath) => AtomicFile.RemoveLeftovers(StampPath(storePath));

    /// <summary>Sizes and times of the sources as they are now.</summary>
    public static string Stamp(IReadOnlyList<TfSource> sources)
    {
        var text = new System.Text.StringBuilder();
        foreach (TfSource source in sources)
        {
            var info = new FileInfo(source.Path);
            text.Append(CultureInfo.InvariantCulture, $"{info.Length} {info.LastWriteTimeUtc.Ticks} {info.CreationTimeUtc.Ticks} {info.Name}\n");
        }

        return text.ToString();
    }

    private static string StampPath(string storePath) => storePath + ".stamp";

    /// <summary>Reads a file for its fingerprint.</summary>
    public static SourceFingerprint FingerprintOf(string path)
    {
        var hash = new XxHash128();
        using FileStream stream = File.OpenRead(path);
        hash.Append(stream);
        return new SourceFingerprint(Path.GetFileName(path), stream.Length, Convert.ToHexStringLower(hash.GetCurrentHash()));
    }
}
