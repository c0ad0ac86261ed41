namespace Tollama.Data.Writing.Xlsx;

/// <summary>What the cells of a column mostly are: it says how wide the column is and how its dates are shown.</summary>
public enum XlsxColumnKind
{
    /// <summary>Texts, such as the ids of series.</summary>
    Text,

    /// <summary>Numbers.</summary>
    Number,

    /// <summary>Days, shown as <c>yyyy-mm-dd</c>.</summary>
    Date,

    /// <summary>Moments, shown as <c>yyyy-mm-dd hh:mm:ss</c>, with thousandths where a cell has some.</summary>
    DateTime,
}
