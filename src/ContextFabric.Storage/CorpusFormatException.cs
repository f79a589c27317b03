namespace ContextFabric.Storage;

/// <summary>Why a store or array file is refused.</summary>
public enum FormatFault
{
    /// <summary>The file is not a store or not an array at all.</summary>
    Foreign,

    /// <summary>The file ends before what it declares.</summary>
    Truncated,

    /// <summary>Its parts contradict each other, or a checksum does not match.</summary>
    Corrupt,

    /// <summary>It was written by a newer major version.</summary>
    TooNew,

    /// <summary>A member that was asked for does not exist.</summary>
    Missing,
}

/// <summary>A store or array file that cannot be trusted; nothing of it was used.</summary>
public sealed class CorpusFormatException : IOException
{
    /// <summary>Creates the error for one file.</summary>
    /// <param name="fault">Why it is refused.</param>
    /// <param name="path">The file.</param>
    /// <param name="reason">What was found and what was expected, as a clause.</param>
    public CorpusFormatException(FormatFault fault, string path, string reason)
        : base($"{path}: {reason}")
    {
        Fault = fault;
        Path = path;
        Reason = reason;
    }

    /// <summary>Why the file is refused.</summary>
    public FormatFault Fault { get; }

    /// <summary>The file.</summary>
    public string Path { get; }

    /// <summary>What was found and what was expected.</summary>
    public string Reason { get; }
}
