namespace ContextFabric.Tf;

/// <summary>A parsed header and where the data after it begins.</summary>
/// <param name="Header">The header.</param>
/// <param name="DataStart">Offset of the first data line; the length of the text when there is none.</param>
/// <param name="DataLine">Line number at that offset.</param>
/// <param name="EdgeValuesLine">Line of <c>@edgeValues</c>, or 0.</param>
internal sealed record TfHeaderBlock(TfHeader Header, int DataStart, int DataLine, int EdgeValuesLine);
