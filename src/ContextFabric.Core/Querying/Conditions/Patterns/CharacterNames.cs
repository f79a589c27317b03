namespace ContextFabric.Querying;

/// <summary>Names of characters.</summary>
internal static class CharacterNames
{
    /// <summary>The character with a name.</summary>
    public static bool TryFind(string name, out int codePoint)
    {
        codePoint = 0;
        return false;
    }
}
