using System.Diagnostics;
using System.Numerics;
using ContextFabric.Diagnostics;

namespace ContextFabric.Describing;

public sealed partial class CorpusDescriber
{
    // What the JSON of a node costs beside its texts, in characters.
    private const int NodeOverhead = 80;

    /// <summary>Parses a template, binds it, and checks that it mentions no hidden feature.</summary>
    /// <param name="template">The template.</param>
    /// <param name="options">Settings of the search.</param>
    /// <param name="findings">Errors and warnings; with an error the query must not be run.</param>
    public SearchQuery Prepare(string template, SearchOptions? options, out IReadOnlyList<Diagnostic> findings)
    {
        SearchQuery query = Corpus.Search.Prepare(template, options);
        findings = _visible.IsAll ? query.Diagnostics : [.. query.Diagnostics.Concat(HiddenFeatures.Find(query.Syntax, _visible)).OrderBy(f => f.Line).ThenBy(f => f.Column)];
        return query;
    }

    /// <summary>The verdict on a template, which is not run.</summary>
    public TemplateCheck Check(string template, IReadOnlyDictionary<string, IEnumerable<int>>? sets = null)
    {
        SearchQuery query = Prepare(template, new SearchOptions { Sets = sets }, out IReadOnlyList<Diagnostic> findings);
        List<Diagnostic> errors = [.. findings.Where(f => f.Severity == DiagnosticSeverity.Error)];
        return new TemplateCheck
        {
            Valid = errors.Count == 0,
            Template = template,
            Errors = errors.Count == 0 ? null : [.. errors.Select(FindingRecords.ToLine)],
            Diagnostics = [.. findings.Select(FindingRecords.Of)],
            Atoms = AtomsOf(query),
        };
    }

    /// <summary>The query of a request, under its budgets.</summary>
    /// <exception cref="TemplateException">The template has errors.</exception>
    public SearchQuery QueryOf(SearchRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        var options = new SearchOptions { Sets = request.Sets, Timeout = request.Timeout, MaxMemory = request.MaxMemory, MaxResults = request.MaxResults };
        SearchQuery query = Prepare(request.Template, options, out IReadOnlyList<Diagnostic> findings);
        return findings.Any(f => f.Severity == DiagnosticSeverity.Error) ? throw new TemplateException(findings) : query;
    }

    /// <summary>
    /// Runs a search and gives a page of what is wanted. Of results in the order of the text no more are made than
    /// the page needs, and the total is counted without making them. Keeps nothing: for further pages of an
    /// expensive search, keep a <see cref="HitList"/> and use <see cref="Answer"/>.
    /// </summary>
    /// <exception cref="TemplateException">The template has errors.</exception>
    /// <exception cref="UnknownNameException">The request names a format, feature or type that does not exist.</exception>
    /// <exception cref="SearchStoppedException">A count used up its budget.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public SearchAnswer Search(SearchRequest request, IProgress<long>? progress = null, CancellationToken cancellation = default)
    {
        Validate(request);
        SearchQuery query = QueryOf(request);
        switch (request.ReturnType)
        {
            case ReturnType.Count:
                return AnswerOf(query, request, query.Count(cancellation), SearchStop.None);
            case ReturnType.Statistics:
                return StatisticsOf(query, request, progress, cancellation);
            case ReturnType.Results or ReturnType.Table when request.Order == HitOrder.Canonical:
                return PageOf(query, request, progress, cancellation);
            default:
                HitList hits = HitList.Collect(query, progress, cancellation);
                return Answer(query, request.Order == HitOrder.Node ? hits.SortedByNode() : hits, request, cancellation);
        }
    }

    /// <summary>A page of what is wanted, from results found before. They must be in the order wanted.</summary>
    /// <param name="query">The query.</param>
    /// <param name="hits">Its results.</param>
    /// <param name="request">What is wanted.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="UnknownNameException">The request names a format, feature or type that does not exist.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public SearchAnswer Answer(SearchQuery query, HitList hits, SearchRequest request, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        ArgumentNullException.ThrowIfNull(hits);
        Validate(request);
        SearchAnswer answer = AnswerOf(query, request, hits.Count, hits.Stop);
        switch (request.ReturnType)
        {
            case ReturnType.Count:
                return answer;
            case ReturnType.Statistics:
                using (var statistics = new SearchStatistics(Corpus, query))
                {
                    for (int i = 0; i < hits.Count; i++)
                    {
                        statistics.Add(hits[i]);
                    }

                    cancellation.ThrowIfCancellationRequested();
                    return AddStatistics(answer, statistics, request);
                }

            case ReturnType.Passages:
                return AddPassages(answer, hits, request, cancellation);
            default:
                int end = (int)Math.Min((long)request.Offset + request.Limit, hits.Count);
                var page = new HitList(hits.Width);
                for (int i = request.Offset; i < end; i++)
                {
                    page.Add(hits[i]);
                }

                return AddPage(answer, page, query, request);
        }
    }

    /// <summary>Numbers of results of several templates. One with errors has the errors in place of a number.</summary>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public CountComparison CompareTemplates(IEnumerable<string> templates, TimeSpan? timeout = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(templates);
        var groups = new List<GroupCount>();
        foreach (string template in templates)
        {
            SearchQuery query = Prepare(template, new SearchOptions { Timeout = timeout }, out IReadOnlyList<Diagnostic> findings);
            var group = new GroupCount { Group = FeatureValue.Of(template), Count = 0 };
            if (findings.Any(f => f.Severity == DiagnosticSeverity.Error))
            {
                groups.Add(group with { IsExact = false, Diagnostics = [.. findings.Select(FindingRecords.Of)] });
                continue;
            }

            try
            {
                groups.Add(group with { Count = ToLong(query.Count(cancellation)) });
            }
            catch (SearchStoppedException)
            {
                groups.Add(group with { IsExact = false });
            }
        }

        return new CountComparison("template", groups);
    }

    /// <summary>Numbers of results by section, or by the value of a feature at a member.</summary>
    /// <param name="request">The search; of its settings those that bound it count, and <see cref="SearchRequest.TopN"/>.</param>
    /// <param name="by">A section type or a node feature.</param>
    /// <param name="atom">The member whose feature counts.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="TemplateException">The template has errors.</exception>
    /// <exception cref="UnknownNameException">There is neither such a section type nor such a feature.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such member.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public CountComparison CompareGroups(SearchRequest request, string by, int atom = 0, CancellationToken cancellation = default)
    {
        SearchQuery query = QueryOf(request);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)atom, (uint)query.Width, nameof(atom));
        int level = Corpus.Text.Sections.Types.ToList().IndexOf(by);
        NodeFeature? feature = level < 0 ? NodeFeatureOf(by) : null;
        using var statistics = new SearchStatistics(Corpus, query);
        SearchStop stop = Run(query, statistics, null, cancellation);
        List<ValueCount> counts = feature is null
            ? statistics.Sections(level, request.Language, request.TopN)
            : statistics.DistributionOf(atom, feature, request.TopN, int.MaxValue)!;
        return new CountComparison(by, [.. counts.Select(c => new GroupCount { Group = c.Value, Count = c.Count, IsExact = stop == SearchStop.None })]);
    }

    private static void Validate(SearchRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentOutOfRangeException.ThrowIfNegative(request.Limit);
        ArgumentOutOfRangeException.ThrowIfNegative(request.Offset);
        ArgumentOutOfRangeException.ThrowIfNegative(request.TopN);
    }

    private SearchAnswer PageOf(SearchQuery query, SearchRequest request, IProgress<long>? progress, CancellationToken cancellation)
    {
        long since = Stopwatch.GetTimestamp();
        long end = request.Limit == 0 ? 0 : (long)request.Offset + request.Limit;
        var page = new HitList(query.Width);
        SearchStop stop = SearchStop.None;
        long found = 0;
        bool isWhole = false;
        if (end > 0)
        {
            using SearchCursor cursor = query.Open(cancellation);
            while (found < end && cursor.MoveNext())
            {
                if (found++ >= request.Offset)
                {
                    page.Add(cursor.Current);
                }

                if (found % 10_000 == 0)
                {
                    progress?.Report(found);
                }
            }

            isWhole = found < end;
            stop = cursor.Stop;
        }

        if (isWhole)
        {
            return AddPage(AnswerOf(query, request, found, stop), page, query, request);
        }

        try
        {
            TimeSpan? left = request.Timeout is { } time ? time - Stopwatch.GetElapsedTime(since) : null;
            SearchQuery counting = left is null ? query : Corpus.Search.Prepare(query.Template, query.Options with { Timeout = left > TimeSpan.Zero ? left : TimeSpan.FromTicks(1) });
            return AddPage(AnswerOf(query, request, counting.Count(cancellation), SearchStop.None), page, query, request);
        }
        catch (SearchStoppedException stopped) when (end > 0)
        {
            return AddPage(AnswerOf(query, request, found, stopped.Reason), page, query, request);
        }
    }

    private SearchAnswer AddPage(SearchAnswer answer, HitList page, SearchQuery query, SearchRequest request)
    {
        var options = new NodeOptions { Format = request.Format, Features = request.Features, Language = request.Language };
        var budget = new PageBudget(request.MaxChars, request.MaxTokens);
        int given = 0;
        if (request.ReturnType == ReturnType.Table)
        {
            var table = new ResultTable(this, query, options);
            var rows = new List<IReadOnlyList<FeatureValue>>();
            for (; given < page.Count; given++)
            {
                FeatureValue[] row = table.Read(page[given]);
                if (!budget.TryAdd(given, row))
                {
                    break;
                }

                rows.Add(row);
            }

            answer = answer with { Columns = table.Columns, Rows = rows };
        }
        else
        {
            var reader = new NodeReader(this, options);
            var results = new List<IReadOnlyList<NodeInfo>>();
            NodeInfo?[] last = new NodeInfo?[page.Width];
            for (; given < page.Count; given++)
            {
                NodeInfo[] result = Read(page[given], reader, last);
                if (!budget.TryAdd(given, result))
                {
                    break;
                }

                results.Add(result);
            }

            answer = answer with { Results = results };
        }

        return AddCursor(answer, request, given, given < page.Count, answer.TotalCount);
    }

    // Results that follow each other mostly share their first members.
    private static NodeInfo[] Read(ReadOnlySpan<int> row, NodeReader reader, NodeInfo?[] last)
    {
        var result = new NodeInfo[row.Length];
        for (int atom = 0; atom < row.Length; atom++)
        {
            last[atom] = last[atom]?.Node == row[atom] ? last[atom] : reader.Read(row[atom]);
            result[atom] = last[atom]!;
        }

        return result;
    }

    private SearchAnswer AddPassages(SearchAnswer answer, HitList hits, SearchRequest request, CancellationToken cancellation)
    {
        Sections sections = Corpus.Text.Sections;
        NodeType context = request.ReferenceCompat ? NodeType.None
            : request.ContextType is not null ? TypeOf(request.ContextType)
            : sections.Depth > 0 ? sections.NodeTypes[^1] : NodeType.None;
        var options = new NodeOptions { Format = request.Format, Language = request.Language };
        var reader = new NodeReader(this, options);
        var budget = new PageBudget(request.MaxChars, request.MaxTokens);
        var given = new List<PassageHit>();
        bool isCut = false;
        int total = hits.Count;
        if (request.ReferenceCompat)
        {
            for (int i = request.Offset; i < Math.Min((long)request.Offset + request.Limit, hits.Count) && !isCut; i++)
            {
                NodeInfo node = reader.Read(hits[i][0]);
                isCut = !budget.TryAdd(given.Count, [node]);
                if (!isCut)
                {
                    given.Add(new PassageHit { Reference = node.SectionRef ?? "", Text = node.Text, Node = node.Node, Type = node.Otype! });
                }
            }
        }
        else
        {
            var passages = new PassageHits(Corpus, hits, context);
            total = passages.Count;
            List<(int Node, int Results)> page = [.. passages.Page(request.Offset, request.Limit)];
            Dictionary<int, SortedSet<(int Atom, int Node)>> members = passages.Members([.. page.Select(p => p.Node)]);
            foreach ((int node, int results) in page)
            {
                cancellation.ThrowIfCancellationRequested();
                string brief = reader.TextOf(node);
                bool isWhole = Corpus.Slots.Count(node) <= options.MaxTextSlots;
                PassageText? text = isWhole ? PassageText.Of(Corpus, node, reader.Format) : null;
                isCut = !budget.TryAdd(given.Count, [new NodeInfo { Node = node, Otype = null, Text = brief }]);
                if (isCut)
                {
                    break;
                }

                given.Add(new PassageHit
                {
                    Reference = reader.SectionOf(node) ?? "",
                    Text = text?.Text ?? brief,
                    Node = node,
                    Type = Corpus.Types.NameOf(node)!,
                    Matches = [.. members[node].SelectMany(m => text?.Matches(Corpus, m.Atom, m.Node) ?? [new TextMatch(m.Atom, m.Node, null, null)])],
                    ResultCount = results,
                });
            }
        }

        return AddCursor(answer with { Passages = given, PassageCount = request.ReferenceCompat ? null : total }, request, given.Count, isCut, total);
    }

    private static SearchAnswer AddCursor(SearchAnswer answer, SearchRequest request, int given, bool isCut, long items)
    {
        long end = (long)request.Offset + given;

        // A page without items would be followed by itself.
        bool hasMore = given > 0 && (end < items || !answer.TotalIsExact);
        return answer with
        {
            HasMore = hasMore,
            TruncatedBy = isCut ? "size" : null,
            Cursor = new PageCursor
            {
                Offset = request.Offset,
                Limit = request.Limit,
                HasMore = hasMore,
                NextOffset = hasMore ? (int)Math.Min(end, int.MaxValue) : null,
                TotalCount = answer.TotalCount,
            },
        };
    }

    private SearchAnswer StatisticsOf(SearchQuery query, SearchRequest request, IProgress<long>? progress, CancellationToken cancellation)
    {
        using var statistics = new SearchStatistics(Corpus, query);
        SearchStop stop = Run(query, statistics, progress, cancellation);
        return AddStatistics(AnswerOf(query, request, statistics.Total, stop), statistics, request);
    }

    private static SearchStop Run(SearchQuery query, SearchStatistics statistics, IProgress<long>? progress, CancellationToken cancellation)
    {
        using SearchCursor cursor = query.Open(cancellation);
        while (cursor.MoveNext())
        {
            statistics.Add(cursor.Current);
            if (statistics.Total % 10_000 == 0)
            {
                progress?.Report(statistics.Total);
            }
        }

        return cursor.Stop;
    }

    private SearchAnswer AddStatistics(SearchAnswer answer, SearchStatistics statistics, SearchRequest request)
    {
        var unknown = new List<string>();
        List<string> names = Known(request.AggregateFeatures ?? _visible.Nodes, name => _visible.Contains(name) && Corpus.Features.Contains(name), unknown);
        answer = answer with
        {
            Nodes = statistics.Members([.. names.Select(name => Corpus.Features[name])], request.TopN, request.AggregateFeatures is null ? request.MaxDistinct : int.MaxValue),
            UnknownFeatures = unknown.Count == 0 ? null : unknown,
        };
        IReadOnlyList<string> levels = Corpus.Text.Sections.Types;
        if (request.GroupBySection is not string group || levels.Count == 0)
        {
            return answer;
        }

        int level = group.Length == 0 ? 0 : levels.ToList().IndexOf(group);
        return level < 0
            ? throw UnknownNameException.Of(NameKind.NodeType, group, levels)
            : answer with
            {
                SectionDistribution = new Dictionary<string, IReadOnlyList<ValueCount>> { [levels[level]] = statistics.Total == 0 ? [] : statistics.Sections(level, request.Language, request.TopN) },
            };
    }

    private static SearchAnswer AnswerOf(SearchQuery query, SearchRequest request, BigInteger total, SearchStop stop)
    {
        List<TemplateFinding> warnings = [.. query.Diagnostics.Where(f => f.Severity == DiagnosticSeverity.Warning).Select(FindingRecords.Of)];
        return new SearchAnswer
        {
            Template = request.Template,
            TotalCount = ToLong(total),
            TotalIsExact = stop is SearchStop.None or SearchStop.Limit && total <= long.MaxValue,
            StoppedBy = WordFor(stop),
            Atoms = AtomsOf(query),
            Warnings = warnings.Count == 0 ? null : warnings,
        };
    }

    private static AtomInfo[] AtomsOf(SearchQuery query) => [.. query.Atoms.Take(query.Width).Select(atom => new AtomInfo(atom.Index, atom.Name, atom.Type, atom.Range.Line))];

    private static long ToLong(BigInteger number) => number > long.MaxValue ? long.MaxValue : (long)number;

    private static string? WordFor(SearchStop stop) => stop switch
    {
        SearchStop.Time => "timeout",
        SearchStop.MaxResults => "max_results",
        SearchStop.Memory => "memory",
        SearchStop.Pattern => "pattern",
        _ => null,
    };

    /// <summary>How much still fits on a page. The first item always does.</summary>
    private sealed class PageBudget(int maxChars, int? maxTokens)
    {
        private long _chars;
        private long _tokens;

        public bool TryAdd(int given, IReadOnlyList<NodeInfo> result)
        {
            foreach (NodeInfo node in result)
            {
                Count(node.Text);
                Count(node.SectionRef ?? "");
                foreach ((string name, FeatureValue value) in node.Features ?? new Dictionary<string, FeatureValue>())
                {
                    Count(name);
                    Count(value.ToString());
                }

                _chars += NodeOverhead;
                _tokens += NodeOverhead / 4;
            }

            return given == 0 || HasRoom;
        }

        public bool TryAdd(int given, FeatureValue[] row)
        {
            foreach (FeatureValue cell in row)
            {
                Count(cell.ToString());
                _chars += 4;
                _tokens++;
            }

            return given == 0 || HasRoom;
        }

        private bool HasRoom => _chars <= maxChars && !(_tokens > maxTokens);

        private void Count(string text)
        {
            _chars += text.Length;
            _tokens += maxTokens is null ? 0 : TokenEstimate.Of(text);
        }
    }
}
