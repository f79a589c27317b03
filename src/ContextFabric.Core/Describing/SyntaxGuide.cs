using ContextFabric.Diagnostics;
using ContextFabric.Templates;

namespace ContextFabric.Describing;

/// <summary>
/// The guide to the search language for one corpus: tables are made from the lists the parser works by, examples from
/// names of the corpus, messages by running faulty templates.
/// </summary>
internal sealed class SyntaxGuide(Corpus corpus, Vocabulary words, VisibleFeatures visible)
{
    private const int MostFeatures = 25;
    private const int MostEdges = 10;

    /// <summary>The topics, the first ones to read first.</summary>
    public static IReadOnlyList<string> Topics { get; } = ["basics", "structure", "relations", "quantifiers", "examples", "features", "edges", "regex", "errors", "all"];

    private string W => words.Word;

    private string? C => words.Container;

    private string? Condition => words.Feature is null ? null : $"{words.Feature}={words.Values[0]}";

    private string? Other => words.Feature is null ? null : $"{words.Feature}={words.Values[1]}";

    public GuideTopic Topic(string section) => section switch
    {
        "basics" => Basics(),
        "structure" => Structure(),
        "relations" => Relations(),
        "quantifiers" => Quantifiers(),
        "examples" => Examples(),
        "features" => Features(),
        "edges" => Edges(),
        "regex" => Regex(),
        "errors" => Errors(),
        "all" => All(),
        _ => throw UnknownNameException.Of(NameKind.GuideTopic, section, Topics),
    };

    /// <summary>A template in which nothing is left out; null when a part is missing.</summary>
    private static string? Join(params string?[] parts) => parts.Contains(null) ? null : string.Concat(parts);

    private GuideTopic Basics() => new GuideText(corpus, "basics", "Basics")
        .Say("A template describes a pattern of nodes; a search gives every combination of nodes that fits it. A line with a node type is an atom: it stands for any node of that type, and each result has one member per atom, in the order of the lines. `.` stands for a node of any type.")
        .Show($"every {W}", W)
        .Say("Conditions on features follow the type, without blanks around their signs. A node must satisfy all of them. The topic `features` has all forms.")
        .Show($"every {W} whose {words.Feature} is {words.Values.ElementAtOrDefault(0)}", Join(W, " ", Condition))
        .Show("alternatives are separated by a bar", Join(W, " ", Condition, "|", words.Values.ElementAtOrDefault(1)))
        .Say("A name before the type, with a colon, lets other lines refer to the atom.")
        .Show("an atom with a name", Join("a:", W, " ", Condition))
        .Say("Comments are whole lines that begin with `%`. There are no comments at the end of a line.")
        .Show("a comment, then an atom", Join("% a comment\n", W, " ", Condition))
        .End();

    private GuideTopic Structure() => new GuideText(corpus, "structure", "Structure: indentation says what contains what")
        .Say($"An atom that is indented deeper than the one above lies in it: all its slots are slots of the other. Types from big to small: {string.Join(", ", corpus.Types.All.Select(t => t.Name))}.")
        .Show($"each {C} together with a {W} in it", Join(C, "\n  ", W, Condition is null ? "" : " ", Condition ?? ""))
        .Show("three levels", Join(words.Big, "\n  ", C, "\n    ", W, Condition is null ? "" : " ", Condition ?? ""))
        .Say("Atoms on the same level share the container. Nothing is said about their order, and both may even be the same node; relations say more.")
        .Show($"each {C} with two of its parts, in whatever order", Join(C, "\n  ", W, " ", Condition, "\n  ", W, " ", Other))
        .End();

    private GuideTopic Relations() => new GuideText(corpus, "relations", "Relations")
        .Say("A relation before an atom relates the atom above it on the same level to it: read `previous relation this`. Before the first child it relates the container to the child.")
        .Show("the second comes right after the first", Join(C, "\n  ", W, " ", Condition, "\n  <: ", W, " ", Other))
        .Show("the second comes anywhere after the first", Join(C, "\n  ", W, " ", Condition, "\n  < ", W, " ", Other))
        .Show($"the {W} is at the start of the {C}", Join(C, "\n  =: ", W, " ", Condition))
        .Say("A line `name relation name` relates any two named atoms.")
        .Show("the same with names", Join(C, "\n  a:", W, " ", Condition, "\n  b:", W, " ", Other, "\na < b"))
        .Say("In the table a stands on the left and b on the right; k is a number of slots, f and g are features.")
        .Table(["relation", "meaning", "from right to left"], RelationLegend.For(corpus).Where(r => r.Feature is null).Select(r => (IReadOnlyList<string>)[GuideText.Code(r.Operator), r.Meaning, GuideText.Code(r.Converse)]))
        .Show("the second begins right after the first, give or take two slots", Join(C, "\n  ", W, " ", Condition, "\n  <2: ", W, " ", Other))
        .Show($"two with the same {words.Feature}", Join(C, "\n  a:", W, "\n  b:", W, "\na .", words.Feature, ". b\na < b"))
        .End();

    private GuideTopic Quantifiers() => new GuideText(corpus, "quantifiers", "Quantifiers")
        .Say("A quantifier stands after an atom, at its indentation, each keyword on a line of its own, and keeps the nodes of this atom for which something more can be said. What it mentions is no member of the results. `..` in it is the atom itself.")
        .Say("`/without/ … /-/`: there is no such thing.")
        .Show($"each {C} without such a {W}", Join(C, "\n/without/\n  ", W, " ", Condition, "\n/-/"))
        .Say("`/with/ … /or/ … /-/`: there is at least one of them.")
        .Show($"each {C} with one or the other", Join(C, "\n/with/\n  ", W, " ", Condition, "\n/or/\n  ", W, " ", Other, "\n/-/"))
        .Say("`/where/ … /have/ … /-/`: whatever fits the first part also fits the second.")
        .Show($"each {C} in which every such {W} is followed by another {W}", Join(C, "\n/where/\n  a:", W, " ", Condition, "\n/have/\n  a\n  <: ", W, "\n/-/"))
        .End();

    private GuideTopic Examples() => new GuideText(corpus, "examples", "Examples from this corpus")
        .Show("a first search", words.Example)
        .Show("one of several values, in a container", Join(C, "\n  ", W, " ", words.Feature, "=", words.Values.ElementAtOrDefault(0), "|", words.Values.ElementAtOrDefault(1)))
        .Show("two in a row", Join(C, "\n  ", W, " ", Condition, "\n  <: ", W, " ", Other))
        .Show("two in whatever place, but not the same, each pair once", Join(C, "\n  ", W, " ", Condition, "\n  < ", W, " ", Condition))
        .Show("without something", Join(C, "\n/without/\n  ", W, " ", Condition, "\n/-/\n  ", W, " ", Other))
        .Show("a number above a limit", NumberCondition(">"))
        .Show("an edge", words.Edges.Count == 0 ? null : EdgeTemplate(words.Edges[0], ""))
        .End();

    private GuideTopic Features() => new GuideText(corpus, "features", "Features and conditions")
        .Table(["condition", "holds when"], ConditionLegend.All.Select(form => (IReadOnlyList<string>)[GuideText.Code(form.Form), form.Meaning]))
        .Show("has a value", Join(W, " ", words.Feature))
        .Show("has no value", Join(W, " ", words.Feature, "#"))
        .Show("has another value, or none", Join(W, " ", words.Feature, "#", words.Values.ElementAtOrDefault(0)))
        .Show("number above a limit", NumberCondition(">"))
        .Show("number below a limit", NumberCondition("<"))
        .Say("White space ends a condition. Within a value write `\\ ` for a blank, `\\|` for a bar, `\\t`, `\\n`, and `\\\\` for a backslash.")
        .Say($"Features of {W}, those on most nodes first:")
        .Table(["feature", "values", "frequent values"], corpus.Types.TryGet(W, out NodeType type) ? FeatureRows(type) : [])
        .End();

    private GuideTopic Edges()
    {
        var text = new GuideText(corpus, "edges", "Edges");
        List<RelationInfo> edges = [.. RelationLegend.For(corpus).Where(r => r.Feature is not null && visible.Contains(r.Feature))];
        if (edges.Count == 0)
        {
            return text.Say("This corpus has no edge features that searches can use.").End();
        }

        text.Say("Every edge feature gives three relations. Where edges carry values, a condition may follow the name of the feature within the relation.")
            .Table(["relation", "meaning", "values"], edges.Take(3 * MostEdges).Select(r => (IReadOnlyList<string>)[GuideText.Code(r.Operator), r.Meaning, r.TakesValue ? "yes" : "no"]));
        if (edges.Count > 3 * MostEdges)
        {
            text.Say($"The same for: {string.Join(", ", edges.Select(r => r.Feature).Distinct().Skip(MostEdges))}.");
        }

        foreach ((string Feature, string From, string To, string? Value) edge in words.Edges)
        {
            text.Show($"from {edge.From} to {edge.To}", EdgeTemplate(edge, ""));
            text.Show("only edges with this value", edge.Value is null ? null : EdgeTemplate(edge, $"={edge.Value}"));
        }

        return text.End();
    }

    private GuideTopic Regex() => new GuideText(corpus, "regex", "Regular expressions")
        .Say("`feature~expression` holds when the expression is found somewhere in the value of a text feature; `^` and `$` tie it to the ends. The dialect is that of Python: groups, classes, `(?i)` for letters of either case, look-around and back-references. White space must be escaped or written as `\\s`.")
        .Show("the value begins like this", words.Feature is null ? null : Join(W, " ", words.Feature, "~^", words.Values[0][..1]))
        .Show("the value ends like this", words.Feature is null ? null : Join(W, " ", words.Feature, "~", words.Values[0][^1..], "$"))
        .Show("one of two values, whole", words.Feature is null ? null : Join(W, " ", words.Feature, "~^(", words.Values[0], "|", words.Values[1], ")$"))
        .Say("Expressions are tried once per distinct value, so they cost little. For whole values use `=`, which needs no search at all. `feature#value` is no expression: it means another value, or none.")
        .End();

    private GuideTopic Errors()
    {
        var text = new GuideText(corpus, "errors", "Errors")
            .Say("A template with an error is not run. Every finding has a line and column, counted from 1, and often a hint. Frequent ones:");
        string type = corpus.Types.Name(corpus.SlotType);
        string[] faulty = [$"{type}x", $"{type} no_such_feature=1", $"{W} {words.Feature ?? "f"} =a", $"  {type}\n {type}", $"{type}\n=x {type}", $"{type}\n/without/\n  {type}", $"a:{type}\na < b", $"{type}\n{type}", "% only a comment"];
        text.Table(["template", "finding"], faulty
            .Select(template => (template, finding: corpus.Search.Prepare(template).Diagnostics.FirstOrDefault(f => f.Severity == DiagnosticSeverity.Error)))
            .Where(pair => pair.finding is not null)
            .Select(pair => (IReadOnlyList<string>)[GuideText.Code(pair.template.Replace("\n", " ⏎ ", StringComparison.Ordinal)), Escape(FindingRecords.ToLine(pair.finding!))]));
        return text.Say("A search without results is no error: count parts of the template on their own to find the one that fits nothing, and look at the values of its features.").End();
    }

    private GuideTopic All()
    {
        GuideTopic[] topics = [.. Topics.Where(topic => topic != "all").Select(Topic)];
        return new GuideTopic("all", string.Join('\n', topics.Select(t => t.Content)), [.. topics.SelectMany(t => t.Examples)]);
    }

    private IEnumerable<IReadOnlyList<string>> FeatureRows(NodeType type)
        => visible.Nodes.Select(name => corpus.Features[name])
            .Where(f => f.CountIn(type) > 0)
            .OrderByDescending(f => f.CountIn(type)).ThenBy(f => f.Name, StringComparer.Ordinal)
            .Take(MostFeatures)
            .Select(f => (IReadOnlyList<string>)
            [
                GuideText.Code(f.Name),
                f is IntFeature ? "numbers" : "texts",
                string.Join(", ", f.Ranked(ValueOrder.Frequency, 0, 5, type).Values.Select(v => GuideText.Code(Shorten(v.Value.ToString())))),
            ]);

    private string? NumberCondition(string sign) => words.Number is { } number ? $"{number.Type} {number.Feature}{sign}{number.Value}" : null;

    private static string EdgeTemplate((string Feature, string From, string To, string? Value) edge, string condition)
        => $"{edge.From}\n-{edge.Feature}{condition}> {edge.To}";

    private static string Escape(string text) => text.Replace("|", "\\|", StringComparison.Ordinal).Replace("\n", " ", StringComparison.Ordinal);

    private static string Shorten(string text)
    {
        string shown = text.ReplaceLineEndings(" ").Replace('`', '\'');
        return shown.Length == 0 ? " " : shown.Length <= 20 ? shown : shown[..(char.IsHighSurrogate(shown[19]) ? 19 : 20)] + "…";
    }
}
