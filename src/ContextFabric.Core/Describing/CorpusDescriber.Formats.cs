using System.Collections.Concurrent;

namespace ContextFabric.Describing;

public sealed partial class CorpusDescriber
{
    private const string OriginalMark = "-orig-";
    private const string TransliterationMark = "-trans-";
    private readonly ConcurrentDictionary<string, FormatPair> _pairs = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, FormatInfo> _formats = new(StringComparer.Ordinal);

    /// <summary>
    /// The text formats, with samples that together have every character: where there is a transliteration in both
    /// writings. Samples are looked for once per format.
    /// </summary>
    /// <exception cref="UnknownNameException">There is no such format.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The number of samples is negative.</exception>
    public TextFormatList TextFormats(FormatOptions? options = null)
    {
        options ??= new FormatOptions();
        ArgumentOutOfRangeException.ThrowIfNegative(options.Samples);
        TextFormat? only = FormatOf(options.Format);
        var pairs = new List<FormatPair>();
        foreach ((string name, TextFormat original, TextFormat transliteration) in PairsOfFormats())
        {
            if (only is null || only == original || only == transliteration)
            {
                FormatPair pair = _pairs.GetOrAdd(name, _ => MakePair(name, original, transliteration));
                if (pair.TotalSamples > 0)
                {
                    pairs.Add(pair with { Samples = [.. pair.Samples.Take(options.Samples)] });
                }
            }
        }

        var all = new List<FormatInfo>();
        foreach (TextFormat format in Corpus.Text.Formats)
        {
            if (only is null || only == format)
            {
                FormatInfo info = _formats.GetOrAdd(format.Name, _ => MakeInfo(format));
                all.Add(info with { Samples = [.. info.Samples.Take(options.Samples)] });
            }
        }

        return new TextFormatList { Description = DescriptionOf(pairs.Count, all.Count), Formats = pairs, AllFormats = all };
    }

    private static string DescriptionOf(int pairs, int formats) => (pairs, formats) switch
    {
        ( > 0, _) => "How texts are written in this corpus: each sample shows the same text in the original script and in transliteration, and together the samples have every character.",
        (_, > 0) => "No format of this corpus comes in original script and transliteration; all_formats shows how each format writes texts.",
        _ => "This corpus defines no text formats.",
    };

    /// <summary>Formats that differ in <c>-orig-</c> and <c>-trans-</c> only, in the order of the corpus.</summary>
    private IEnumerable<(string Name, TextFormat Original, TextFormat Transliteration)> PairsOfFormats()
    {
        var originals = new OrderedDictionary<string, TextFormat>(StringComparer.Ordinal);
        var transliterations = new Dictionary<string, TextFormat>(StringComparer.Ordinal);
        foreach ((string key, _) in Corpus.Otext.Metadata)
        {
            if (!key.StartsWith(OtextConfig.FormatPrefix, StringComparison.Ordinal) || !Corpus.Text.Formats.TryGet(key[OtextConfig.FormatPrefix.Length..], out TextFormat? format))
            {
                continue;
            }

            if (format.Name.Contains(OriginalMark, StringComparison.Ordinal))
            {
                originals[format.Name.Replace(OriginalMark, "-", StringComparison.Ordinal)] = format;
            }
            else if (format.Name.Contains(TransliterationMark, StringComparison.Ordinal))
            {
                transliterations[format.Name.Replace(TransliterationMark, "-", StringComparison.Ordinal)] = format;
            }
        }

        foreach ((string name, TextFormat original) in originals)
        {
            if (transliterations.TryGetValue(name, out TextFormat? transliteration))
            {
                yield return (name, original, transliteration);
            }
        }
    }

    private FormatPair MakePair(string name, TextFormat original, TextFormat transliteration)
    {
        var samples = new List<FormatSample>();
        var sampler = new FormatSampler(Corpus, original, transliteration);
        if (original.TargetType == Corpus.SlotType)
        {
            sampler.Run(Corpus.Types.Range(Corpus.SlotType), (_, text, other) => samples.Add(new FormatSample(text, other)));
        }

        return new FormatPair
        {
            Name = name,
            OriginalScript = original.Template,
            Transliteration = transliteration.Template,
            Samples = samples,
            UniqueCharacters = sampler.Characters,
            TotalSamples = samples.Count,
        };
    }

    private FormatInfo MakeInfo(TextFormat format)
    {
        NodeType level = format.TargetType;
        bool isDefault = ReferenceEquals(format, Corpus.Text.DefaultFormat);
        foreach ((NodeType type, TextFormat typeDefault) in Corpus.Text.Formats.TypeDefaults)
        {
            if (ReferenceEquals(typeDefault, format))
            {
                level = type;
                isDefault = true;
            }
        }

        var samples = new List<NodeSample>();
        var sampler = new FormatSampler(Corpus, format, null);
        sampler.Run(Corpus.Types.Range(level), (node, text, _) => samples.Add(new NodeSample(node, text)));
        return new FormatInfo
        {
            Name = format.Name,
            Spec = format.Template,
            LevelType = Corpus.Types.Name(level),
            Default = isDefault,
            Samples = samples,
            UniqueCharacters = sampler.Characters,
        };
    }
}
