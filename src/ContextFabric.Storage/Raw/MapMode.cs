namespace ContextFabric.Storage.Raw;

/// <summary>How a file is mapped: the four access modes of numpy's <c>memmap</c>.</summary>
public enum MapMode
{
    /// <summary><c>r</c>: <c>MAP_SHARED|PROT_READ</c>. Pages are shared; a write is impossible.</summary>
    Read,

    /// <summary><c>r+</c>: <c>MAP_SHARED|PROT_READ|PROT_WRITE</c> on an existing file. Writes reach the file and every mapper.</summary>
    ReadWrite,

    /// <summary><c>w+</c>: as <see cref="ReadWrite"/>, the file is created or replaced first.</summary>
    Create,

    /// <summary><c>c</c>: <c>MAP_PRIVATE|PROT_READ|PROT_WRITE</c>. A written page becomes private; the file never changes.</summary>
    CopyOnWrite,
}
