using ContextFabric.Testing;
using ContextFabric.Tf;
using Xunit;

namespace ContextFabric.Core.Tests.Tf;

public sealed class TfLocatorTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Later_locations_and_modules_win()
    {
        foreach (string path in new[] { "A/m1/f", "A/m1/g", "A/m1/otype", "A/m2/f", "B/m1/f", "B/m2/g" })
        {
            _folder.Write(path + ".tf", "");
        }

        TfSourceSet set = TfLocator.Find([_folder["A"], _folder["B"]], ["m1", "m2", "m3"]);

        Assert.Equal(
            [("f", _folder["B/m1/f.tf"]), ("g", _folder["B/m2/g.tf"]), ("otype", _folder["A/m1/otype.tf"])],
            set.Features.Select(f => (f.Name, f.Path)));
        Assert.Equal([_folder["A/m1/f.tf"], _folder["A/m2/f.tf"]], set.Ignored["f"]);
        Assert.Equal([_folder["A/m1/g.tf"]], set.Ignored["g"]);
        Assert.Equal(2, set.Ignored.Count);
        Assert.Equal([_folder["A/m1"], _folder["A/m2"], _folder["B/m1"], _folder["B/m2"]], set.Folders.Select(f => f.Path));
        Assert.Equal(["f", "g", "otype"], set.Folders[0].Sources.Select(s => s.Name));
        Assert.Equal(_folder["A/m1/f.tf"], set.Folders[0].Find("f")!.Path);
        Assert.Null(set.Find("h"));
    }

    [Fact]
    public void Only_files_named_tf_directly_inside_count()
    {
        foreach (string path in new[] { "a b.c.tf", "book@en.tf", "X.TF", "y.tf.bak", ".tf", "sub/z.tf", "dir.tf/q.tf", ".hidden.tf" })
        {
            _folder.Write(path, "");
        }

        TfSourceSet set = TfLocator.Find([_folder.Path]);

        Assert.Equal([".hidden", "a b.c", "book@en"], set.Features.Select(f => f.Name));
    }

    [Fact]
    public void Names_are_sorted_by_code_point()
    {
        string[] names = ["B", "_", "a", "é", "\uFB01", "\U0001F600"];
        foreach (string name in names.Reverse())
        {
            _folder.Write(name + ".tf", "");
        }

        TfSourceSet set = TfLocator.Find([_folder.Path]);

        Assert.Equal(names, set.Features.Select(f => f.Name));
        Assert.All(names, n => Assert.Equal(n, set.Find(n)?.Name));
    }

    [Fact]
    public void Missing_folders_are_passed_over_and_a_repeated_one_overrides_nothing()
    {
        _folder.Write("a.tf", "");

        TfSourceSet set = TfLocator.Find([_folder["none"], _folder.Path, _folder["sub/.."]], []);

        Assert.Single(set.Features);
        Assert.Empty(set.Ignored);
    }

    [Fact]
    public void Leading_components_are_expanded_as_a_whole()
    {
        string home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
        string here = Directory.GetCurrentDirectory();

        Assert.Equal(Path.Combine(home, "x"), TfLocator.Expand("~/x"));
        Assert.Equal(home, TfLocator.Expand("~"));
        Assert.Equal(Path.Combine(here, "~x"), TfLocator.Expand("~x"));
        Assert.Equal(Path.Combine(here, ".hidden"), TfLocator.Expand(".hidden"));
        Assert.Equal(here, TfLocator.Expand("."));
        Assert.Equal(Path.Combine(Path.GetDirectoryName(here)!, "x"), TfLocator.Expand("../x"));
    }
}
