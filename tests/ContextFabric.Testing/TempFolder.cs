using System.Text;

namespace ContextFabric.Testing;

/// <summary>A folder of its own for a test, deleted afterwards.</summary>
public sealed class TempFolder : IDisposable
{
    public TempFolder() => Path = Directory.CreateTempSubdirectory("cfabric-test-").FullName;

    public string Path { get; }

    /// <summary>Full path of an entry.</summary>
    public string this[string name] => System.IO.Path.Combine(Path, name);

    /// <summary>Writes a file, making folders as needed; returns its path.</summary>
    public string Write(string name, string text) => Write(name, Encoding.UTF8.GetBytes(text));

    /// <summary>Writes a file, making folders as needed; returns its path.</summary>
    public string Write(string name, byte[] content)
    {
        string path = this[name];
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, content);
        return path;
    }

    /// <summary>Copies the <c>.tf</c> files of another folder into this one.</summary>
    public void Copy(string folder)
    {
        foreach (string source in Directory.EnumerateFiles(folder, "*.tf"))
        {
            // Content only: the files of a read-only folder would stay read-only.
            File.WriteAllBytes(this[System.IO.Path.GetFileName(source)], File.ReadAllBytes(source));
        }
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
