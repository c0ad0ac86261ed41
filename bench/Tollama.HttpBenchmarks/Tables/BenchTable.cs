using System.Globalization;
using System.Text;

namespace Tollama.HttpBenchmarks.Tables;

/// <summary>A table as text, and what it is called in the report.</summary>
internal sealed record BenchTable(string Name, char Delimiter, int ValueColumns, byte[] Bytes)
{
    private const int Days = 730;
    private static readonly DateTime Start = new(2022, 1, 1);

    /// <summary>The tables of the benchmark: the same values in long and wide form, with decimal points and with decimal commas.</summary>
    /// <param name="series">The number of series, each of 730 days.</param>
    internal static IReadOnlyList<BenchTable> All(int series) =>
    [
        new("long: id,date,value", ',', 1, Long(series, ',', '.')),
        new("long: id;date;value, decimal commas", ';', 1, Long(series, ';', ',')),
        new("long, values of many digits", ',', 1, Long(series, ',', '.', "F14")),
        new("wide: a row a day, 100 columns", ',', 100, Wide(series / 100 * Days, 100)),
        new("long, time stamps of hours, all different", ',', 1, Hours(series * Days)),
    ];

    private static byte[] Long(int series, char delimiter, char mark, string form = "F2")
    {
        NumberFormatInfo format = new() { NumberDecimalSeparator = mark.ToString() };
        StringBuilder text = new($"unique_id{delimiter}ds{delimiter}y\n");
        for (int one = 0; one < series; one++)
        {
            for (int day = 0; day < Days; day++)
            {
                text.Append('s').Append(one.ToString(CultureInfo.InvariantCulture)).Append(delimiter).Append(Start.AddDays(day).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
                text.Append(delimiter).Append(Value(one, day).ToString(form, format)).Append('\n');
            }
        }

        return Encoding.ASCII.GetBytes(text.ToString());
    }

    private static byte[] Wide(int rows, int columns)
    {
        StringBuilder text = new("ds");
        for (int column = 0; column < columns; column++)
        {
            text.Append(CultureInfo.InvariantCulture, $",shop {column}");
        }

        for (int row = 0; row < rows; row++)
        {
            text.Append('\n').Append(Start.AddHours(row).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture));
            for (int column = 0; column < columns; column++)
            {
                text.Append(',').Append(Value(column, row).ToString("F2", CultureInfo.InvariantCulture));
            }
        }

        return Encoding.ASCII.GetBytes(text.Append('\n').ToString());
    }

    private static byte[] Hours(int rows)
    {
        StringBuilder text = new("timestamp,load\n");
        for (int row = 0; row < rows; row++)
        {
            text.Append(CultureInfo.InvariantCulture, $"{Start.AddYears(-90).AddHours(row):yyyy-MM-dd HH:mm:ss},{Value(1, row):F2}\n");
        }

        return Encoding.ASCII.GetBytes(text.ToString());
    }

    private static double Value(int series, int step) => 100 + (series % 37) + (20 * Math.Sin(step / 7.0)) + (step % 11);
}
