namespace Tollama.Data.Tables.Csv;

/// <summary>One record of the beginning of a table, read to find out how the table is written.</summary>
/// <param name="Fields">The cells, trimmed.</param>
/// <param name="Offset">The characters before the record.</param>
/// <param name="Line">The number of the record's first line, from 1.</param>
internal sealed record SampleRecord(string[] Fields, int Offset, int Line)
{
    /// <summary>Whether every cell is empty, or the record is a rule between rows.</summary>
    public bool IsBlank { get; } = Array.TrueForAll(Fields, field => field.Length == 0) || RuleLine.Is(string.Join('|', Fields));
}
