namespace ContextFabric.Cli.Searching;

/// <summary>Forms in which results are printed.</summary>
internal enum ResultFormat
{
    Table,
    Kwic,
    Json,
    Jsonl,
    Csv,
    Tsv,
    Count,
}

/// <summary>What a command line asks of <c>search</c>.</summary>
internal sealed record SearchSettings
{
    private const int DefaultLimit = 20;
    private const int DataTextLength = 1000;
    private const int LeastTableText = 16;
    private const int MostTableText = 60;

    public required TemplateText Template { get; init; }

    public ResultFormat Format { get; init; }

    /// <summary>As given; null = what is usual for the format, 0 = all.</summary>
    public long? GivenLimit { get; init; }

    public SearchOrder Order { get; init; }

    public int Shallow { get; init; }

    public TimeSpan? Timeout { get; init; }

    public string? SetsFile { get; init; }

    public IReadOnlyList<string> Features { get; init; } = [];

    public string? TextFormat { get; init; }

    /// <summary>As given; null = what is usual for the format, 0 = no limit.</summary>
    public int? GivenTextLength { get; init; }

    public bool Explain { get; init; }

    /// <summary>Results to show at most; 0 = all.</summary>
    public long Limit => GivenLimit ?? (IsForPeople ? DefaultLimit : 0);

    /// <summary>True for formats that a person reads, which a closing line belongs to.</summary>
    public bool IsForPeople => Format is ResultFormat.Table or ResultFormat.Kwic;

    /// <summary>Characters of the text of a member at most; 0 = no limit.</summary>
    public int TextLength(int width, int atoms) => GivenTextLength ?? (Format == ResultFormat.Table
        ? Math.Clamp(width / Math.Max(1, atoms) / 2, LeastTableText, MostTableText)
        : DataTextLength);

    /// <summary>
    /// Settings of the engine. One result more than is shown is asked for: whether it comes tells whether there are more.
    /// </summary>
    public SearchOptions ToOptions(IReadOnlyDictionary<string, IEnumerable<int>>? sets) => new()
    {
        Sets = sets,
        Order = Order,
        Shallow = Shallow,
        Timeout = Timeout,
        Limit = Limit == 0 || Limit == long.MaxValue ? 0 : Limit + 1,
    };
}
