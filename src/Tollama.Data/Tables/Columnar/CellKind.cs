namespace Tollama.Data.Tables.Columnar;

/// <summary>What the cells of a typed column are.</summary>
internal enum CellKind
{
    /// <summary><c>true</c> or <c>false</c>.</summary>
    Truth,

    /// <summary>Whole numbers with a sign.</summary>
    Integer,

    /// <summary>Whole numbers of 64 bits without a sign.</summary>
    Unsigned,

    /// <summary>Floating point numbers of 16 bits.</summary>
    Half,

    /// <summary>Floating point numbers of 32 bits.</summary>
    Single,

    /// <summary>Floating point numbers of 64 bits.</summary>
    Double,

    /// <summary>Whole numbers that are to be divided by a power of ten.</summary>
    Decimal,

    /// <summary>Texts in UTF-8.</summary>
    Text,

    /// <summary>Days since 1970.</summary>
    Date,

    /// <summary>Parts of a second since 1970, of local time or of UTC.</summary>
    Stamp,

    /// <summary>Parts of a second since midnight.</summary>
    Clock,
}
