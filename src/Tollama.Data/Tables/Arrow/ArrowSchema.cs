using System.Buffers.Binary;
using Tollama.Data.Tables.Columnar;

namespace Tollama.Data.Tables.Arrow;

/// <summary>The columns of an Arrow table, and what programs add to it.</summary>
internal sealed class ArrowSchema
{
    private const int MostFields = 200_000;
    private const int MessageHead = 8;

    public required IReadOnlyList<ArrowField> Fields { get; init; }

    /// <summary>What pandas wrote of its data frame; <see langword="null"/> where it did not.</summary>
    public string? Pandas { get; init; }

    /// <summary>Reads the table of a schema.</summary>
    public static ArrowSchema Read(FlatTable table)
    {
        if (table.IsNone)
        {
            throw new InvalidDataException("it has no schema");
        }

        if (table.Short(0) != 0)
        {
            throw new InvalidDataException("its numbers are big-endian, which is not read here");
        }

        int left = MostFields;
        int count = table.Tables(1);
        ArrowField[] fields = count <= left ? new ArrowField[count] : throw new InvalidDataException("its schema has too many columns");
        for (int field = 0; field < fields.Length; field++)
        {
            fields[field] = ArrowField.Read(table.Table(1, field), ref left);
        }

        string? pandas = null;
        for (int pair = 0; pair < table.Tables(2) && pandas is null && --left > 0; pair++)
        {
            // Pairs may name one long text again and again: only what is needed becomes one.
            FlatTable entry = table.Table(2, pair);
            pandas = entry.Vector(0, 1, out _).SequenceEqual("pandas"u8) ? entry.Text(1, int.MaxValue) : null;
        }

        return new ArrowSchema { Fields = fields, Pandas = pandas };
    }

    /// <summary>The columns of the schema that Arrow's writers keep in Parquet files; none where there is none, or it cannot be read.</summary>
    /// <param name="text">A message in base 64.</param>
    public static IReadOnlyDictionary<string, ArrowField> OfParquet(string? text)
    {
        Dictionary<string, ArrowField> fields = new(StringComparer.Ordinal);
        try
        {
            byte[] message = text is null ? [] : Convert.FromBase64String(text);
            if (message.Length > MessageHead)
            {
                // Messages of old versions do not begin with a mark.
                int head = BinaryPrimitives.ReadInt32LittleEndian(message) == -1 ? MessageHead : sizeof(int);
                foreach (ArrowField field in Read(FlatTable.Root(message.AsSpan(head)).Table(2)).Fields)
                {
                    fields[field.Name] = field;
                }
            }
        }
        catch (Exception fault) when (ColumnarFault.Is(fault))
        {
            fields.Clear();
        }

        return fields;
    }
}
