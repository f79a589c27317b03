namespace ContextFabric.Templates;

/// <summary>Reads the lines of a template: quantifiers by their keywords, everything else into the body they are in.</summary>
internal sealed class TemplateParser
{
    /// <summary>How deeply quantifiers may be nested.</summary>
    public const int MaxDepth = 100;

    private readonly List<TemplateLine> _lines;
    private readonly TemplateFindings _findings;
    private int _next;

    private TemplateParser(List<TemplateLine> lines, TemplateFindings findings)
    {
        _lines = lines;
        _findings = findings;
    }

    /// <summary>The structure of a template.</summary>
    public static TemplateBody Parse(string text, TemplateFindings findings)
    {
        var parser = new TemplateParser(TemplateLexer.Lines(text), findings);
        BodyDraft body = BodyDraft.OfTemplate(findings);
        parser.ReadBody(body, depth: 0);
        return TemplateBuilder.Build(body, findings);
    }

    // Up to the end, or to a keyword that belongs to the quantifier around the body.
    private void ReadBody(BodyDraft body, int depth)
    {
        while (_next < _lines.Count)
        {
            TemplateLine line = _lines[_next];
            if (line.Kind != TemplateLineKind.Keyword)
            {
                _next++;
                body.Add(line);
            }
            else if (IsOpening(line))
            {
                ReadQuantifier(body, depth);
            }
            else if (depth > 0)
            {
                return;
            }
            else
            {
                _next++;
                _findings.Error(
                    TemplateCodes.QuantifierNotOpen, line.First.Range, $"{line.First.Text} stands outside a quantifier.", "/with/, /without/ or /where/ before it");
            }
        }
    }

    private void ReadQuantifier(BodyDraft body, int depth)
    {
        TemplateLine open = _lines[_next++];
        AtomDraft? owner = body.Owner(open);
        if (depth == MaxDepth)
        {
            _findings.Error(TemplateCodes.QuantifierDepth, open.First.Range, $"Quantifiers are nested more than {MaxDepth} deep.");
            Skip();
            return;
        }

        var quantifier = new QuantifierDraft(KindOf(open), open.First.Range, []);
        BodyDraft current = BodyDraft.OfQuantifier(_findings, open.Indent);
        bool counts = true;
        TemplateLine last = open;
        while (true)
        {
            ReadBody(current, depth + 1);
            if (counts && current.Antecedent is null)
            {
                quantifier.Bodies.Add(current);
            }

            if (_next == _lines.Count)
            {
                _findings.Error(TemplateCodes.QuantifierUnterminated, last.First.Range, $"{last.First.Text} has no end.", Following(quantifier.Kind, last));
                break;
            }

            TemplateLine line = _lines[_next++];
            CheckIndent(line, open, last);
            if (line.First.Text == "/-/")
            {
                CheckEnd(quantifier.Kind, line, last);
                break;
            }

            if (quantifier.Kind == QuantifierKind.Where && last == open && line.First.Text == "/have/")
            {
                current.MarkAntecedent();
            }
            else
            {
                counts = quantifier.Kind == QuantifierKind.With && line.First.Text == "/or/";
                if (!counts)
                {
                    _findings.Error(
                        TemplateCodes.QuantifierOrder, line.First.Range, $"{line.First.Text} cannot follow {last.First.Text} of line {last.Number}.", Following(quantifier.Kind, last));
                }

                // What follows a keyword in a wrong place is read too, for its own findings.
                current = BodyDraft.OfQuantifier(_findings, open.Indent);
            }

            last = line;
        }

        owner?.Quantifiers.Add(quantifier);
    }

    private void CheckIndent(TemplateLine line, TemplateLine open, TemplateLine last)
    {
        if (line.Indent != open.Indent)
        {
            _findings.Error(
                TemplateCodes.QuantifierIndent, line.First.Range, $"{line.First.Text} has not the indentation of {last.First.Text} of line {last.Number}.", $"indentation {open.Indent}");
        }
    }

    private void CheckEnd(QuantifierKind kind, TemplateLine line, TemplateLine last)
    {
        if (kind == QuantifierKind.Where && last.First.Text == "/where/")
        {
            _findings.Error(
                TemplateCodes.QuantifierEndsEarly, line.First.Range, $"/where/ of line {last.Number} ends without /have/.", Following(kind, last));
        }
    }

    private void Skip()
    {
        int open = 1;
        while (_next < _lines.Count && open > 0)
        {
            TemplateLine line = _lines[_next++];
            if (line.Kind == TemplateLineKind.Keyword)
            {
                open += IsOpening(line) ? 1 : line.First.Text == "/-/" ? -1 : 0;
            }
        }
    }

    private static string Following(QuantifierKind kind, TemplateLine last) => kind switch
    {
        QuantifierKind.With => "/or/ or /-/",
        QuantifierKind.Where when last.First.Text == "/where/" => "/have/",
        _ => "/-/",
    };

    private static bool IsOpening(TemplateLine line) => line.First.Text is "/with/" or "/without/" or "/where/";

    private static QuantifierKind KindOf(TemplateLine line) => line.First.Text switch
    {
        "/with/" => QuantifierKind.With,
        "/without/" => QuantifierKind.Without,
        _ => QuantifierKind.Where,
    };
}
