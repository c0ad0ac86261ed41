using System.Globalization;
using Tollama.Data.Tables.Columns;

namespace Tollama.Data.Tables.Roles;

/// <summary>Reads <c>1/2020</c> and <c>2020-1</c> in a column that is called a quarter: months are written so, too.</summary>
internal static class WrittenQuarters
{
    private const int QuartersOfYear = 4;

    /// <summary>The column with quarters such as 2020Q1; as it is when a cell goes beyond 4, or is written otherwise.</summary>
    public static CodedColumn Of(CodedColumn column)
    {
        string?[] quarters = [.. column.Texts.Select(Quarter)];
        return column.Texts.Index().All(one => quarters[one.Index] is not null || string.IsNullOrWhiteSpace(one.Item) || TotalWords.Is(one.Item)) && Array.Exists(quarters, one => one is not null)
            ? CodedColumn.Join([column, column], texts => Quarter(texts[0]) ?? texts[0])
            : column;
    }

    private static string? Quarter(string text)
    {
        string[] parts = text.Trim().Split('/', '-', '.');
        if (parts.Length != 2)
        {
            return null;
        }

        (string year, string quarter) = parts[0].Trim().Length == 4 ? (parts[0].Trim(), parts[1].Trim()) : (parts[1].Trim(), parts[0].Trim());
        return year.Length == 4 && year.All(char.IsAsciiDigit) && quarter.Length is 1 or 2 && quarter.All(char.IsAsciiDigit)
            && int.Parse(quarter, CultureInfo.InvariantCulture) is >= 1 and <= QuartersOfYear and int number
            ? string.Create(CultureInfo.InvariantCulture, $"{year}Q{number}")
            : null;
    }
}
