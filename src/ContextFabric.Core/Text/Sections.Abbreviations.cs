namespace ContextFabric;

public sealed partial class Sections
{
    private const int ShortestAbbreviation = 3;

    /// <summary>Looks for a level-1 name that begins with the first part of a reference; null when there is none.</summary>
    private SectionLookup? FindAbbreviated(string text)
    {
        for (int end = text.Length; end >= ShortestAbbreviation; end = Depth > 1 ? LastSpace(text, end) : 0)
        {
            string name = text[..end].TrimEnd();
            if (name.Length < ShortestAbbreviation)
            {
                return null;
            }

            var found = new Dictionary<int, string>();
            string folded = SectionNames.Fold(name);
            foreach (SectionNames names in Names)
            {
                names.AddByPrefix(folded, found);
            }

            if (found.Count > 1)
            {
                string[] candidates = [.. found.OrderBy(pair => pair.Key).Select(pair => pair.Value)];
                return new SectionLookup(0, default, $"'{name}' may be {string.Join(" or ", candidates.Take(MaxSuggestions))}", candidates);
            }

            if (found.Count == 1)
            {
                (int node, string full) = found.First();
                var section = new SectionLookup(node, new SectionRef(Headings.Adapt(_features[0], full)), null, []) { IsLenient = true };
                return end == text.Length ? section : FindBelow(section, text[end..].Trim());
            }
        }

        return null;
    }
}
