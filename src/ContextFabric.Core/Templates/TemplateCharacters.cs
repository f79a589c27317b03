using System.Buffers;

namespace ContextFabric.Templates;

/// <summary>Characters of names.</summary>
internal static class TemplateCharacters
{
    private const string LettersAndDigits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

    /// <summary>Those of the name of an atom.</summary>
    public static readonly SearchValues<char> Name = SearchValues.Create(LettersAndDigits + "_.-");

    /// <summary>Those of the name of a feature in a condition.</summary>
    public static readonly SearchValues<char> Feature = SearchValues.Create(LettersAndDigits + "_-@");
}
