namespace Tollama.Data.Tables.Parquet;

/// <summary>Whole numbers that are written as differences.</summary>
/// <param name="reader">Reads them.</param>
/// <param name="isNarrow">Whether they have 32 bits, beyond which differences start again.</param>
internal sealed class DeltaWords(DeltaReader reader, bool isNarrow) : IWordSource
{
    public void Read(Span<long> values)
    {
        reader.Read(values);
        for (int at = 0; isNarrow && at < values.Length; at++)
        {
            values[at] = (int)values[at];
        }
    }
}
