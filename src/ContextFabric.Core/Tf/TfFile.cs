using System.Buffers;
using System.IO.Hashing;
using System.Text.Unicode;
using ContextFabric.Diagnostics;
using ContextFabric.Storage;

namespace ContextFabric.Tf;

/// <summary>
/// The bytes of one file in a pooled buffer: without byte order mark, every line end a line feed,
/// encoding checked. Problems at this level are reported while loading.
/// </summary>
internal sealed class TfFile : IDisposable
{
    private const int HeaderChunk = 16 * 1024;

    // A pool keeps what is given back, and nothing else is ever as large as the largest file.
    private const int LargestPooled = 64 << 20;

    private readonly int _start;
    private readonly int _length;
    private readonly Block _block;

    private TfFile(Block block, int start, int length, SourceFingerprint fingerprint)
    {
        _block = block;
        _start = start;
        _length = length;
        Fingerprint = fingerprint;
    }

    public SourceFingerprint Fingerprint { get; }

    public ReadOnlySpan<byte> Data => _block.Bytes.Slice(_start, _length);

    /// <summary>Reads a whole file; null (and an error reported) when nothing can be made of it.</summary>
    public static TfFile? Load(TfSource source, TfReadOptions options, TfReport report) =>
        Load(source, long.MaxValue, options, report, out _);

    /// <summary>Reads as much of a file as holds its metadata. The fingerprint is that of no file.</summary>
    public static TfFile? LoadHeader(TfSource source, TfReadOptions options, TfReport report)
    {
        for (long limit = HeaderChunk; ; limit *= 8)
        {
            TfFile? file = Load(source, limit, options, report, out bool whole);
            if (file is null || whole || TfHeaderParser.IsComplete(file.Data))
            {
                return file;
            }

            file.Dispose();
        }
    }

    public void Dispose() => _block.Dispose();

    private static TfFile? Load(TfSource source, long limit, TfReadOptions options, TfReport report, out bool whole)
    {
        whole = true;
        Block? block = null;
        try
        {
            using var handle = File.OpenHandle(source.Path, FileMode.Open, FileAccess.Read, FileShare.Read, FileOptions.SequentialScan);
            long size = RandomAccess.GetLength(handle);
            whole = size <= limit;
            size = Math.Min(size, limit);
            if (size > Array.MaxLength)
            {
                report.Error(TfCodes.FileTooLarge, $"the file has {size} bytes", expected: $"at most {Array.MaxLength} bytes");
                return null;
            }

            block = new Block((int)Math.Max(size, 1));
            int length = 0;
            while (length < size)
            {
                int read = RandomAccess.Read(handle, block.Bytes.Slice(length, (int)size - length), length);
                if (read == 0)
                {
                    break;
                }

                length += read;
            }

            TfFile? file = Accept(source, block, length, whole, options, report);
            block = file is null ? block : null;
            return file;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException or ArgumentException)
        {
            report.Error(TfCodes.CannotRead, $"the file cannot be read: {e.Message}");
            return null;
        }
        finally
        {
            block?.Dispose();
        }
    }

    private static TfFile? Accept(TfSource source, Block block, int length, bool whole, TfReadOptions options, TfReport report)
    {
        Span<byte> data = block.Bytes[..length];
        if (length == 0)
        {
            report.Error(TfCodes.EmptyFile, "empty file", 1, 0, null, "@node, @edge or @config");
            return null;
        }

        if (LooksWide(data))
        {
            report.Error(TfCodes.WrongEncoding, "the file is UTF-16 or UTF-32", 1, 1, null, "UTF-8");
            return null;
        }

        // Looking at the start only: the whole file is read, and judged, another time.
        string hash = whole ? Convert.ToHexStringLower(XxHash128.Hash(data)) : "";
        var fingerprint = new SourceFingerprint(Path.GetFileName(source.Path), length, hash);
        int start = 0;
        if (data.StartsWith("\uFEFF"u8))
        {
            start = 3;
            data = data[start..];
            if (whole)
            {
                report.Warn(TfCodes.ByteOrderMark, "the file starts with a byte order mark, which is skipped", 1, 1);
            }
        }

        int first = data.IndexOf((byte)'\r');
        int kept = data.Length;
        if (first >= 0)
        {
            kept = UnifyLineEnds(data, first, whole ? report : null, options);
            data = data[..kept];
        }

        if (whole)
        {
            CheckCharacters(data, report);
        }

        return new TfFile(block, start, kept, fingerprint);
    }

    private static bool LooksWide(ReadOnlySpan<byte> data) =>
        data.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE])
        || data.StartsWith((ReadOnlySpan<byte>)[0xFE, 0xFF])
        || data.StartsWith("@\0"u8)
        || data.StartsWith("\0@"u8)
        || data.StartsWith("\0\0"u8);

    /// <summary>Turns CR LF and CR into LF in place; returns the new length.</summary>
    private static int UnifyLineEnds(Span<byte> data, int first, TfReport? report, TfReadOptions options)
    {
        bool feeds = data.Contains((byte)'\n');
        if (!feeds)
        {
            report?.Warn(TfCodes.CarriageReturnLines, "all lines end in a carriage return alone", 0, 0, null, "line feeds");
        }

        int line = 1;
        int target = 0;
        int source = 0;
        for (int at = first; at >= 0;)
        {
            Span<byte> piece = data[source..(source + at)];
            line += piece.Count((byte)'\n');
            piece.CopyTo(data[target..]);
            target += at;
            source += at + 1;
            bool pair = source < data.Length && data[source] == (byte)'\n';
            if (pair)
            {
                source++;
            }
            else if (feeds && report is not null)
            {
                ReportLone(data[..target], line, report, options);
            }

            data[target++] = (byte)'\n';
            line++;
            at = data[source..].IndexOf((byte)'\r');
        }

        data[source..].CopyTo(data[target..]);
        return target + data.Length - source;
    }

    private static void ReportLone(ReadOnlySpan<byte> before, int line, TfReport report, TfReadOptions options)
    {
        DiagnosticSeverity severity = options.Lenient ? DiagnosticSeverity.Warning : DiagnosticSeverity.Error;
        if (report.Wants(severity, TfCodes.LoneCarriageReturn))
        {
            ReadOnlySpan<byte> text = before[(before.LastIndexOf((byte)'\n') + 1)..];
            report.Add(
                severity,
                TfCodes.LoneCarriageReturn,
                "a lone carriage return ends the line, which shifts the nodes after it",
                line,
                TfReport.Column(text, text.Length),
                TfReport.Show([.. text, (byte)'\r']),
                "a line feed, or no line end");
        }
    }

    private static void CheckCharacters(ReadOnlySpan<byte> data, TfReport report)
    {
        bool nul = data.Contains((byte)0);
        bool valid = Utf8.IsValid(data);
        if (valid && !nul)
        {
            return;
        }

        for (int line = 1; !data.IsEmpty; line++)
        {
            int end = data.IndexOf((byte)'\n');
            ReadOnlySpan<byte> text = end < 0 ? data : data[..end];
            data = end < 0 ? default : data[(end + 1)..];
            if (!valid && !Utf8.IsValid(text))
            {
                ReportInvalid(text, line, report);
            }

            int at = nul ? text.IndexOf((byte)0) : -1;
            if (at >= 0 && report.Wants(DiagnosticSeverity.Warning, TfCodes.NulCharacter))
            {
                report.Add(DiagnosticSeverity.Warning, TfCodes.NulCharacter, "NUL character", line, TfReport.Column(text, at), TfReport.Show(text));
            }
        }
    }

    private static void ReportInvalid(ReadOnlySpan<byte> text, int line, TfReport report)
    {
        if (!report.Wants(DiagnosticSeverity.Error, TfCodes.NotUtf8))
        {
            return;
        }

        int at = 0;
        while (System.Text.Rune.DecodeFromUtf8(text[at..], out _, out int consumed) == OperationStatus.Done)
        {
            at += consumed;
        }

        string found = Convert.ToHexString(text.Slice(at, Math.Min(4, text.Length - at)));
        report.Add(DiagnosticSeverity.Error, TfCodes.NotUtf8, "bytes that are not UTF-8", line, TfReport.Column(text, at), found, "UTF-8 text");
    }

    /// <summary>Memory for a file: from the pool, or for a large one of its own.</summary>
    private sealed class Block : IDisposable
    {
        private readonly NativeBytes? _own;
        private byte[]? _pooled;

        public Block(int length)
        {
            if (length <= LargestPooled)
            {
                _pooled = ArrayPool<byte>.Shared.Rent(length);
            }
            else
            {
                _own = new NativeBytes(length);
            }
        }

        public Span<byte> Bytes => _own is null ? _pooled : _own.Bytes;

        public void Dispose()
        {
            _own?.Dispose();
            if (_pooled is not null)
            {
                ArrayPool<byte>.Shared.Return(_pooled);
                _pooled = null;
            }
        }
    }
}
