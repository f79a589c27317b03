using ContextFabric.Describing;

namespace ContextFabric.Cli.Reports;

/// <summary>What <c>cfabric info</c> tells about a corpus.</summary>
internal sealed record InfoReport
{
    public required IReadOnlyList<StoreInfo> Stores { get; init; }

    public required double OpenMilliseconds { get; init; }

    public required int MaxSlot { get; init; }

    public required int MaxNode { get; init; }

    public required IReadOnlyList<TypeInfo> Types { get; init; }

    public required IReadOnlyList<string> NodeFeatures { get; init; }

    public required IReadOnlyList<string> EdgeFeatures { get; init; }

    public required IReadOnlyList<LevelInfo> Sections { get; init; }

    public required IReadOnlyList<LevelInfo> Structure { get; init; }

    public required IReadOnlyList<LanguageInfo> Languages { get; init; }

    public required IReadOnlyList<FormatInfo> Formats { get; init; }

    /// <summary>Metadata fields on which all features that have them agree: licence, source, author.</summary>
    public required IReadOnlyDictionary<string, string> Metadata { get; init; }

    public static InfoReport Of(Corpus corpus, TimeSpan openTime) => new()
    {
        Stores = [.. corpus.Stores.Select(s => new StoreInfo(s.Path, s.Length, s.Keys.Count()))],
        OpenMilliseconds = openTime.TotalMilliseconds,
        MaxSlot = corpus.MaxSlot,
        MaxNode = corpus.MaxNode,
        Types = [.. corpus.Types.All.Select(t => new TypeInfo(t.Name, t.Count, t.AverageSlots, t.First, t.Last, t.IsSlot))],
        NodeFeatures = [.. corpus.Features.Names],
        EdgeFeatures = [.. corpus.Edges.Names],
        Sections = Levels(corpus.Otext.SectionTypes, corpus.Otext.SectionFeatures),
        Structure = Levels(corpus.Otext.StructureTypes, corpus.Otext.StructureFeatures),
        Languages = [.. corpus.Text.Sections.Languages.Select(l => new LanguageInfo(l.Code, l.Name, l.EnglishName, l.Feature))],
        Formats = FormatInfo.Of(corpus),
        Metadata = CorpusMetadata.Common(corpus),
    };

    private static LevelInfo[] Levels(IReadOnlyList<string> types, IReadOnlyList<string> features) =>
        [.. types.Zip(features, (type, feature) => new LevelInfo(type, feature))];
}

/// <summary>A mapped file.</summary>
internal sealed record StoreInfo(string Path, long Bytes, int Arrays);

/// <summary>A node type.</summary>
internal sealed record TypeInfo(string Name, int Count, double AverageSlots, int First, int Last, bool IsSlot);

/// <summary>A level of sections or structure.</summary>
internal sealed record LevelInfo(string Type, string Feature);

/// <summary>A language of section names.</summary>
internal sealed record LanguageInfo(string Code, string Name, string EnglishName, string Feature);

/// <summary>A text format.</summary>
internal sealed record FormatInfo(string Name, string Type, string Template)
{
    public static FormatInfo[] Of(Corpus corpus) =>
        [.. corpus.Text.Formats.Select(f => new FormatInfo(f.Name, f.TargetTypeName, f.Template))];
}
