namespace ContextFabric.Querying;

/// <summary>A regular expression is faulty. Caught where parsing began.</summary>
internal sealed class PatternSyntaxException(string message, int position) : Exception(message)
{
    /// <summary>Where, in characters from 0.</summary>
    public int Position => position;
}
