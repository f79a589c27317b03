using ContextFabric.Cli.Output;

namespace ContextFabric.Cli.Searching;

/// <summary>A hit with the words around it.</summary>
/// <param name="Section">Section of the first member.</param>
/// <param name="Before">Text before the hit.</param>
/// <param name="Hit">The hit: members, and what stands between them.</param>
/// <param name="After">Text after the hit.</param>
internal sealed record KwicLine(string Section, string Before, IReadOnlyList<Cell> Hit, string After)
{
    /// <summary>Columns of the hit.</summary>
    public int HitWidth => Hit.Sum(part => TextWidth.Of(part.Text));
}
