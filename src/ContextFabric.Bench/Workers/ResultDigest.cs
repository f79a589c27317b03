using System.Buffers.Text;
using System.Security.Cryptography;

namespace ContextFabric.Bench.Workers;

/// <summary>
/// What a set of results is compared by: SHA-256, in lower-case hexadecimal, of one line per result (node numbers in
/// decimal with commas between, a line feed after each line), the lines sorted by their numbers.
/// </summary>
internal static class ResultDigest
{
    private const int MaxNumber = 11;

    /// <summary>Digest of results in any order.</summary>
    public static string Of(IReadOnlyList<int[]> results)
    {
        int[][] sorted = [.. results];
        Array.Sort(sorted, static (a, b) => a.AsSpan().SequenceCompareTo(b));
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        byte[] buffer = new byte[1 << 16];
        int used = 0;
        foreach (int[] row in sorted)
        {
            if (used + (row.Length * (MaxNumber + 1)) + 1 > buffer.Length)
            {
                hash.AppendData(buffer, 0, used);
                used = 0;
                Array.Resize(ref buffer, Math.Max(buffer.Length, (row.Length * (MaxNumber + 1)) + 1));
            }

            for (int i = 0; i < row.Length; i++)
            {
                if (i > 0)
                {
                    buffer[used++] = (byte)',';
                }

                _ = Utf8Formatter.TryFormat(row[i], buffer.AsSpan(used), out int written);
                used += written;
            }

            buffer[used++] = (byte)'\n';
        }

        hash.AppendData(buffer, 0, used);
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
