namespace Tollama.Data.Tables.Columnar;

/// <summary>Some cells of a typed column, one after the other. It is filled again and again.</summary>
internal sealed class CellBlock
{
    private static readonly Int128[] NoWide = [];

    /// <param name="form">The column.</param>
    /// <param name="capacity">How many cells it can hold.</param>
    public CellBlock(ColumnForm form, int capacity)
    {
        bool isText = form.Kind == CellKind.Text;
        Capacity = capacity;
        IsMissing = new bool[capacity];
        Bits = new long[isText || form.Kind == CellKind.Decimal ? 0 : capacity];
        Wide = form.Kind == CellKind.Decimal ? new Int128[capacity] : NoWide;
        Starts = new int[isText ? capacity : 0];
        Lengths = new int[isText ? capacity : 0];
        Codes = new int[isText ? capacity : 0];
    }

    /// <summary>How many cells it can hold.</summary>
    public int Capacity { get; }

    /// <summary>How many cells it holds.</summary>
    public int Count { get; set; }

    /// <summary>Which cells are missing: their values have no meaning.</summary>
    public bool[] IsMissing { get; }

    /// <summary>The cells of all kinds but texts and decimals: whole numbers, or the bits of a floating point number.</summary>
    public long[] Bits { get; }

    /// <summary>The cells of decimals, which are to be divided by ten to the scale.</summary>
    public Int128[] Wide { get; }

    /// <summary>Of texts: where they begin in <see cref="Utf8"/>.</summary>
    public int[] Starts { get; }

    /// <summary>Of texts: how many bytes they have.</summary>
    public int[] Lengths { get; }

    /// <summary>The bytes of texts.</summary>
    public ReadOnlyMemory<byte> Utf8 { get; set; }

    /// <summary>Of texts: their places in a dictionary, if <see cref="Dictionary"/> is not 0.</summary>
    public int[] Codes { get; }

    /// <summary>Which dictionary of the column the texts are from, from 1; 0 for none.</summary>
    public int Dictionary { get; set; }
}
