namespace ContextFabric.Tf;

/// <summary>Receiver of the values of a node feature, one per value type.</summary>
internal interface ITfNodeSink
{
    /// <summary>Reads the field as the current value; false when there is none to assign.</summary>
    bool TryRead(in TfScanner line, int from, int to);

    /// <summary>Gives a node the current value.</summary>
    void Assign(int node);
}
