using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Text;
using System.Text.RegularExpressions;

namespace ContextFabric.Querying;

/// <summary>
/// A regular expression in Python's dialect, made ready to be searched for in many texts. Plain texts, anchored or
/// not, are compared as bytes; for all others an engine is constructed when the first text is tested. Safe for any
/// number of threads.
/// </summary>
internal sealed class TextPattern
{
    private const byte FirstLeadByteOfPair = 0xF0;
    private const int StackBytes = 512;

    private readonly PatternShape _shape;
    private readonly PatternEngine _plain;

    // For texts with characters of two units, which most corpora do not have.
    private readonly Lazy<PatternEngine> _withPairs;
    private readonly Lazy<PatternEngine> _notEmptyAtStart;

    private TextPattern(string pattern, PatternNode node, IReadOnlySet<int> groups)
    {
        Source = pattern;
        _shape = PatternShape.Of(node);
        string units = PatternWriter.Write(node, groups, hasPairs: false, out bool needsBacktracking);
        _plain = new PatternEngine(pattern, units, () => !needsBacktracking && PatternClasses.AreFew(node, hasPairs: false));
        _withPairs = new(() =>
        {
            string pairs = PatternWriter.Write(node, groups, hasPairs: true, out _);
            return pairs == units ? _plain : new PatternEngine(pattern, pairs, () => !needsBacktracking && PatternClasses.AreFew(node, hasPairs: true));
        });
        _notEmptyAtStart = new(() => new PatternEngine(pattern, $"(?:{PatternWriter.Write(node, groups, hasPairs: true, out _)})(?!\\G)", () => false));
    }

    /// <summary>The pattern as written.</summary>
    public string Source { get; }

    /// <summary>Compiles a pattern; when it is faulty, the error is a sentence that says where and why.</summary>
    public static bool TryCreate(string pythonPattern, [NotNullWhen(true)] out TextPattern? pattern, [NotNullWhen(false)] out string? error)
    {
        try
        {
            (PatternNode node, IReadOnlySet<int> groups) = PatternParser.Parse(pythonPattern);
            pattern = new TextPattern(pythonPattern, node, groups);
            error = null;
            return true;
        }
        catch (PatternSyntaxException fault)
        {
            pattern = null;
            error = $"Faulty regular expression: {fault.Message} (position {fault.Position}).";
            return false;
        }
    }

    /// <summary>True when the pattern is found somewhere in the text.</summary>
    /// <exception cref="SearchStoppedException">It takes too long.</exception>
    public bool IsMatch(ReadOnlySpan<byte> utf8, QueryBudget budget)
    {
        if (_shape.Kind != PatternShapeKind.Other)
        {
            return _shape.IsMatch(utf8);
        }

        char[]? rented = null;
        Span<char> buffer = utf8.Length <= StackBytes ? stackalloc char[StackBytes] : (rented = ArrayPool<char>.Shared.Rent(utf8.Length));
        try
        {
            ReadOnlySpan<char> text = buffer[..Encoding.UTF8.GetChars(utf8, buffer)];
            return (HasPairs(utf8) ? _withPairs.Value : _plain).IsMatch(text, budget);
        }
        finally
        {
            if (rented is not null)
            {
                ArrayPool<char>.Shared.Return(rented);
            }
        }
    }

    /// <summary>
    /// A prefix of all texts that match.
    /// </summary>
    /// <param name="utf8">The prefix.</param>
    /// <param name="isAll">True when all texts with this prefix match.</param>
    /// <returns>False when nothing of the kind is known.</returns>
    public bool TryGetPrefix(out ReadOnlySpan<byte> utf8, out bool isAll)
    {
        utf8 = _shape.Prefix;
        isAll = _shape.Kind == PatternShapeKind.StartsWith;
        return _shape.Prefix.Length > 0;
    }

    /// <summary>The text without the matches of the pattern.</summary>
    /// <exception cref="SearchStoppedException">It takes too long.</exception>
    public string Delete(string text, QueryBudget budget)
    {
        PatternEngine engine = text.AsSpan().ContainsAnyInRange('\uD800', '\uDFFF') ? _withPairs.Value : _plain;
        StringBuilder? kept = null;
        int keptUntil = 0;
        Match match = engine.Find(text, 0, budget);
        while (match.Success)
        {
            if (match.Length > 0)
            {
                kept ??= new StringBuilder(text.Length);
                kept.Append(text, keptUntil, match.Index - keptUntil);
                keptUntil = match.Index + match.Length;
            }

            // Where nothing was matched there may still be something to match, as a second choice.
            match = match.Length > 0
                ? engine.Find(text, keptUntil, budget)
                : _notEmptyAtStart.Value.Find(text, match.Index, budget);
        }

        return kept is null ? text : kept.Append(text, keptUntil, text.Length - keptUntil).ToString();
    }

    private static bool HasPairs(ReadOnlySpan<byte> utf8) => utf8.ContainsAnyInRange(FirstLeadByteOfPair, byte.MaxValue);
}
