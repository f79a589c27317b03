namespace ContextFabric.Cli.Output;

/// <summary>Meaning of a piece of output; a terminal shows it as a colour.</summary>
internal enum Tone
{
    Normal,
    Strong,
    Muted,
    Accent,
    Good,
    Bad,
    Warning,
}
