using System.Buffers.Binary;

namespace Tollama.Data.Tables.Arrow;

/// <summary>Finds the parts of a column in a batch, where those of all columns stand one after the other.</summary>
internal sealed class ArrowLayout
{
    private readonly ArrowMessage _message;

    private ArrowLayout(ArrowMessage message) => _message = message;

    /// <summary>The place of the column's node.</summary>
    public int Node { get; private set; }

    /// <summary>The place of its first buffer.</summary>
    public int Buffer { get; private set; }

    /// <summary>The place among the counts of buffers that only views have.</summary>
    private int View { get; set; }

    /// <summary>The parts of a column.</summary>
    /// <param name="message">The batch.</param>
    /// <param name="fields">All columns.</param>
    /// <param name="place">The column.</param>
    public static ArrowLayout Of(ArrowMessage message, IReadOnlyList<ArrowField> fields, int place)
    {
        ArrowLayout layout = new(message);
        for (int field = 0; field < place; field++)
        {
            layout.PassOver(fields[field]);
        }

        return layout;
    }

    /// <summary>How many buffers with texts the column of views has.</summary>
    public int ViewBuffers()
    {
        ReadOnlySpan<byte> counts = _message.Batch().Vector(4, sizeof(long), out int count);
        long buffers = View < count ? BinaryPrimitives.ReadInt64LittleEndian(counts[(View * sizeof(long))..]) : 0;
        return buffers is >= 0 and <= 1_000_000 ? (int)buffers : throw new InvalidDataException("a column of texts has too many buffers");
    }

    private void PassOver(ArrowField field)
    {
        Node++;
        if (field.Dictionary >= 0)
        {
            // In the batch are its places in the dictionary only.
            Buffer += 2;
            return;
        }

        switch (field.Type)
        {
            case ArrowType.Null or ArrowType.RunEndEncoded:
                break;
            case ArrowType.Struct or ArrowType.FixedSizeList:
                Buffer++;
                break;
            case ArrowType.Union:
                Buffer += (field.IsDense ? 2 : 1) + (_message.IsOld ? 1 : 0);
                break;
            case ArrowType.Utf8 or ArrowType.Binary or ArrowType.LargeUtf8 or ArrowType.LargeBinary or ArrowType.ListView or ArrowType.LargeListView:
                Buffer += 3;
                break;
            case ArrowType.Utf8View or ArrowType.BinaryView:
                Buffer += 2 + ViewBuffers();
                View++;
                break;
            default:
                Buffer += 2;
                break;
        }

        foreach (ArrowField child in field.Children)
        {
            PassOver(child);
        }
    }
}
