using System.Globalization;
using Tollama.Core.Frequencies;

namespace Tollama.Data.Time;

/// <summary>Reads numbers in one form.</summary>
internal static class NumberReading
{
    private const int FirstYear = 1900;
    private const int LastYear = 2100;

    /// <summary>Two digits below this are years of this century, others of the last, as POSIX has it.</summary>
    private const int Pivot = 69;

    /// <summary>The first day of 1900 and the last of 2099, and 1 January 1970, as days since the year 0 and as Julian days.</summary>
    private const long FirstDay = 693_962;
    private const long LastDay = 767_010;
    private const long EpochDay = 719_529;
    private const long FirstJulianDay = 2_415_020;
    private const long LastJulianDay = 2_488_069;
    private const long EpochJulianDay = 2_440_587;

    private static readonly DateTime SheetOrigin = new(1899, 12, 30);

    /// <summary>Reads one number.</summary>
    /// <param name="text">The number.</param>
    /// <param name="form">What it means.</param>
    /// <param name="stamp">The time stamp, which prints as the form does where it can, else as ISO 8601.</param>
    public static bool TryRead(in NumberText text, NumberForm form, out Timestamp stamp)
    {
        stamp = default;
        return form switch
        {
            NumberForm.Position => TryPosition(text, out stamp),
            NumberForm.SheetDay => TryDay(text, SheetOrigin, 20_000, 73_050, out stamp),
            NumberForm.UnixDay => TryDay(text, DateTime.UnixEpoch, 7_300, 29_219, out stamp),
            NumberForm.AncientDay => TryAncientDay(text, FirstDay, LastDay, EpochDay, out stamp) || TryAncientDay(text, FirstJulianDay, LastJulianDay, EpochJulianDay, out stamp),
            NumberForm.UnixSeconds => Timestamp.TryParse(text.All, TimestampNotation.UnixSeconds, out stamp),
            NumberForm.UnixMilliseconds => Timestamp.TryParse(text.All, TimestampNotation.UnixMilliseconds, out stamp),
            NumberForm.UnixMicroseconds => Timestamp.TryParse(text.All, TimestampNotation.UnixMicroseconds, out stamp),
            NumberForm.UnixNanoseconds => Timestamp.TryParse(text.All, TimestampNotation.UnixNanoseconds, out stamp),
            _ when text.IsNegative => false,
            NumberForm.CompactHour => Timestamp.TryParse(text.All, TimestampNotation.CompactHour, out stamp) && IsOfThisTime(stamp),
            NumberForm.CompactMinute => Timestamp.TryParse(text.All, TimestampNotation.CompactMinute, out stamp) && IsOfThisTime(stamp),
            NumberForm.CompactSecond => Timestamp.TryParse(text.All, TimestampNotation.CompactSecond, out stamp) && IsOfThisTime(stamp),
            NumberForm.CompactMillisecond => TryMillisecond(text, out stamp),
            NumberForm.Year => text.Fraction.IsEmpty && Timestamp.TryParse(text.All, out stamp) && stamp.IsBareYear,
            NumberForm.CompactDate => text.WholeDigits.Length == 8 && Timestamp.TryParse(text.All, out stamp) && !stamp.IsIndex,
            _ => TryDate(text, form, out DateTime date) && TryStamp(date, form, out stamp),
        };
    }

    private static bool IsOfThisTime(Timestamp stamp) => stamp.Local.Year is >= FirstYear and <= LastYear;

    private static bool TryPosition(in NumberText text, out Timestamp stamp)
    {
        bool read = long.TryParse(text.All, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long position);
        stamp = read ? Timestamp.FromIndex(position) : default;
        return read;
    }

    private static bool TryMillisecond(in NumberText text, out Timestamp stamp)
    {
        stamp = default;
        const int Seconds = 14;
        if (text.All.Length != Seconds + 3 || !Timestamp.TryParse(text.All[..Seconds], TimestampNotation.CompactSecond, out stamp) || !IsOfThisTime(stamp))
        {
            return false;
        }

        stamp = Timestamp.FromLocal(stamp.Local.AddMilliseconds(text.Whole % 1000));
        return true;
    }

    /// <summary>A number of days, whose fraction is the time of day as exactly as its digits tell.</summary>
    private static bool TryDay(in NumberText text, DateTime origin, long first, long last, out Timestamp stamp)
    {
        stamp = default;
        if (text.IsNegative || text.Whole < first || text.Whole > last)
        {
            return false;
        }

        double seconds = text.Part * TimeSpan.SecondsPerDay;
        double tolerance = Math.Max(0.001, 0.6 * TimeSpan.SecondsPerDay * Math.Pow(10, -text.Fraction.Length));
        double minutes = Math.Round(seconds / 60) * 60;
        double exact = Math.Abs(seconds - minutes) <= tolerance ? minutes
            : Math.Abs(seconds - Math.Round(seconds)) <= tolerance ? Math.Round(seconds)
            : Math.Round(seconds, 3);
        stamp = Timestamp.FromLocal(origin.AddDays(text.Whole).AddMilliseconds(Math.Round(exact * 1000)));
        return true;
    }

    private static bool TryAncientDay(in NumberText text, long first, long last, long epoch, out Timestamp stamp)
    {
        bool fits = !text.IsNegative && text.Whole >= first && text.Whole <= last;
        stamp = fits ? Timestamp.FromLocal(DateTime.UnixEpoch.AddDays(text.Whole - epoch).AddSeconds(Math.Round(text.Part * TimeSpan.SecondsPerDay))) : default;
        return fits;
    }

    private static bool TryDate(in NumberText text, NumberForm form, out DateTime date)
    {
        int length = text.WholeDigits.Length;
        int whole = (int)Math.Min(text.Whole, int.MaxValue);
        bool isWhole = text.Fraction.IsEmpty;
        DateTime? found = form switch
        {
            NumberForm.ShortMonth when isWhole && length == 4 => Date(Full(whole / 100), whole % 100, 1),
            NumberForm.ShortDate when isWhole && length == 6 => Date(Full(whole / 10_000), whole / 100 % 100, whole % 100),
            NumberForm.CompactMonth when isWhole && length == 6 => Date(whole / 100, whole % 100, 1),
            NumberForm.CompactDayFirst when isWhole && length is 7 or 8 => Date(whole % 10_000, whole / 10_000 % 100, whole / 1_000_000),
            NumberForm.CompactMonthFirst when isWhole && length is 7 or 8 => Date(whole % 10_000, whole / 1_000_000, whole / 10_000 % 100),
            NumberForm.CompactQuarter when isWhole && length == 6 && whole % 100 is >= 1 and <= 4 => Date(whole / 100, (whole % 100 * 3) - 2, 1),
            NumberForm.YearPointQuarter when length == 4 && text.Fraction is [>= '1' and <= '4'] => Date(whole, ((text.Fraction[0] - '0') * 3) - 2, 1),
            NumberForm.CompactQuarter when isWhole && length == 5 && whole % 10 is >= 1 and <= 4 => Date(whole / 10, (whole % 10 * 3) - 2, 1),
            NumberForm.CompactWeek when isWhole && length == 6 => Week(whole / 100, whole % 100),
            NumberForm.DayOfYear when isWhole && length == 7 => Day(whole / 1000, whole % 1000),
            NumberForm.YearPointMonth when length == 4 && text.Fraction.Length == 2 => Date(whole, Two(text.Fraction), 1),
            NumberForm.YearPointMonth when length == 4 && text.Fraction is "1" => Date(whole, 10, 1),
            NumberForm.YearPointShortMonth when length == 4 && text.Fraction is [not '0'] => Date(whole, text.Fraction[0] - '0', 1),
            NumberForm.YearPointShortMonth when length == 4 && text.Fraction is ['1', _] => Date(whole, Two(text.Fraction), 1),
            NumberForm.MonthPointYear when length <= 2 => ThisTime(Year(text.Fraction), whole),
            NumberForm.DecimalYear when length == 4 => DecimalYear(whole, text.Part),
            _ => null,
        };
        date = found ?? default;
        return found is not null;
    }

    private static bool TryStamp(DateTime date, NumberForm form, out Timestamp stamp)
    {
        string? period = form switch
        {
            NumberForm.ShortMonth or NumberForm.CompactMonth or NumberForm.YearPointMonth or NumberForm.YearPointShortMonth or NumberForm.MonthPointYear
                or NumberForm.DecimalYear =>
                date.ToString("yyyy-MM", CultureInfo.InvariantCulture),
            NumberForm.CompactQuarter or NumberForm.YearPointQuarter => $"{date.Year}Q{(date.Month + 2) / 3}",
            NumberForm.CompactWeek => $"{ISOWeek.GetYear(date)}-W{ISOWeek.GetWeekOfYear(date):00}",
            _ => null,
        };
        stamp = Timestamp.FromLocal(date);
        return period is null || Timestamp.TryParse(period, out stamp);
    }

    /// <summary>Four digits, or three whose last one was a zero that a program dropped.</summary>
    private static int Year(ReadOnlySpan<char> digits) => digits.Length switch
    {
        4 => (Two(digits) * 100) + Two(digits[2..]),
        3 => ((Two(digits) * 10) + digits[2] - '0') * 10,
        _ => 0,
    };

    private static DateTime? ThisTime(int year, int month) => year is >= FirstYear and <= LastYear ? Date(year, month, 1) : null;

    private static int Two(ReadOnlySpan<char> digits) => ((digits[0] - '0') * 10) + digits[1] - '0';

    private static int Full(int year) => year + (year < Pivot ? 2000 : 1900);

    private static DateTime? Date(int year, int month, int day) =>
        year is >= 1500 and <= 2200 && month is >= 1 and <= 12 && day >= 1 && day <= DateTime.DaysInMonth(year, month) ? new DateTime(year, month, day) : null;

    private static DateTime? Week(int year, int week) =>
        year is >= FirstYear and <= LastYear && week >= 1 && week <= ISOWeek.GetWeeksInYear(year) ? ISOWeek.ToDateTime(year, week, DayOfWeek.Monday) : null;

    private static DateTime? Day(int year, int day) =>
        year is >= FirstYear and <= LastYear && day >= 1 && day <= (DateTime.IsLeapYear(year) ? 366 : 365) ? new DateTime(year, 1, 1).AddDays(day - 1) : null;

    /// <summary>The month whose beginning, or whose middle, the part of a year is.</summary>
    private static DateTime? DecimalYear(int year, double part)
    {
        const double Tolerance = 0.07;
        double months = part * 12;
        bool begins = Math.Abs(months - Math.Round(months)) <= Tolerance;
        bool inMiddle = Math.Abs(months - Math.Floor(months) - 0.5) <= 2 * Tolerance;
        return Date(year, 1, 1)?.AddMonths((int)(begins ? Math.Round(months) : Math.Floor(months))) is { } date && (begins || inMiddle) ? date : null;
    }
}
