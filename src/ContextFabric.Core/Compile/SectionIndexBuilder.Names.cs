using ContextFabric.Diagnostics;

namespace ContextFabric.Compile;

internal sealed partial class SectionIndexBuilder
{
    private void CheckLevel1()
    {
        NodeRange range = _corpus.Types.Range(_types[0]);
        var seen = new Dictionary<int, int>();
        for (int node = range.First; node <= range.Last; node++)
        {
            int code = Headings.CodeOf(_features[0], node);
            if (code == 0)
            {
                ReportMissing(0, node);
            }
            else if (!seen.TryAdd(code, node))
            {
                Report(TextDiagnosticCodes.SectionHeadingDuplicate, 0, $"heading {LabelOf(0, code)} is used by the {TypeName(0)} nodes {seen[code]} and {node}; looking it up gives the last one");
            }
        }
    }

    /// <summary>Per language the names of the level-1 nodes by code; the last node of a name wins.</summary>
    private void WriteNames()
    {
        NodeRange range = _corpus.Types.Range(_types[0]);
        foreach ((SectionLanguage language, NodeFeature feature) in Sections.NameFeatures(_corpus))
        {
            var nodes = new SortedDictionary<int, int>();
            for (int node = range.First; node <= range.Last; node++)
            {
                int code = Headings.CodeOf(feature, node);
                if (code > 0)
                {
                    nodes[code] = node;
                }
            }

            _writer.Write<int>(SectionMembers.NameCode(language.Feature), nodes.Keys.ToArray());
            _writer.Write<int>(SectionMembers.NameNode(language.Feature), nodes.Values.ToArray());
        }
    }

    /// <summary>The nearest section of a higher level around a section; reports when there is none.</summary>
    private bool TryParent(int node, int level, int parentLevel, out int parent)
    {
        if (_corpus.Locality.TryUp(node, _types[parentLevel], out parent))
        {
            return true;
        }

        _diagnostics.Add(new Diagnostic(DiagnosticSeverity.Warning, TextDiagnosticCodes.SectionOutsideParent, $"{TypeName(level)} {node} lies in no {TypeName(parentLevel)} and has no section reference")
        {
            Feature = "oslots",
        });
        return false;
    }

    private void ReportMissing(int level, int node) =>
        Report(TextDiagnosticCodes.SectionHeadingMissing, level, $"{TypeName(level)} {node} has no section heading");

    private void ReportDuplicate(int level, int parent, int code, int winner, int loser) =>
        Report(TextDiagnosticCodes.SectionHeadingDuplicate, level, $"heading {LabelOf(level, code)} of {TypeName(level - 1)} {parent} is used by {winner} and {loser}; looking it up gives {winner}");

    private void Report(string code, int level, string message) =>
        _diagnostics.Add(new Diagnostic(DiagnosticSeverity.Warning, code, message) { Feature = _features[level].Name });

    private string TypeName(int level) => _corpus.Otext.SectionTypes[level];

    private string LabelOf(int level, int code) =>
        code == 0 ? "(none)" : Headings.LabelOfCode(_features[level], code).ToString();
}
