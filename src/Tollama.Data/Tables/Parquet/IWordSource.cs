namespace Tollama.Data.Tables.Parquet;

/// <summary>Values of a page that have 64 bits or fewer.</summary>
internal interface IWordSource
{
    /// <summary>Reads the next values: whole numbers, or the bits of floating point ones.</summary>
    void Read(Span<long> values);
}
