using System.Globalization;

namespace ContextFabric.Bench.Sharing;

/// <summary>
/// The words between the measuring process and its workers, one line each:
/// <code>
/// worker → ok NAME=VALUE …      it is ready: where its bytes lie, how long opening took
///        ← WORD ARGUMENT …      what it is to do
/// worker → ok NAME=VALUE …      done, with what came out
/// worker → failed MESSAGE       it could not
///        ← quit                 (or the end of the input: the parent is gone)
/// </code>
/// Plain text, because a worker is there to be measured and loads nothing that it does not need.
/// </summary>
internal static class WorkerProtocol
{
    /// <summary>The hidden command of this program.</summary>
    public const string CommandName = "share-worker";

    public const string Ok = "ok";
    public const string Failed = "failed";
    public const string Quit = "quit";
    public const string Touch = "touch";
    public const string Sessions = "sessions";
    public const string Fork = "fork";
    public const string TouchChildren = "touch-children";
    public const string Release = "release";
    public const string Checksum = "checksum";
    public const string Resident = "resident";
    public const string Trim = "trim";
    public const string PageOut = "page-out";
    public const string Dirty = "dirty";
    public const string Peek = "peek";
    public const string Stale = "stale";
    public const string Reopen = "reopen";
    public const string Loop = "loop";
    public const string EndLoop = "end-loop";
    public const string Group = "group";
    public const string Scan = "scan";

    /// <summary>A line from names and values.</summary>
    public static string Format(params ReadOnlySpan<(string Name, object Value)> values)
    {
        string line = Ok;
        foreach ((string name, object value) in values)
        {
            line += string.Create(CultureInfo.InvariantCulture, $" {name}={value}");
        }

        return line;
    }
}

/// <summary>The answer of a worker: names with values; a name may come more than once.</summary>
internal sealed class WorkerReply
{
    private readonly List<(string Name, string Value)> _values = [];

    private WorkerReply()
    {
    }

    /// <summary>Reads a line.</summary>
    /// <exception cref="SharingException">The worker failed, or the line is none of ours.</exception>
    public static WorkerReply Parse(string line)
    {
        if (line.StartsWith(WorkerProtocol.Failed + " ", StringComparison.Ordinal))
        {
            throw new SharingException($"a worker failed: {line[(WorkerProtocol.Failed.Length + 1)..]}");
        }

        string[] words = line.Split(' ');
        var reply = new WorkerReply();
        foreach (string word in words.AsSpan(1))
        {
            int equals = word.IndexOf('=', StringComparison.Ordinal);
            reply._values.Add(equals < 0 ? (word, string.Empty) : (word[..equals], word[(equals + 1)..]));
        }

        return words[0] == WorkerProtocol.Ok
            ? reply
            : throw new SharingException($"a worker answered '{line}' where '{WorkerProtocol.Ok} …' was expected");
    }

    /// <summary>The values of a name, in the order of the line.</summary>
    public IEnumerable<string> All(string name) => _values.Where(v => v.Name == name).Select(v => v.Value);

    /// <summary>The value of a name.</summary>
    /// <exception cref="SharingException">There is none.</exception>
    public string Text(string name) =>
        All(name).FirstOrDefault() ?? throw new SharingException($"a worker left out '{name}'");

    /// <summary>The value of a name as a whole number; null when there is none.</summary>
    public long? Find(string name) =>
        All(name).FirstOrDefault() is { } text && long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long value) ? value : null;

    /// <summary>The value of a name as a whole number.</summary>
    /// <exception cref="SharingException">There is none.</exception>
    public long Number(string name) => Find(name) ?? throw new SharingException($"a worker left out '{name}'");

    /// <summary>Ranges of addresses that the worker told.</summary>
    public IReadOnlyList<MemoryRange> Ranges() => [.. All("range").Select(MemoryRange.Parse)];
}

/// <summary>A range of addresses in a worker; address 0 is nowhere.</summary>
internal readonly record struct MemoryRange(ulong Start, long Length)
{
    public static MemoryRange Parse(string text)
    {
        int colon = text.IndexOf(':', StringComparison.Ordinal);
        return new MemoryRange(
            ulong.Parse(text.AsSpan(0, colon), CultureInfo.InvariantCulture), long.Parse(text.AsSpan(colon + 1), CultureInfo.InvariantCulture));
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Start}:{Length}");
}
