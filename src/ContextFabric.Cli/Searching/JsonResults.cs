using System.Buffers;
using System.Text.Json;

namespace ContextFabric.Cli.Searching;

/// <summary>One JSON object for the whole search. Results are written as they come, each on a line of its own.</summary>
internal sealed class JsonResults : IResultWriter
{
    private readonly Stream _output;
    private readonly ArrayBufferWriter<byte> _buffer = new(1 << 12);
    private readonly Utf8JsonWriter _json;
    private readonly ResultJson _results;
    private SearchHeader _header = new(string.Empty, [], []);
    private FlushPace _pace;

    public JsonResults(Stream output, MemberReader members)
    {
        _output = output;
        _json = new Utf8JsonWriter(_buffer, ResultJson.Options);
        _results = new ResultJson(members);
    }

    public void Begin(SearchHeader header)
    {
        _header = header;
        _json.WriteStartObject();
        _json.WriteString("template", header.Template);
        _json.WriteStartArray("atoms");
        foreach (SearchAtom atom in header.Atoms)
        {
            _json.WriteStartObject();
            _json.WriteNumber("index", atom.Index);
            _json.WriteString("name", atom.Name);
            _json.WriteString("type", atom.Type);
            _json.WriteNumber("line", atom.Range.Line);
            _json.WriteEndObject();
        }

        _json.WriteEndArray();
        _json.WriteStartArray("results");
    }

    public void Write(ReadOnlySpan<int> nodes)
    {
        BreakLine();
        _results.Write(_json, nodes);
        if (_pace.IsDue())
        {
            Drain();
            _output.Flush();
        }
    }

    public void End(SearchOutcome outcome)
    {
        BreakLine();
        _json.WriteEndArray();
        _json.WriteNumber("count", outcome.Count);
        _json.WriteBoolean("complete", outcome.Stop == StopReason.Complete);
        _json.WriteString("stop", StopReasons.Name(outcome.Stop));
        _json.WriteNumber("elapsedMs", Math.Round(outcome.Elapsed.TotalMilliseconds, 3));
        ResultJson.Write(_json, "diagnostics", _header.Diagnostics);
        _json.WriteEndObject();
        Drain();
        _output.WriteByte((byte)'\n');
        _output.Flush();
    }

    public void Dispose()
    {
        _json.Dispose();
        _output.Dispose();
    }

    // white space between tokens is free in JSON; the comma before the next result comes after it
    private void BreakLine()
    {
        Drain();
        _output.WriteByte((byte)'\n');
    }

    // through a buffer of our own, because a writer on a stream flushes that as well
    private void Drain()
    {
        _json.Flush();
        _output.Write(_buffer.WrittenSpan);
        _buffer.ResetWrittenCount();
    }
}
