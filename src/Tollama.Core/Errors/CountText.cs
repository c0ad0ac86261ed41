using System.Globalization;

namespace Tollama.Core.Errors;

/// <summary>Counts in messages: one row, two rows.</summary>
public static class CountText
{
    /// <summary>The number and what is counted.</summary>
    /// <param name="count">The number.</param>
    /// <param name="one">What follows the number 1: <c>row is</c>.</param>
    /// <param name="many">What follows any other number: <c>rows are</c>.</param>
    public static string Of(long count, string one, string many) => string.Create(CultureInfo.InvariantCulture, $"{count} {(count == 1 ? one : many)}");
}
