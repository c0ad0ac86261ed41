using Tollama.Core.Frequencies;

namespace Tollama.Data.Time;

/// <summary>Columns of numbers: years, dates such as 20241231 and 202412, Unix time, days of a spreadsheet, positions.</summary>
internal static class NumberColumn
{
    public const string Position = "position";
    public const string Years = "2024";

    /// <summary>So many cells decide about what the numbers mean.</summary>
    private const int SampleSize = 5000;

    /// <summary>Years come one by one, or by the decade; numbers farther apart are positions.</summary>
    private const int LongestYearStep = 10;

    /// <summary>Slips among so many cells do not change what the others are.</summary>
    private const double NearlyAll = 0.9;
    private const int EnoughForSlips = 10;

    /// <summary>A cell without blanks, and without the <c>.0</c> that programs add to whole numbers.</summary>
    public static ReadOnlySpan<char> Plain(string cell)
    {
        ReadOnlySpan<char> text = cell.AsSpan().Trim();
        return text is [.. ReadOnlySpan<char> whole, '.', '0'] && whole.IndexOfAny('.', ',') < 0 && NumberText.Is(whole) ? whole : text;
    }

    /// <param name="cells">The cells, all numbers or empty.</param>
    /// <param name="hint">What is known of the column.</param>
    public static TimestampColumn Read(IReadOnlyList<string> cells, TimeHint hint)
    {
        string[] filled = [.. cells.Where(cell => !Plain(cell).IsEmpty)];
        string[] sample = filled.Length > SampleSize ? filled[..SampleSize] : filled;
        NumberShape shape = NumberShape.Of(sample);
        List<(NumberForm Form, double Regular)> fitting =
            [.. shape.Candidates(hint).Where(form => Fits(filled, form)).Select(form => (form, 0.0))];
        if (hint.IsCalledDate && fitting.Exists(one => one.Form == NumberForm.ShortMonth) && Array.TrueForAll(filled, AfterThisCentury))
        {
            fitting.RemoveAll(one => one.Form == NumberForm.Year);
        }

        if (fitting.Count == 0)
        {
            return EvenFractions.Read(cells, shape) ?? new TimestampColumn(new Timestamp[cells.Count], "none", [.. Enumerable.Range(0, cells.Count)]);
        }

        int best = 0;
        for (int place = 0; place < fitting.Count && fitting.Count > 1; place++)
        {
            fitting[place] = (fitting[place].Form, Regularity.Of(Stamps(sample, fitting[place].Form)));
            bool clear = fitting[place].Regular > 0 && fitting[place].Regular >= Regularity.Clear * fitting[best].Regular;
            best = clear ? place : best;
        }

        NumberForm chosen = fitting[best].Form;
        return Read(cells, chosen, NumberDoubts.Of(sample[0], chosen, fitting, hint));
    }

    /// <summary>The form as an example that people know.</summary>
    public static string Describe(NumberForm form) => form switch
    {
        NumberForm.Position => Position,
        NumberForm.Year => Years,
        NumberForm.ShortMonth => "2412",
        NumberForm.CompactDate => "20241231",
        NumberForm.CompactDayFirst => "31122024",
        NumberForm.CompactMonthFirst => "12312024",
        NumberForm.CompactMonth => "202412",
        NumberForm.CompactWeek => "202452 (a week)",
        NumberForm.CompactQuarter => "20244",
        NumberForm.ShortDate => "241231",
        NumberForm.DayOfYear => "2024366",
        NumberForm.CompactHour => "2024123123",
        NumberForm.CompactMinute => "202412312359",
        NumberForm.CompactSecond => "20241231235959",
        NumberForm.CompactMillisecond => "20241231235959999",
        NumberForm.UnixSeconds => "Unix seconds",
        NumberForm.UnixMilliseconds => "Unix milliseconds",
        NumberForm.UnixMicroseconds => "Unix microseconds",
        NumberForm.UnixNanoseconds => "Unix nanoseconds",
        NumberForm.SheetDay => "days of a spreadsheet",
        NumberForm.UnixDay => "days since 1970",
        NumberForm.AncientDay => "days since the year 0",
        NumberForm.DecimalYear => "2024.917",
        NumberForm.YearPointMonth or NumberForm.YearPointShortMonth => "2024.12",
        NumberForm.YearPointQuarter => "2024.4",
        _ => "12.2024",
    };

    private static bool Fits(string[] filled, NumberForm form)
    {
        int count = filled.Count(cell => NumberReading.TryRead(NumberText.Read(Plain(cell)), form, out _));
        bool allowsSlips = filled.Length >= EnoughForSlips
            && form is NumberForm.CompactDate or NumberForm.CompactHour or NumberForm.CompactMinute or NumberForm.CompactSecond or NumberForm.MonthPointYear;
        return count > 0 && (count == filled.Length || (allowsSlips && count >= NearlyAll * filled.Length)) && (form != NumberForm.Year || AreYears(filled));
    }

    /// <summary>2101 to 2112 are the months of 2021: nothing was observed in such years.</summary>
    private static bool AfterThisCentury(string cell) => NumberText.Read(Plain(cell)).Whole > 2100;

    private static bool AreYears(string[] filled)
    {
        long[] years = [.. filled.Select(cell => NumberText.Read(Plain(cell)).Whole).Distinct().Order()];
        long[] distances = [.. years.Zip(years.Skip(1), (year, next) => next - year)];
        return StepFit.Commonest(distances) <= LongestYearStep;
    }

    private static IEnumerable<Timestamp> Stamps(string[] sample, NumberForm form)
    {
        foreach (string cell in sample)
        {
            if (NumberReading.TryRead(NumberText.Read(Plain(cell)), form, out Timestamp stamp))
            {
                yield return stamp;
            }
        }
    }

    private static TimestampColumn Read(IReadOnlyList<string> cells, NumberForm form, NumberDoubts doubts)
    {
        Timestamp[] values = new Timestamp[cells.Count];
        List<int> bad = [];
        for (int row = 0; row < cells.Count; row++)
        {
            ReadOnlySpan<char> text = Plain(cells[row]);
            if (text.IsEmpty || !NumberReading.TryRead(NumberText.Read(text), form, out values[row]))
            {
                values[row] = default;
                bad.Add(row);
            }
        }

        return new TimestampColumn(values, Describe(form), bad, doubts.Warning) { Problem = doubts.Problem };
    }
}
