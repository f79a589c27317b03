namespace ContextFabric.Querying;

/// <summary>A regular expression in Python's dialect, made ready to be searched for in many texts.</summary>
internal sealed class TextPattern
{
}
