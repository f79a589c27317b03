using ContextFabric.Diagnostics;
using ContextFabric.Storage;

namespace ContextFabric.Compile;

/// <summary>
/// Computes what follows from features and text configuration together: section index, structure and
/// characters. Everything a look-up needs becomes an array of the store.
/// </summary>
public static class DerivedData
{
    /// <summary>Writes the arrays under <c>sections/</c>, <c>structure/</c> and <c>characters/</c>, each only where it is configured.</summary>
    /// <param name="corpus">A corpus with types, order, locality, features and a validated configuration.</param>
    /// <param name="writer">Takes the arrays.</param>
    /// <param name="diagnostics">Receives what is odd about headings, with node numbers.</param>
    /// <param name="cancellationToken">Ends the work between parts.</param>
    public static void Write(Corpus corpus, IArrayWriter writer, DiagnosticBag diagnostics, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(corpus);
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(diagnostics);
        if (corpus.Otext.HasSections)
        {
            SectionIndexBuilder.Write(corpus, writer, diagnostics);
        }

        cancellationToken.ThrowIfCancellationRequested();
        if (corpus.Otext.HasStructure)
        {
            StructureBuilder.Write(corpus, writer, diagnostics);
        }

        cancellationToken.ThrowIfCancellationRequested();
        CharacterCounter.Write(corpus, writer, diagnostics);
    }
}
