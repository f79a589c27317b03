using ContextFabric.Testing;

namespace ContextFabric.Core.Tests;

/// <summary>A folder of <c>.tf</c> files in the temporary directory, compiled and opened. Tabs in the texts are written as <c>|</c>.</summary>
internal sealed class SmallCorpus : IDisposable
{
    private readonly TempFolder _folder;

    private SmallCorpus(TempFolder folder, Corpus corpus)
    {
        _folder = folder;
        Corpus = corpus;
    }

    public Corpus Corpus { get; }

    public Text Text => Corpus.Text;

    public static SmallCorpus Open(params (string Feature, string Content)[] files) => OpenWithModule(files, []);

    /// <summary>The files of a corpus, and those of a module over it when there are any.</summary>
    public static SmallCorpus OpenWithModule((string Feature, string Content)[] files, (string Feature, string Content)[] module)
    {
        var folder = new TempFolder();
        Write("base", files);
        Write("module", module);
        string[] locations = module.Length == 0 ? [folder["base"]] : [folder["base"], folder["module"]];
        return new SmallCorpus(folder, Corpus.Open(locations, null));

        void Write(string name, (string Feature, string Content)[] contents)
        {
            foreach ((string feature, string content) in contents)
            {
                folder.Write(Path.Combine(name, feature + ".tf"), content.Replace('|', '\t'));
            }
        }
    }

    /// <summary>The base corpus of the malformed inputs (6 words, doc 7, paras 8 and 9, phrases 10 and 11) with some files replaced or added.</summary>
    public static SmallCorpus OpenBase(params (string Feature, string Content)[] changes) => Open(BaseFiles(changes));

    public static (string Feature, string Content)[] BaseFiles(params (string Feature, string Content)[] changes)
    {
        var files = new Dictionary<string, string>
        {
            ["otype"] = "@node\n@valueType=str\n\n1-6|word\n7|doc\n8-9|para\n10-11|phrase\n",
            ["oslots"] = "@edge\n@valueType=str\n\n7|1-6\n1-3\n4-6\n1,3\n2\n",
            ["text"] = "@node\n@valueType=str\n\na\nb\nc\nd\ne\nf\n",
            ["title"] = "@node\n@valueType=str\n\n7|T\n",
            ["num"] = "@node\n@valueType=int\n\n8|1\n2\n",
            ["otext"] = Otext(),
        };
        foreach ((string feature, string content) in changes)
        {
            files[feature] = content;
        }

        return [.. files.Select(f => (f.Key, f.Value))];
    }

    /// <summary>The usual settings plus others; a later line replaces an earlier one of the same key.</summary>
    public static string Otext(params string[] lines) =>
        "@config\n@fmt:text-orig-full={text} \n@sectionFeatures=title,num\n@sectionTypes=doc,para\n@structureFeatures=title,num\n@structureTypes=doc,para\n"
        + string.Concat(lines.Select(l => $"@{l}\n")) + "\n";

    public void Dispose()
    {
        Corpus.Dispose();
        _folder.Dispose();
    }
}
