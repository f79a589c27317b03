using System.Text.RegularExpressions;

namespace ContextFabric.Querying;

/// <summary>A regular expression in Python's dialect, made ready to be searched for in many texts.</summary>
internal sealed class TextPattern
{
    /// <summary>Makes a pattern ready.</summary>
    internal static bool TryCreate(string pythonPattern, out TextPattern? pattern, out string? error)
    {
        try
        {
            _ = new Regex(pythonPattern, RegexOptions.CultureInvariant);
            pattern = new TextPattern();
            error = null;
            return true;
        }
        catch (ArgumentException wrong)
        {
            pattern = null;
            error = wrong.Message;
            return false;
        }
    }
}
