using ContextFabric.Diagnostics;

namespace ContextFabric.Tf;

/// <summary>
/// Reader of <c>.tf</c> files. Every method reads its file once, reports all its problems and returns
/// null when the feature is refused. A feature with an error is refused as a whole; with warnings
/// only, it is returned. Methods may run at the same time on any number of threads.
/// </summary>
public static class TfReader
{
    /// <summary>
    /// Reads only the start of a file: kind, value type and metadata. Problems of the header are
    /// reported, as they are again when the file is read whole: use a bag of its own where both happen.
    /// </summary>
    public static TfHeader? ReadHeader(TfSource source, TfReadOptions options, DiagnosticBag bag)
    {
        using TfReport report = Report(source, options, bag);
        using TfFile? file = TfFile.LoadHeader(source, options, report);
        TfHeader? header = file is null ? null : TfHeaderParser.Parse(file.Data, source, options, report)?.Header;
        return report.HasErrors ? null : header;
    }

    /// <summary>Reads and validates <c>otype</c>: all nodes typed, types contiguous, slots first.</summary>
    public static TfTypes? ReadTypes(TfSource source, TfReadOptions options, DiagnosticBag bag)
    {
        using TfReport report = Report(source, options, bag);
        using TfFile? file = Open(source, options, report, out TfHeaderBlock? block);
        return file is null || block is null ? null : new TfTypesParser(report, options).Parse(file, block);
    }

    /// <summary>Reads and validates <c>oslots</c> against the types: every non-slot node has slots, and only those.</summary>
    public static TfSlots? ReadSlots(TfSource source, TfTypes types, TfReadOptions options, DiagnosticBag bag)
    {
        ArgumentNullException.ThrowIfNull(types);
        using TfReport report = Report(source, options, bag);
        using TfFile? file = Open(source, options, report, out TfHeaderBlock? block);
        return file is null || block is null ? null : new TfSlotsParser(report, types).Parse(file, block);
    }

    /// <summary>
    /// Reads any feature other than <c>otype</c> and <c>oslots</c>; its header decides what comes back:
    /// <see cref="TfStringFeature"/>, <see cref="TfIntFeature"/>, <see cref="TfEdgeFeature"/> or
    /// <see cref="TfConfigFeature"/>. Nodes must lie in 1..<paramref name="maxNode"/>. Columns come
    /// from a pool: dispose the feature when it is no longer needed.
    /// </summary>
    public static TfFeature? ReadFeature(TfSource source, int maxNode, TfReadOptions options, DiagnosticBag bag)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(maxNode);
        using TfReport report = Report(source, options, bag);
        using TfFile? file = Open(source, options, report, out TfHeaderBlock? block);
        if (file is null || block is null)
        {
            return null;
        }

        if (IsTextConfig(source.Name) && block.Header.Kind != TfKind.Config)
        {
            return Config(file, block, report);
        }

        return block.Header.Kind switch
        {
            TfKind.Node => TfNodeParser.Parse(file, block, maxNode, options, report),
            TfKind.Edge => TfEdgeParser.Parse(file, block, maxNode, options, report),
            _ => Config(file, block, report),
        };
    }

    /// <summary>Reads a feature that must be <c>@config</c>, such as <c>otext</c> and <c>otext@…</c>.</summary>
    public static TfConfigFeature? ReadConfig(TfSource source, TfReadOptions options, DiagnosticBag bag)
    {
        using TfReport report = Report(source, options, bag);
        using TfFile? file = Open(source, options, report, out TfHeaderBlock? block);
        return file is null || block is null ? null : Config(file, block, report);
    }

    /// <summary>True for the names that only a config feature may have: <c>otext</c> and <c>otext@…</c>.</summary>
    public static bool IsTextConfig(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return name == TfNames.Text || name.StartsWith(TfNames.TextModulePrefix, StringComparison.Ordinal);
    }

    private static TfReport Report(TfSource source, TfReadOptions options, DiagnosticBag bag)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(bag);
        return new TfReport(source.Name, Path.GetFullPath(source.Path), bag);
    }

    private static TfFile? Open(TfSource source, TfReadOptions options, TfReport report, out TfHeaderBlock? block)
    {
        TfFile? file = TfFile.Load(source, options, report);
        block = file is null ? null : TfHeaderParser.Parse(file.Data, source, options, report);
        return file;
    }

    private static TfConfigFeature? Config(TfFile file, TfHeaderBlock block, TfReport report)
    {
        if (block.Header.Kind != TfKind.Config)
        {
            report.Error(TfCodes.NotConfig, $"{block.Header.Feature} is not a config feature", 1, 1, TfReaderText.KindWord(block.Header.Kind), "@config");
        }
        else
        {
            WarnOfData(file.Data, block, report);
        }

        return report.HasErrors ? null : new TfConfigFeature(block.Header, file.Fingerprint);
    }

    private static void WarnOfData(ReadOnlySpan<byte> text, TfHeaderBlock block, TfReport report)
    {
        ReadOnlySpan<byte> data = text[block.DataStart..];
        int blank = data.IndexOfAnyExcept((byte)'\n');
        if (blank >= 0)
        {
            ReadOnlySpan<byte> rest = data[blank..];
            int end = rest.IndexOf((byte)'\n');
            report.Warn(
                TfCodes.DataInConfig,
                "data in a config feature is ignored",
                block.DataLine + blank,
                1,
                TfReport.Show(end < 0 ? rest : rest[..end]),
                "metadata only");
        }
    }
}
