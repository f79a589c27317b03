using System.Text.Json;
using ContextFabric.Storage;

namespace ContextFabric.Store;

/// <summary>The metadata of one feature as a stretch of the metadata member of a mapped store.</summary>
/// <param name="store">The store.</param>
/// <param name="start">First byte of the JSON array within the member.</param>
/// <param name="length">Its length.</param>
internal sealed class MetadataSource(ArrayStore store, int start, int length)
{
    /// <summary>Reads the array of pairs.</summary>
    public IReadOnlyList<KeyValuePair<string, string?>> Decode()
    {
        var reader = new Utf8JsonReader(store.GetBytes(StoreMeta.MemberName).Slice(start, length));
        var pairs = new List<KeyValuePair<string, string?>>();
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.StartArray)
        {
            reader.Read();
            string key = reader.GetString() ?? "";
            reader.Read();
            pairs.Add(KeyValuePair.Create(key, reader.GetString()));
            reader.Read();
        }

        store.ThrowIfClosed();
        return pairs;
    }
}
