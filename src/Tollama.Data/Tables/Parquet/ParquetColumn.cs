using Tollama.Data.Tables.Columnar;

namespace Tollama.Data.Tables.Parquet;

/// <summary>A column that can be read: its place among the columns of a row group, and how its values are stored.</summary>
/// <param name="Leaf">Its place.</param>
/// <param name="Element">How its values are stored.</param>
/// <param name="Form">What they are.</param>
internal sealed record ParquetColumn(int Leaf, SchemaElement Element, ColumnForm Form)
{
    private const int Int96Bytes = 12;

    private const int MostDecimalBytes = 32;

    /// <summary>Whether its values are rows of bytes, not numbers of up to 64 bits.</summary>
    public bool HasBytes => Element.Physical is PhysicalType.ByteArray or PhysicalType.FixedBytes or PhysicalType.Int96;

    /// <summary>How many bytes each value has; 0 where lengths differ.</summary>
    public int Width => Element.Physical switch
    {
        PhysicalType.Int96 => Int96Bytes,
        PhysicalType.FixedBytes => Element.TypeLength,
        _ => 0,
    };

    /// <summary>Whether the values are to be written as UUIDs.</summary>
    public bool IsUuid => Element.Logical == 14;

    /// <summary>Whether a value may be missing.</summary>
    public bool IsOptional => Element.Repetition == 1;

    /// <summary>What the cells of a column are.</summary>
    /// <param name="element">The column.</param>
    /// <param name="problem">Why it cannot be read; <see langword="null"/> when it can.</param>
    public static ColumnForm? FormOf(SchemaElement element, out string? problem)
    {
        ColumnForm? form = element.Repetition > 1 ? null : element.Physical switch
        {
            PhysicalType.Boolean => new ColumnForm(element.Name, CellKind.Truth),
            PhysicalType.Int32 or PhysicalType.Int64 => OfWhole(element),
            PhysicalType.Float => new ColumnForm(element.Name, CellKind.Single),
            PhysicalType.Double => new ColumnForm(element.Name, CellKind.Double),
            PhysicalType.Int96 => new ColumnForm(element.Name, CellKind.Stamp) { UnitsPerSecond = 1_000_000_000 },
            PhysicalType.ByteArray or PhysicalType.FixedBytes => OfBytes(element),
            _ => null,
        };
        problem = form is null ? element.Repetition > 1 ? "lists" : "bytes that are no text" : null;
        return form;
    }

    private static ColumnForm OfWhole(SchemaElement element)
    {
        const int UnsignedLong = 14;
        const int Millis = 1;
        const int Micros = 2;
        ColumnForm form = new(element.Name, CellKind.Integer);
        long units = element.Unit switch { Millis => 1000, Micros => 1_000_000, _ => 1_000_000_000 };
        return (element.Logical, element.Converted) switch
        {
            (5, _) or (0, 5) => form with { Kind = CellKind.Decimal, Scale = ScaleOf(element) },
            (6, _) or (0, 6) => form with { Kind = CellKind.Date },
            (7, _) => form with { Kind = CellKind.Clock, UnitsPerSecond = units },
            (8, _) => form with { Kind = CellKind.Stamp, UnitsPerSecond = units, Zone = element.Flag ? "UTC" : null },
            (10, _) when !element.Flag && element.Physical == PhysicalType.Int64 => form with { Kind = CellKind.Unsigned },
            (0, 7) => form with { Kind = CellKind.Clock, UnitsPerSecond = 1000 },
            (0, 8) => form with { Kind = CellKind.Clock, UnitsPerSecond = 1_000_000 },

            // The older annotation was written for local times, too: they are taken as they stand there.
            (0, 9) => form with { Kind = CellKind.Stamp, UnitsPerSecond = 1000 },
            (0, 10) => form with { Kind = CellKind.Stamp, UnitsPerSecond = 1_000_000 },
            (0, UnsignedLong) => form with { Kind = CellKind.Unsigned },
            _ => form,
        };
    }

    private static ColumnForm? OfBytes(SchemaElement element)
    {
        const int Half = 15;
        bool isFixed = element.Physical == PhysicalType.FixedBytes;
        if (isFixed && element.TypeLength <= 0)
        {
            throw new InvalidDataException($"column '{element.Name}' has values of {element.TypeLength} bytes");
        }

        return (element.Logical, element.Converted) switch
        {
            (5, _) or (0, 5) when !isFixed || element.TypeLength <= MostDecimalBytes => new ColumnForm(element.Name, CellKind.Decimal) { Scale = ScaleOf(element) },
            (14, _) when element is { Physical: PhysicalType.FixedBytes, TypeLength: 16 } => new ColumnForm(element.Name, CellKind.Text),
            (Half, _) when element is { Physical: PhysicalType.FixedBytes, TypeLength: 2 } => new ColumnForm(element.Name, CellKind.Half),
            (1 or 4 or 12, _) or (0, 0 or 4 or 19) => new ColumnForm(element.Name, CellKind.Text),
            _ => null,
        };
    }

    private static int ScaleOf(SchemaElement element) =>
        element.Scale is >= 0 and <= 76 ? element.Scale : throw new InvalidDataException($"column '{element.Name}' has decimals of {element.Scale} digits");

    /// <summary>Whether whole numbers of 32 bits have no sign.</summary>
    public bool IsUnsignedInt => Element.Physical == PhysicalType.Int32
        && ((Element.Logical == 10 && !Element.Flag) || (Element.Logical == 0 && Element.Converted is >= 11 and <= 13));
}
