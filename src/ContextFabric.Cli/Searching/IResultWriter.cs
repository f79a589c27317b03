namespace ContextFabric.Cli.Searching;

/// <summary>Writes results in one format, as they come: <see cref="Begin"/>, any number of results, <see cref="End"/>.</summary>
internal interface IResultWriter : IDisposable
{
    /// <summary>Writes what stands before the results.</summary>
    void Begin(SearchHeader header);

    /// <summary>Writes a result.</summary>
    void Write(ReadOnlySpan<int> nodes);

    /// <summary>Writes what is kept back and what stands after the results, also when the search was stopped.</summary>
    void End(SearchOutcome outcome);
}
