using System.Globalization;
using System.Text;
using ContextFabric.Diagnostics;

namespace ContextFabric.Tf;

/// <summary>
/// The files of one save: collected and checked first, then written beside their targets and
/// renamed together, so that a fault leaves the folder as it was.
/// </summary>
internal sealed class TfWritePlan(TfWriteOptions options)
{
    private readonly SortedDictionary<string, TfWriteJob> _jobs = new(CodePointComparer.Instance);
    private readonly HashSet<string> _names = new(StringComparer.Ordinal);

    public DiagnosticBag Bag { get; } = new();

    public void Error(string code, string feature, string message, string? found = null, string? expected = null) =>
        Bag.Add(new Diagnostic(DiagnosticSeverity.Error, code, message) { Feature = feature, Found = found, Expected = expected });

    public void Warn(string code, string feature, string message, string? found = null, string? expected = null) =>
        Bag.Add(new Diagnostic(DiagnosticSeverity.Warning, code, message) { Feature = feature, Found = found, Expected = expected });

    /// <summary>Adds a file unless its name or metadata cannot be written.</summary>
    public void Add(string feature, TfKind kind, bool edgeValues, IEnumerable<KeyValuePair<string, string?>> metadata, Action<TfOutput> body)
    {
        if (!CheckName(feature))
        {
            return;
        }

        var last = new SortedDictionary<string, string?>(CodePointComparer.Instance);
        foreach ((string key, string? value) in metadata)
        {
            last[key] = value;
        }

        last.Remove("dateWritten", out string? date);
        last.Remove("writtenBy");
        bool sound = true;
        foreach ((string key, string? value) in last)
        {
            sound &= CheckField(feature, key, value);
        }

        if (sound)
        {
            _jobs[feature] = new TfWriteJob(feature, kind, edgeValues, [.. last], date, body);
        }
    }

    /// <summary>Writes all files, or nothing when there are errors and force is not asked for.</summary>
    /// <exception cref="ArgumentException">The name of the writer has a line end.</exception>
    public SaveReport Run(string folder)
    {
        if (options.WrittenBy.AsSpan().IndexOfAny('\n', '\r') >= 0)
        {
            throw new ArgumentException("The name of the writer must be one line.");
        }

        folder = Path.GetFullPath(folder);
        int[] counts = new int[3];
        if (!Bag.HasErrors || options.Force)
        {
            Directory.CreateDirectory(folder);
            WriteAll(folder);
            foreach (TfWriteJob job in _jobs.Values)
            {
                counts[(int)job.Kind]++;
            }
        }

        return new SaveReport(folder, counts[(int)TfKind.Node], counts[(int)TfKind.Edge], counts[(int)TfKind.Config], Bag.ToList());
    }

    private bool CheckName(string feature)
    {
        if (feature.Length == 0 || feature.AsSpan().IndexOfAny(Path.GetInvalidFileNameChars()) >= 0 || !IsUnicode(feature))
        {
            Error(TfCodes.NameInvalid, feature, "the feature name cannot be a file name", Show(feature));
            return false;
        }

        if (!_names.Add(feature))
        {
            Error(TfCodes.NameTwice, feature, $"two features are named '{feature}'");
            return false;
        }

        return true;
    }

    private bool CheckField(string feature, string key, string? value)
    {
        if (key.AsSpan().IndexOfAny('\n', '\r') >= 0 || value.AsSpan().IndexOfAny('\n', '\r') >= 0)
        {
            Error(TfCodes.MetadataWithLineEnd, feature, $"metadata '{Show(key)}' has a line end", Show(value ?? key), "one line");
            return false;
        }

        if (key.Contains('=', StringComparison.Ordinal))
        {
            Error(TfCodes.MetadataKeyInvalid, feature, "a metadata key has an equals sign", Show(key), "a key without =");
            return false;
        }

        if (!IsUnicode(key) || (value is not null && !IsUnicode(value)))
        {
            Error(TfCodes.NotUnicode, feature, $"metadata '{Show(key)}' is not valid Unicode", Show(value ?? key));
            return false;
        }

        return true;
    }

    private void WriteAll(string folder)
    {
        string now = Date(options.DateWritten ?? DateTimeOffset.UtcNow);
        var files = new List<(string Temporary, string Target)>();
        try
        {
            foreach (TfWriteJob job in _jobs.Values)
            {
                string target = Path.Combine(folder, job.Feature + ".tf");
                string temporary = Path.Combine(folder, $".{Guid.NewGuid():N}.tmp");
                files.Add((temporary, target));
                using var stream = new FileStream(temporary, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 0);
                using var output = new TfOutput(stream);
                WriteHeader(job, options.DateWritten is null ? job.DateWritten ?? now : now, output);
                job.Body(output);
                output.Flush();
                stream.Flush(flushToDisk: false);
            }

            foreach ((string temporary, string target) in files)
            {
                File.Move(temporary, target, overwrite: true);
            }
        }
        catch
        {
            foreach ((string temporary, _) in files)
            {
                File.Delete(temporary);
            }

            throw;
        }
    }

    private void WriteHeader(TfWriteJob job, string date, TfOutput output)
    {
        output.Text(TfReaderText.KindWord(job.Kind));
        output.EndLine();
        if (job.HasEdgeValues)
        {
            output.Bytes("@edgeValues\n"u8);
        }

        foreach ((string key, string? value) in job.Fields)
        {
            // Without a value it would declare the flag.
            if (key == "edgeValues" && value is null)
            {
                continue;
            }

            output.Byte((byte)'@');
            output.Text(key);
            if (value is not null)
            {
                output.Byte((byte)'=');
                output.Text(value);
            }

            output.EndLine();
        }

        output.Text($"@writtenBy={options.WrittenBy}\n@dateWritten={date}\n\n");
    }

    public static bool IsUnicode(string text)
    {
        for (int i = 0; i < text.Length; i++)
        {
            if (char.IsSurrogate(text[i]))
            {
                if (i + 1 == text.Length || !char.IsSurrogatePair(text[i], text[i + 1]))
                {
                    return false;
                }

                i++;
            }
        }

        return true;
    }

    public static string Show(string text) => TfReport.Show(Encoding.UTF8.GetBytes(text));

    private static string Date(DateTimeOffset date) =>
        date.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
