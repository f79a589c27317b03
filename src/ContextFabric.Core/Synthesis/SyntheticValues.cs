namespace ContextFabric.Synthesis;

/// <summary>Values of a synthetic feature.</summary>
public enum SyntheticValues
{
    /// <summary>None; edges only.</summary>
    None,

    /// <summary>Words.</summary>
    Text,

    /// <summary>Whole numbers from 1.</summary>
    Number,
}
