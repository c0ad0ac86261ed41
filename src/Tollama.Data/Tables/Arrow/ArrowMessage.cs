namespace Tollama.Data.Tables.Arrow;

/// <summary>A message that holds rows, or values of a dictionary.</summary>
/// <param name="Metadata">The FlatBuffer that describes it.</param>
/// <param name="Body">Where its buffers begin in the file.</param>
/// <param name="BodyLength">How many bytes they have together.</param>
internal sealed record ArrowMessage(ReadOnlyMemory<byte> Metadata, long Body, long BodyLength)
{
    private const int OfDictionary = 2;

    /// <summary>Whether it holds values of a dictionary.</summary>
    public bool IsDictionary { get; } = FlatTable.Root(Metadata.Span).Byte(1) == OfDictionary;

    /// <summary>The dictionary whose values it holds.</summary>
    public long Dictionary => Header().Long(0);

    /// <summary>Whether its values follow the earlier ones of the dictionary.</summary>
    public bool IsDelta => Header().Byte(2) != 0;

    /// <summary>How many rows or values there are.</summary>
    public long Rows { get; } = RowsOf(FlatTable.Root(Metadata.Span));

    /// <summary>Whether it is of the fourth version of the metadata or an earlier one, in which unions had marks of missing values.</summary>
    public bool IsOld => FlatTable.Root(Metadata.Span).Short(0) < 4;

    /// <summary>The rows or values.</summary>
    public FlatTable Batch() => IsDictionary ? Header().Table(1) : Header();

    private FlatTable Header() => FlatTable.Root(Metadata.Span).Table(2);

    private static long RowsOf(FlatTable message)
    {
        FlatTable header = message.Table(2);
        FlatTable batch = message.Byte(1) == OfDictionary ? header.Table(1) : header;
        return batch.IsNone || batch.Long(0) < 0 ? throw new InvalidDataException("a message has less than no rows") : batch.Long(0);
    }
}
