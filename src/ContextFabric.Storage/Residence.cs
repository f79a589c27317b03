namespace ContextFabric.Storage;

/// <summary>Where the data of an open store are.</summary>
public enum Residence
{
    /// <summary>In the file, mapped read-only: in memory once, for all processes together, and only as far as they are read.</summary>
    Mapped,

    /// <summary>Read into native memory of the process as a whole, behind the same interfaces. What mapping avoids; the control of measurements of sharing.</summary>
    PrivateCopy,

    /// <summary>
    /// Read into the managed heap as a whole, every text decoded to a string and kept in a dictionary: what a program does that does not map. The garbage
    /// collector sees all of it, and frees it when nobody holds the store any more.
    /// </summary>
    ManagedHeap,
}
