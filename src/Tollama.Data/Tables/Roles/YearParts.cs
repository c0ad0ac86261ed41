using System.Globalization;
using Tollama.Core.Errors;
using Tollama.Data.Tables.Columns;

namespace Tollama.Data.Tables.Roles;

/// <summary>Writes days, weeks, months, quarters and halves of years, whose parts stand in several columns.</summary>
internal sealed class YearParts
{
    private const int MonthsOfYear = 12;

    private readonly TimePart[] _parts;
    private readonly IReadOnlyList<CodedColumn> _columns;
    private readonly IReadOnlyList<string> _names;
    private readonly WarningList _warnings;
    private int _firstMonth = 1;
    private int[]? _weekdays;

    private YearParts(IReadOnlyList<TimePart> parts, IReadOnlyList<CodedColumn> columns, IReadOnlyList<string> names, WarningList warnings)
    {
        _parts = [.. parts];
        (_columns, _names, _warnings) = (columns, names, warnings);
    }

    /// <summary>The texts of the days, or of what is longer.</summary>
    /// <exception cref="TollamaException">The cells make no calendar.</exception>
    public static CodedColumn Compose(IReadOnlyList<TimePart> parts, IReadOnlyList<CodedColumn> columns, IReadOnlyList<string> names, WarningList warnings)
    {
        YearParts year = new(parts, columns, names, warnings);
        if (Array.IndexOf(year._parts, TimePart.Date) is >= 0 and int date)
        {
            return columns[date];
        }

        year.Resolve();
        return CodedColumn.JoinRows(columns, year.Text);
    }

    private void Resolve()
    {
        int year = Array.IndexOf(_parts, TimePart.Year);
        int period = Array.IndexOf(_parts, TimePart.Period);
        YearCell[] years = [.. _columns[year].Texts.Select(YearCell.Read).OfType<YearCell>()];
        if (period >= 0)
        {
            _parts[period] = PeriodKind.Of(_names[period], _columns[year], _columns[period]);
        }

        bool isSpan = Array.Exists(years, one => one.IsSpan);
        int month = Array.IndexOf(_parts, TimePart.Month);
        if (month >= 0)
        {
            _firstMonth = FirstMonth(_columns[year], _columns[month]);
            RefuseUnknownYear(isSpan, year, month);
        }

        bool isCalledFiscal = _names[year].Contains("fiscal", StringComparison.OrdinalIgnoreCase) || _names[year].Equals("FY", StringComparison.OrdinalIgnoreCase);
        if (_firstMonth == 1 && (isSpan || isCalledFiscal || Array.Exists(years, one => one.IsFiscal)))
        {
            _warnings.Add($"column '{_names[year]}': years such as {_columns[year].Texts.First(text => YearCell.Read(text) is not null).Trim()} are taken to begin in January, "
                + "with the first of two years where two are named");
        }

        if (Array.IndexOf(_parts, TimePart.Weekday) is >= 0 and int weekday)
        {
            _weekdays = WeekParts.Numbers(_names[weekday], _columns[weekday].Texts);
        }
    }

    /// <summary>Of a year that begins in April nothing says whether it is called by the year of its beginning or of its end, unless both are named.</summary>
    private void RefuseUnknownYear(bool isSpan, int year, int month)
    {
        bool areNames = _columns[month].Texts.Any(text => TimePartCells.Number(text) is null && TimePartCells.Fit(TimePart.Month, [text]));
        if (_firstMonth > 1 ? !isSpan : isSpan && areNames)
        {
            string example = _columns[year].Texts.First(text => YearCell.Read(text) is not null).Trim();
            throw TableError.Invalid(
                _firstMonth > 1
                    ? $"The years of column '{Excerpt.Of(_names[year])}' begin in month {_firstMonth}, but '{example}' does not say in which calendar year."
                    : $"The years of column '{Excerpt.Of(_names[year])}', such as '{example}', are parts of two calendar years, but the order of the rows does not say with which month they begin.",
                "Write the calendar year of each month, or both years, as 2019/20, with the rows in order.");
        }
    }

    /// <summary>The month with which the years begin, by the order of the rows: 4 when they go from April to March.</summary>
    private static int FirstMonth(CodedColumn years, CodedColumn months)
    {
        int[] numbers = [.. months.Texts.Select(text => TimePartCells.ValueOf(text) ?? 0)];
        Dictionary<int, List<int>> orders = [];
        for (int row = 0; row < years.Codes.Count; row++)
        {
            int number = numbers[months.Codes[row]];
            List<int> order = orders.TryGetValue(years.Codes[row], out List<int>? known) ? known : orders[years.Codes[row]] = [];
            if (number > 0 && !order.Contains(number))
            {
                order.Add(number);
            }
        }

        int[] starts = [.. orders.Values.Where(order => order.Count > 2).Select(StartOf).Where(start => start >= 0).Distinct()];
        return starts is [> 0 and int only] ? only : 1;
    }

    /// <summary>The first month of months that go around the year, or backwards; 0 when they are in no order, -1 when they do not pass December.</summary>
    private static int StartOf(List<int> order)
    {
        bool rises = true;
        bool falls = true;
        bool passes = false;
        for (int place = 1; place < order.Count; place++)
        {
            rises &= order[place] == (order[place - 1] % MonthsOfYear) + 1;
            falls &= order[place - 1] == (order[place] % MonthsOfYear) + 1;
            passes |= Math.Abs(order[place] - order[place - 1]) == MonthsOfYear - 1;
        }

        return !rises && !falls ? 0 : !passes && order.Count < MonthsOfYear ? -1 : rises ? order[0] : order[^1];
    }

    private string Text(int row)
    {
        string[] cells = [.. _columns.Select(column => column.TextAt(row))];
        string? Cell(TimePart part) => Array.IndexOf(_parts, part) is >= 0 and int at ? cells[at] : null;

        if (cells.FirstOrDefault(TotalWords.Is) is { } total)
        {
            return total;
        }

        if (YearCell.Read(Cell(TimePart.Year)!) is not { } year || cells.Any(string.IsNullOrWhiteSpace))
        {
            return "";
        }

        return Cell(TimePart.Half) is { } half ? Invariant($"{year.Year:0000}H{TimePartCells.ValueOf(half)}")
            : Cell(TimePart.Quarter) is { } quarter ? Invariant($"{year.Year:0000}Q{TimePartCells.ValueOf(quarter)}")
            : Cell(TimePart.Week) is { } week ? Week(year.Year, TimePartCells.ValueOf(week) ?? 0, row)
            : Cell(TimePart.DayOfYear) is { } day ? DayOfYear(year.Year, TimePartCells.Number(day) ?? 0)
            : Month(year, TimePartCells.ValueOf(Cell(TimePart.Month)!) ?? 0, Cell(TimePart.Day));
    }

    private string Month(YearCell year, int month, string? day)
    {
        int calendar = year.Year + (year.IsSpan && month < _firstMonth ? 1 : 0);
        return Invariant($"{calendar:0000}-{month:00}") + (day is null ? "" : Invariant($"-{TimePartCells.ValueOf(day):00}"));
    }

    private string Week(int year, int week, int row)
    {
        if (_weekdays is null)
        {
            return Invariant($"{year:0000}-W{week:00}");
        }

        int day = _weekdays[_columns[Array.IndexOf(_parts, TimePart.Weekday)].Codes[row]];
        return day > 0 && week >= 1 && week <= ISOWeek.GetWeeksInYear(year)
            ? ISOWeek.ToDateTime(year, week, (DayOfWeek)(day % 7)).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)
            : "";
    }

    private static string DayOfYear(int year, int day) =>
        day >= 1 && day <= (DateTime.IsLeapYear(year) ? 366 : 365) ? new DateTime(year, 1, 1).AddDays(day - 1).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) : "";

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
