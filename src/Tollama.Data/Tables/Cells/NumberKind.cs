namespace Tollama.Data.Tables.Cells;

/// <summary>What the characters of a cell say about its decimal mark.</summary>
internal enum NumberKind
{
    /// <summary>Not a number.</summary>
    None,

    /// <summary>One of the tokens for a missing value.</summary>
    Missing,

    /// <summary>Digits without any mark: <c>1234</c>, <c>1 234</c>, <c>2e5</c>.</summary>
    Plain,

    /// <summary>Only sensible with a decimal point: <c>12.5</c>, <c>1,234.5</c>, <c>1,234,567</c>.</summary>
    Point,

    /// <summary>Only sensible with a decimal comma: <c>12,5</c>, <c>1.234,5</c>, <c>1.234.567</c>.</summary>
    Comma,

    /// <summary>A fraction or thousands: <c>1.234</c>.</summary>
    PointOrThousands,

    /// <summary>A fraction or thousands: <c>1,234</c>.</summary>
    CommaOrThousands,
}
