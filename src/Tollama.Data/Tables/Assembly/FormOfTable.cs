using System.Globalization;
using Tollama.Core.Frequencies;
using Tollama.Core.Series;
using Tollama.Data.Tables.Columns;
using Tollama.Data.Tables.Roles;
using Tollama.Data.Tables.Turning;
using Tollama.Data.Writing;

namespace Tollama.Data.Tables.Assembly;

/// <summary>How a table is written, for answers that shall look like it.</summary>
internal static class FormOfTable
{
    /// <summary>So many values tell how many digits there are behind the decimal mark.</summary>
    private const int MostValues = 100_000;

    private const int MostDecimals = 12;

    /// <summary>Describes a table that was read.</summary>
    public static InputForm Of(LoadedTable table, RowTimes times, RolePlan plan, Layout layout, IReadOnlyList<TimeSeries> series)
    {
        // The header of a turned table holds times: its rows and their columns are ours.
        bool isTurned = table.Source is TurnedTable;
        int decimals = series.SelectMany(one => one.Target).Take(MostValues).Select(DecimalsOf).DefaultIfEmpty().Max();
        InputForm form = new()
        {
            Delimiter = table.Source.Delimiter,
            DecimalMark = MarkOf(table, layout),
            HasHeader = isTurned || table.Source.HasHeader,
            TargetColumn = isTurned || layout.Targets.Count != 1 ? null : layout.Targets[0],
            Columns = isTurned ? [] : table.Source.Names,
            Decimals = decimals,
            HasIsoStamps = plan.Time is null,
        };
        return plan.Time is { Parts: [TimePart.Stamp], Columns: [{ } column] } ? WithStamps(form with { TimeColumn = isTurned ? null : column.Name }, times) : form;
    }

    private static InputForm WithStamps(InputForm form, RowTimes times)
    {
        (IReadOnlyList<string> texts, IReadOnlyList<Timestamp> stamps) = times.Read();
        bool isIso = times.Zone is null && texts.Zip(stamps).All(pair => pair.First == pair.Second.ToString());
        return form with
        {
            HasIsoStamps = isIso,
            Stamps = isIso ? null : StampWords.Learn(texts, stamps),
            StampExample = texts.Count == 0 ? null : $"'{TableError.Shorten(texts[0])}'",
        };
    }

    private static char MarkOf(LoadedTable table, Layout layout)
    {
        NumberBuffer? fractions = layout.Targets.Select(target => table.Numbers[target]).FirstOrDefault(column => column.Values.Any(value => DecimalsOf(value) > 0));

        // Whole numbers do not tell; but the semicolon is there to leave the comma to the numbers.
        return fractions?.DecimalMark ?? (table.Source.Delimiter == ';' ? ',' : '.');
    }

    private static int DecimalsOf(double value)
    {
        if (!double.IsFinite(value) || value == Math.Floor(value))
        {
            return 0;
        }

        string text = Math.Abs(value) < 1e-4 ? value.ToString("F12", CultureInfo.InvariantCulture).TrimEnd('0') : value.ToString(CultureInfo.InvariantCulture);
        int mark = text.IndexOf('.', StringComparison.Ordinal);
        return mark < 0 || text.Contains('E', StringComparison.Ordinal) ? 0 : Math.Min(MostDecimals, text.Length - mark - 1);
    }
}
