using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using ContextFabric.Bench.Statistics;

namespace ContextFabric.Bench.Reports;

/// <summary>One number of <c>summary.json</c>.</summary>
/// <param name="Name">What it is: <c>memory_pss</c>, <c>latency_ratio</c> …</param>
/// <param name="Value">With its interval and the number of readings behind it.</param>
/// <param name="Unit">MiB, ms, x …</param>
/// <param name="Source">The raw file it comes from.</param>
/// <param name="Filter">Columns with the values that select its rows, in a fixed order.</param>
internal sealed record Headline(string Name, Estimate Value, string Unit, string Source, IReadOnlyList<(string Column, string Value)> Filter);

/// <summary>The numbers that a run is about, collected while the report is built, and written as <c>summary.json</c>.</summary>
internal sealed class Summary(int seed)
{
    private const int Schema = 1;
    private static readonly JsonWriterOptions s_options = new() { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private readonly List<Headline> _headlines = [];
    private readonly SortedDictionary<string, int> _excluded = new(StringComparer.Ordinal);

    public IReadOnlyList<Headline> Headlines => _headlines;

    /// <summary>Rows that no number was taken from, by reason.</summary>
    public IReadOnlyDictionary<string, int> Excluded => _excluded;

    public void Add(string name, Estimate value, string unit, string source, params ReadOnlySpan<(string Column, string Value)> filter) =>
        _headlines.Add(new Headline(name, value, unit, source, [.. filter]));

    /// <summary>Adds the median of the readings, with an interval by resampling.</summary>
    public Estimate AddMedian(string name, IReadOnlyList<double> readings, string unit, string source, params ReadOnlySpan<(string Column, string Value)> filter)
    {
        Estimate median = Bootstrap.Median(readings, seed);
        Add(name, median, unit, source, filter);
        return median;
    }

    /// <summary>Counts a row that is left out.</summary>
    public void Exclude(string source, string reason)
    {
        string key = $"{source}: {reason}";
        _excluded[key] = _excluded.GetValueOrDefault(key) + 1;
    }

    /// <summary>The file: the same bytes for the same raw files.</summary>
    public byte[] ToJson(ResultFolder folder)
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes, s_options))
        {
            json.WriteStartObject();
            json.WriteNumber("schema", Schema);
            WriteText(json, "command", ResultFolder.Text(folder.Config, "command"));
            WriteText(json, "run_id", ResultFolder.Text(folder.Config, "run_id"));
            WriteText(json, "baseline", folder.Baseline.Length > 0 ? folder.Baseline : null);
            json.WriteBoolean("quick", folder.IsQuick);
            json.WriteBoolean("debug", folder.IsDebug);
            json.WriteBoolean("incomplete", folder.IsIncomplete);
            json.WriteNumber("seed", seed);
            json.WriteString("interval", $"95 %, percentile bootstrap with {Bootstrap.Resamples} resamples, or Student t for slopes");
            json.WriteStartArray("headlines");
            foreach (Headline headline in _headlines)
            {
                Write(json, headline);
            }

            json.WriteEndArray();
            json.WriteStartObject("excluded_rows");
            foreach ((string reason, int count) in _excluded)
            {
                json.WriteNumber(reason, count);
            }

            json.WriteEndObject();
            json.WriteStartArray("missing");
            foreach (string file in folder.Missing)
            {
                json.WriteStringValue(file);
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        bytes.WriteByte((byte)'\n');
        return bytes.ToArray();
    }

    private static void Write(Utf8JsonWriter json, Headline headline)
    {
        json.WriteStartObject();
        json.WriteString("name", headline.Name);
        WriteNumber(json, "value", headline.Value.Value);
        WriteNumber(json, "low", headline.Value.Low);
        WriteNumber(json, "high", headline.Value.High);
        json.WriteNumber("n", headline.Value.Count);
        json.WriteString("unit", headline.Unit);
        json.WriteString("source", headline.Source);
        json.WriteStartObject("filter");
        foreach ((string column, string value) in headline.Filter)
        {
            json.WriteString(column, value);
        }

        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteText(Utf8JsonWriter json, string name, string? value)
    {
        if (value is null)
        {
            json.WriteNull(name);
        }
        else
        {
            json.WriteString(name, value);
        }
    }

    // Six digits: more than any reading has, and stable against the last bit of a logarithm.
    private static void WriteNumber(Utf8JsonWriter json, string name, double? value)
    {
        if (value is { } number && double.IsFinite(number))
        {
            json.WriteNumber(name, double.Parse(number.ToString("G6", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture));
        }
        else
        {
            json.WriteNull(name);
        }
    }
}
