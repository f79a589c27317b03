using ContextFabric.Templates;

namespace ContextFabric.Testing.Writing;

/// <summary>Writes a template, or the part of a quantifier, and notes what it means.</summary>
internal sealed class BodyWriter
{
    private static readonly string[] s_names = ["p", "q", "x1", "n-1", "k.2", "_u", "Q", "p2", "7", "with"];

    private readonly WordWriter _words;
    private readonly Random _random;
    private readonly WritingQuota _quota;
    private readonly int _depth;
    private readonly List<DraftAtom> _atoms = [];
    private readonly List<TemplateRelation> _relations = [];

    // The last atom of each indentation that is open, the outermost first.
    private readonly List<DraftAtom> _stack = [];

    // What belongs together line by line; relation lines are put between.
    private List<List<string>> _chunks = [];
    private List<string> _relationLines = [];
    private DraftAtom? _last;

    public BodyWriter(WordWriter words, Random random, WritingQuota quota)
    {
        (_words, _random, _quota) = (words, random, quota);
    }

    private BodyWriter(BodyWriter outer, DraftAtom parent)
        : this(outer._words, outer._random, outer._quota)
    {
        _depth = outer._depth + 1;
        _last = parent.AsParent();
        _atoms.Add(_last);
        _stack.Add(_last);
    }

    private int Base => _depth == 0 ? 0 : _atoms[0].Indent;

    public TemplateBody Build() => new([.. _atoms.Select(atom => atom.Build())], [.. _relations]);

    /// <summary>Writes so many atoms; the lines. A consequent is written after its antecedent.</summary>
    public List<string> WritePart(int atoms)
    {
        (_chunks, _relationLines) = ([], []);
        if (_depth > 0 && _random.Next(8) == 0)
        {
            _chunks.Add([Continuation(_last!)]);
        }

        for (int i = 0; i < atoms; i++)
        {
            if (_depth > 0 && _random.Next(8) == 0)
            {
                AddParentLine();
            }

            AddAtom();
            if (_random.Next(8) == 0)
            {
                AddOperatorLine();
            }
        }

        for (int more = _random.Next(4); more > 1; more--)
        {
            AddRelationLine();
        }

        foreach (string line in _relationLines)
        {
            _chunks.Insert(_random.Next(_chunks.Count + 1), [line]);
        }

        return [.. _chunks.SelectMany(chunk => chunk)];
    }

    private void AddAtom()
    {
        int level = _stack.Count == 0 ? 0 : _random.Next(2) == 0 ? _stack.Count : _random.Next(_stack.Count);
        DraftAtom? parent = level > 0 ? _stack[level - 1] : null;
        DraftAtom? sibling = level < _stack.Count ? _stack[level] : null;
        DraftAtom? neighbour = sibling ?? parent;
        int indent = sibling?.Indent ?? (parent is null ? 0 : parent.Indent + _random.Next(1, 4));
        int node = _words.Node(parent?.Node, neighbour?.Node);

        // Outermost atoms hang together by operators or relation lines only.
        bool isFree = parent is null && sibling is not null;
        bool hasOperator = neighbour is not null && _random.Next(100) < (isFree ? 65 : 40);
        DraftAtom[] named = [.. _atoms.Where(atom => atom.Name is not null || atom.IsParent)];
        DraftAtom? meant = _random.Next(10) == 0 && named.Any(atom => atom.Name is not null) ? Any(named.Where(atom => atom.Name is not null)) : null;
        DraftAtom? related = isFree && !hasOperator && meant is null && named.Length > 0 ? Any(named) : null;
        hasOperator |= isFree && meant is null && related is null;

        string type = meant?.Type ?? _words.TypeFor(node);
        string token = meant?.Name ?? type;
        string? name = related is not null || _random.Next(100) < 45 ? NewName() : null;
        if (related is not null && name is null)
        {
            (related, hasOperator) = (null, true);
        }

        var atom = new DraftAtom { Index = _atoms.Count, Indent = indent, Name = name, Type = type, Node = meant?.Node ?? node };
        string line = new string(' ', indent);
        if (hasOperator)
        {
            // Between an operator that could be a name and the atom '.', a condition would make a relation line.
            string text = _words.OperatorFor(neighbour!.Node, atom.Node, marked: token == ".");
            line += text + Gap();
            Relate(neighbour, text, atom);
        }

        line += name is null ? token : $"{name}:{token}";
        for (int more = _random.Next(5); more > 2; more--)
        {
            (string text, TemplateCondition condition) = _words.ConditionFor(atom.Node);
            line += Gap() + text;
            atom.Conditions.Add(condition);
        }

        _stack.RemoveRange(level, _stack.Count - level);
        _stack.Add(atom);
        _atoms.Add(atom);
        _last = atom;
        if (parent is not null)
        {
            Relate(atom, "]]", parent);
        }

        if (meant is not null)
        {
            Relate(atom, "=", meant);
        }

        if (related is not null)
        {
            AddRelationLine(related, atom);
        }

        List<string> lines = [line];
        for (int more = _random.Next(8); more > 5; more--)
        {
            lines.Add(Continuation(atom));
        }

        AddQuantifiers(atom, lines);
        _chunks.Add(lines);
    }

    /// <summary>A line with conditions of an atom written before.</summary>
    private string Continuation(DraftAtom atom)
    {
        string line = new(' ', Base + _random.Next(5));
        for (int i = _random.Next(1, 3); i > 0; i--)
        {
            // The first must not look like an atom.
            (string text, TemplateCondition condition) = _words.ConditionFor(atom.Node, marked: line.TrimStart().Length == 0);
            line += line.TrimStart().Length == 0 ? text : Gap() + text;
            atom.Conditions.Add(condition);
        }

        return line;
    }

    /// <summary>Conditions of the parent atom by its name within quantifiers.</summary>
    private void AddParentLine()
    {
        DraftAtom parent = _atoms[0];
        string line = new(' ', Base);
        if (_random.Next(3) == 0)
        {
            string text = _words.OperatorFor(_stack[0].Node, parent.Node, marked: true);
            line += text + Gap();
            Relate(_stack[0], text, parent);
        }

        (string written, TemplateCondition condition) = _words.ConditionFor(parent.Node);
        parent.Conditions.Add(condition);
        _stack.Clear();
        _stack.Add(parent);
        _last = parent;
        _chunks.Add([line + ".." + Gap() + written]);
    }

    /// <summary>An operator alone: between the last atom of some indentation and its parent, or itself when it is outermost.</summary>
    private void AddOperatorLine()
    {
        int level = _random.Next(5) == 0 ? 0 : _random.Next(_stack.Count);
        _stack.RemoveRange(level + 1, _stack.Count - level - 1);
        DraftAtom atom = _stack[level];
        DraftAtom parent = _stack[Math.Max(0, level - 1)];
        string text = _words.OperatorFor(atom.Node, parent.Node);
        Relate(atom, text, parent);
        _chunks.Add([new string(' ', atom.Indent) + text]);
    }

    private void AddRelationLine()
    {
        DraftAtom[] named = [.. _atoms.Where(atom => atom.Name is not null || atom.IsParent)];
        if (named.Length > 1 || (named.Length == 1 && _random.Next(10) == 0))
        {
            AddRelationLine(Any(named), Any(named));
        }
    }

    private void AddRelationLine(DraftAtom left, DraftAtom right)
    {
        (left, right) = _random.Next(2) == 0 ? (left, right) : (right, left);
        string text = _words.OperatorFor(left.Node, right.Node);
        Relate(left, text, right);
        _relationLines.Add(new string(' ', Base + _random.Next(3)) + NameOf(left) + Gap() + text + Gap() + NameOf(right));
    }

    private void AddQuantifiers(DraftAtom atom, List<string> lines)
    {
        int chance = _depth == 0 ? 40 : 55;
        while (_depth < WritingQuota.MaxDepth && _quota.Quantifiers > 0 && _random.Next(100) < chance)
        {
            _quota.Quantifiers--;
            string indent = new(' ', atom.Indent);
            QuantifierKind kind = Enum.GetValues<QuantifierKind>()[_random.Next(3)];
            var bodies = new List<TemplateBody>();
            var writer = new BodyWriter(this, atom);
            lines.Add(indent + (kind switch { QuantifierKind.With => "/with/", QuantifierKind.Without => "/without/", _ => "/where/" }));
            lines.AddRange(writer.WritePart(PartSize()));
            bodies.Add(writer.Build());
            if (kind == QuantifierKind.Where)
            {
                lines.Add(indent + "/have/");
                lines.AddRange(writer.WritePart(PartSize()));
                bodies.Add(writer.Build());
            }

            while (kind == QuantifierKind.With && _random.Next(3) == 0)
            {
                writer = new BodyWriter(this, atom);
                lines.Add(indent + "/or/");
                lines.AddRange(writer.WritePart(PartSize()));
                bodies.Add(writer.Build());
            }

            lines.Add(indent + "/-/");
            atom.Quantifiers.Add(new TemplateQuantifier { Kind = kind, Bodies = bodies });
        }
    }

    private int PartSize()
    {
        int size = Math.Min(_quota.Atoms, _random.Next(10) switch { 0 => 0, < 7 => 1, < 9 => 2, _ => 3 });
        _quota.Atoms -= size;
        return size;
    }

    private void Relate(DraftAtom left, string text, DraftAtom right) => _relations.Add(new TemplateRelation(left.Index, text, right.Index, default, false));

    private string NameOf(DraftAtom atom) => atom.IsParent && (atom.Name is null || _random.Next(2) == 0) ? ".." : atom.Name!;

    private string? NewName()
    {
        string[] free = [.. s_names.Where(name => !_words.IsTaken(name) && _atoms.All(atom => atom.Name != name))];
        return free.Length == 0 ? null : free[_random.Next(free.Length)];
    }

    private string Gap() => _random.Next(8) switch { 0 => "  ", 1 => "\t", _ => " " };

    private DraftAtom Any(IEnumerable<DraftAtom> atoms)
    {
        DraftAtom[] all = [.. atoms];
        return all[_random.Next(all.Length)];
    }
}
