using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using ContextFabric.Storage;
using ContextFabric.Tf;

namespace ContextFabric.Store;

/// <summary>
/// Reads and writes <see cref="StoreMeta"/> token by token: opening a store is on the path of every command, and
/// this costs a fraction of a serializer, most of all in a process that has just started. The metadata of
/// features are skipped and decoded when they are asked for.
/// </summary>
internal static class StoreMetaJson
{
    public static StoreMeta Read(ArrayStore store)
    {
        var reader = new Utf8JsonReader(store.GetBytes(StoreMeta.MemberName));
        Expect(ref reader, JsonTokenType.StartObject);
        int version = 0, maxSlot = 0, maxNode = 0;
        bool isLayer = false, hasDerived = false;
        string producer = "", warp = "", fingerprint = "";
        List<string> context = [], levels = [];
        List<TypeMeta> types = [];
        List<FeatureMeta> features = [], configs = [];
        List<SourceFingerprint> sources = [];
        while (NextProperty(ref reader, out string name))
        {
            switch (name)
            {
                case "version": version = reader.GetInt32(); break;
                case "producer": producer = Text(ref reader); break;
                case "isLayer": isLayer = reader.GetBoolean(); break;
                case "warp": warp = Text(ref reader); break;
                case "context": ReadList(ref reader, context, Text); break;
                case "hasDerived": hasDerived = reader.GetBoolean(); break;
                case "maxSlot": maxSlot = reader.GetInt32(); break;
                case "maxNode": maxNode = reader.GetInt32(); break;
                case "types": ReadList(ref reader, types, ReadType); break;
                case "levels": ReadList(ref reader, levels, Text); break;
                case "features": ReadFeatures(ref reader, store, features); break;
                case "configs": ReadFeatures(ref reader, store, configs); break;
                case "sources": ReadList(ref reader, sources, ReadSource); break;
                case "fingerprint": fingerprint = Text(ref reader); break;
                default: reader.Skip(); break;
            }
        }

        return new StoreMeta
        {
            Version = version,
            Producer = producer,
            IsLayer = isLayer,
            Warp = warp,
            Context = context,
            HasDerived = hasDerived,
            MaxSlot = maxSlot,
            MaxNode = maxNode,
            Types = types,
            Levels = levels,
            Features = features,
            Configs = configs,
            Sources = sources,
            Fingerprint = fingerprint,
        };
    }

    public static byte[] Write(StoreMeta meta)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using var writer = new Utf8JsonWriter(buffer, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
        writer.WriteStartObject();
        writer.WriteNumber("version", meta.Version);
        writer.WriteString("producer", meta.Producer);
        writer.WriteString("fingerprint", meta.Fingerprint);
        writer.WriteString("warp", meta.Warp);
        writer.WriteBoolean("isLayer", meta.IsLayer);
        WriteTexts(writer, "context", meta.Context);
        writer.WriteBoolean("hasDerived", meta.HasDerived);
        writer.WriteNumber("maxSlot", meta.MaxSlot);
        writer.WriteNumber("maxNode", meta.MaxNode);
        writer.WriteStartArray("types");
        foreach (TypeMeta type in meta.Types)
        {
            writer.WriteStartObject();
            writer.WriteString("name", type.Name);
            writer.WriteNumber("first", type.First);
            writer.WriteNumber("last", type.Last);
            writer.WriteNumber("slotCount", type.SlotCount);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        WriteTexts(writer, "levels", meta.Levels);
        WriteFeatures(writer, "features", meta.Features);
        WriteFeatures(writer, "configs", meta.Configs);
        writer.WriteStartArray("sources");
        foreach (SourceFingerprint source in meta.Sources)
        {
            writer.WriteStartObject();
            writer.WriteString("name", source.Name);
            writer.WriteNumber("size", source.Size);
            writer.WriteString("hash", source.Hash);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
        writer.Flush();
        return buffer.WrittenSpan.ToArray();
    }

    private delegate T Reading<T>(ref Utf8JsonReader reader);

    private static void ReadList<T>(ref Utf8JsonReader reader, List<T> list, Reading<T> read)
        where T : class
    {
        Require(ref reader, JsonTokenType.StartArray);
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            list.Add(read(ref reader));
        }
    }

    private static TypeMeta ReadType(ref Utf8JsonReader reader)
    {
        Require(ref reader, JsonTokenType.StartObject);
        string typeName = "";
        int first = 0, last = 0;
        long slots = 0;
        while (NextProperty(ref reader, out string name))
        {
            switch (name)
            {
                case "name": typeName = Text(ref reader); break;
                case "first": first = reader.GetInt32(); break;
                case "last": last = reader.GetInt32(); break;
                case "slotCount": slots = reader.GetInt64(); break;
                default: reader.Skip(); break;
            }
        }

        return new TypeMeta(typeName, first, last, slots);
    }

    private static SourceFingerprint ReadSource(ref Utf8JsonReader reader)
    {
        Require(ref reader, JsonTokenType.StartObject);
        string file = "", hash = "";
        long size = 0;
        while (NextProperty(ref reader, out string name))
        {
            switch (name)
            {
                case "name": file = Text(ref reader); break;
                case "size": size = reader.GetInt64(); break;
                case "hash": hash = Text(ref reader); break;
                default: reader.Skip(); break;
            }
        }

        return new SourceFingerprint(file, size, hash);
    }

    private static void ReadFeatures(ref Utf8JsonReader reader, ArrayStore store, List<FeatureMeta> list)
    {
        Require(ref reader, JsonTokenType.StartArray);
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            list.Add(ReadFeature(ref reader, store));
        }
    }

    private static FeatureMeta ReadFeature(ref Utf8JsonReader reader, ArrayStore store)
    {
        Require(ref reader, JsonTokenType.StartObject);
        string feature = "", file = "";
        TfKind kind = TfKind.Config;
        TfValueType valueType = TfValueType.Str;
        bool hasValues = false;
        int first = 0, last = -1;
        long count = 0;
        int[] typeCounts = [];
        MetadataSource? metadata = null;
        while (NextProperty(ref reader, out string name))
        {
            switch (name)
            {
                case "name": feature = Text(ref reader); break;
                case "kind": kind = reader.ValueTextEquals("node"u8) ? TfKind.Node : reader.ValueTextEquals("edge"u8) ? TfKind.Edge : TfKind.Config; break;
                case "valueType": valueType = reader.ValueTextEquals("int"u8) ? TfValueType.Int : TfValueType.Str; break;
                case "hasValues": hasValues = reader.GetBoolean(); break;
                case "firstNode": first = reader.GetInt32(); break;
                case "lastNode": last = reader.GetInt32(); break;
                case "count": count = reader.GetInt64(); break;
                case "typeCounts": typeCounts = ReadCounts(ref reader); break;
                case "file": file = Text(ref reader); break;
                case "metadata":
                    int start = (int)reader.TokenStartIndex;
                    reader.Skip();
                    metadata = new MetadataSource(store, start, (int)reader.BytesConsumed - start);
                    break;
                default: reader.Skip(); break;
            }
        }

        return new FeatureMeta
        {
            Name = feature,
            Kind = kind,
            ValueType = valueType,
            HasValues = hasValues,
            FirstNode = first,
            LastNode = last,
            Count = count,
            TypeCounts = typeCounts,
            File = file,
            Source = metadata,
        };
    }

    private static int[] ReadCounts(ref Utf8JsonReader reader)
    {
        Require(ref reader, JsonTokenType.StartArray);
        int[] counts = new int[8];
        int length = 0;
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (length == counts.Length)
            {
                Array.Resize(ref counts, 2 * length);
            }

            counts[length++] = reader.GetInt32();
        }

        return counts[..length];
    }

    private static void WriteFeatures(Utf8JsonWriter writer, string property, IReadOnlyList<FeatureMeta> features)
    {
        writer.WriteStartArray(property);
        foreach (FeatureMeta feature in features)
        {
            writer.WriteStartObject();
            writer.WriteString("name", feature.Name);
            writer.WriteString("kind", feature.Kind switch { TfKind.Node => "node", TfKind.Edge => "edge", _ => "config" });
            writer.WriteString("valueType", feature.ValueType == TfValueType.Int ? "int" : "str");
            writer.WriteBoolean("hasValues", feature.HasValues);
            writer.WriteNumber("firstNode", feature.FirstNode);
            writer.WriteNumber("lastNode", feature.LastNode);
            writer.WriteNumber("count", feature.Count);
            writer.WriteStartArray("typeCounts");
            foreach (int count in feature.TypeCounts)
            {
                writer.WriteNumberValue(count);
            }

            writer.WriteEndArray();
            writer.WriteString("file", feature.File);
            writer.WriteStartArray("metadata");
            foreach ((string key, string? value) in feature.Metadata)
            {
                writer.WriteStartArray();
                writer.WriteStringValue(key);
                writer.WriteStringValue(value);
                writer.WriteEndArray();
            }

            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private static void WriteTexts(Utf8JsonWriter writer, string property, IReadOnlyList<string> texts)
    {
        writer.WriteStartArray(property);
        foreach (string text in texts)
        {
            writer.WriteStringValue(text);
        }

        writer.WriteEndArray();
    }

    /// <summary>Moves to the value of the next property of the current object; false at its end.</summary>
    private static bool NextProperty(ref Utf8JsonReader reader, out string name)
    {
        reader.Read();
        if (reader.TokenType == JsonTokenType.EndObject)
        {
            name = "";
            return false;
        }

        Require(ref reader, JsonTokenType.PropertyName);
        name = Text(ref reader);
        reader.Read();
        return true;
    }

    private static string Text(ref Utf8JsonReader reader) => reader.GetString() ?? "";

    private static void Expect(ref Utf8JsonReader reader, JsonTokenType type)
    {
        reader.Read();
        Require(ref reader, type);
    }

    private static void Require(ref Utf8JsonReader reader, JsonTokenType type)
    {
        if (reader.TokenType != type)
        {
            throw new FormatException($"{type} expected at byte {reader.TokenStartIndex}, {reader.TokenType} found.");
        }
    }
}
