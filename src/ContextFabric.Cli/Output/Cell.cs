namespace ContextFabric.Cli.Output;

/// <summary>A table cell.</summary>
internal readonly record struct Cell(string Text, Tone Tone = Tone.Normal)
{
    public static implicit operator Cell(string text) => new(text);
}
