namespace ContextFabric.Tf;

/// <summary>Settings of <see cref="TfWriter"/>.</summary>
public sealed record TfWriteOptions
{
    /// <summary>
    /// Date for every file. Null: a feature keeps the date that it has, and one without any gets the
    /// current time.
    /// </summary>
    public DateTimeOffset? DateWritten { get; init; }

    /// <summary>Name of the writer in each file.</summary>
    public string WrittenBy { get; init; } = "Context-Fabric";

    /// <summary>
    /// Write even when the dataset is invalid. Features that the format cannot express are left out;
    /// nodes, types and slots that contradict each other are written as they are.
    /// </summary>
    public bool Force { get; init; }
}
