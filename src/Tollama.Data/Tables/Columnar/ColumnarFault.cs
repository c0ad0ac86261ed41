using Tollama.Core.Errors;

namespace Tollama.Data.Tables.Columnar;

/// <summary>What goes wrong with files that are damaged or made to do harm, as errors of the table.</summary>
internal static class ColumnarFault
{
    /// <summary>Whether an exception says that bytes are not what they should be: of the readers here, or of a library that unpacks.</summary>
    public static bool Is(Exception fault) => fault is InvalidDataException or IOException or IndexOutOfRangeException or ArgumentException or ArithmeticException
        or FormatException or InvalidOperationException or NullReferenceException or NotSupportedException or InvalidCastException or ZstdSharp.ZstdException;

    /// <summary>The error that a file is none of its format.</summary>
    /// <param name="format">The name of the format, for people.</param>
    /// <param name="fault">What was found.</param>
    /// <param name="column">The column that was read; <see langword="null"/> for none.</param>
    public static TollamaException Of(string format, Exception fault, string? column = null)
    {
        string cause = fault is InvalidDataException or EndOfStreamException ? fault.Message : "its bytes contradict one another";
        string where = column is null ? "" : $"column '{Excerpt.Of(column)}': ";
        return TableError.Invalid($"The table is no valid {format} file: {where}{cause}.", "Write it again, or export it as CSV.");
    }
}
