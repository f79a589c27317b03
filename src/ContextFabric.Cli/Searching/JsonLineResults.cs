using System.Buffers;
using System.Text.Json;

namespace ContextFabric.Cli.Searching;

/// <summary>One JSON object per line and result.</summary>
internal sealed class JsonLineResults : IResultWriter
{
    private readonly Stream _output;
    private readonly ArrayBufferWriter<byte> _buffer = new(1 << 12);
    private readonly Utf8JsonWriter _json;
    private readonly ResultJson _results;
    private FlushPace _pace;

    public JsonLineResults(Stream output, MemberReader members)
    {
        _output = output;
        _json = new Utf8JsonWriter(_buffer, ResultJson.Options);
        _results = new ResultJson(members);
    }

    public void Begin(SearchHeader header)
    {
    }

    public void Write(ReadOnlySpan<int> nodes)
    {
        _results.Write(_json, nodes);
        _json.Flush();
        _output.Write(_buffer.WrittenSpan);
        _output.WriteByte((byte)'\n');
        _json.Reset();
        _buffer.ResetWrittenCount();
        if (_pace.IsDue())
        {
            _output.Flush();
        }
    }

    public void End(SearchOutcome outcome) => _output.Flush();

    public void Dispose()
    {
        _json.Dispose();
        _output.Dispose();
    }
}
