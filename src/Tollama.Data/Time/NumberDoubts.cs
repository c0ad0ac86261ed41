using Tollama.Core.Frequencies;

namespace Tollama.Data.Time;

/// <summary>What a reader should know about how numbers were taken.</summary>
/// <param name="Warning">What was assumed.</param>
/// <param name="Problem">Why the numbers cannot be used.</param>
internal sealed record NumberDoubts(string? Warning, string? Problem)
{
    /// <param name="example">A cell.</param>
    /// <param name="chosen">The form that was taken.</param>
    /// <param name="fitting">The forms that fit, and how regular each makes the column.</param>
    /// <param name="hint">What is known of the column.</param>
    public static NumberDoubts Of(string example, NumberForm chosen, IReadOnlyList<(NumberForm Form, double Regular)> fitting, TimeHint hint)
    {
        double best = fitting.First(one => one.Form == chosen).Regular;
        bool Rivals(NumberForm form) => form != chosen && fitting.Any(one => one.Form == form && one.Regular * Regularity.Clear >= best);
        string text = NumberColumn.Plain(example).ToString();
        _ = NumberReading.TryRead(NumberText.Read(text), chosen, out Timestamp stamp);
        return chosen switch
        {
            NumberForm.AncientDay or NumberForm.ShortDate when chosen == NumberForm.AncientDay || Rivals(NumberForm.AncientDay) => new NumberDoubts(null, Ancient(text)),
            NumberForm.SheetDay or NumberForm.UnixDay when Rivals(NumberForm.SheetDay) || Rivals(NumberForm.UnixDay) => new NumberDoubts(
                null, $"numbers such as {text} may be the days of a spreadsheet (since 1900) or days since 1970. Write dates such as 2024-12-31."),
            NumberForm.SheetDay => new NumberDoubts($"Numbers such as {text} are taken as the days of a spreadsheet: {stamp}.", null),
            NumberForm.UnixDay => new NumberDoubts($"Numbers such as {text} are taken as days since 1970: {stamp}.", null),
            NumberForm.CompactWeek or NumberForm.CompactMonth when Rivals(NumberForm.ShortDate) => new NumberDoubts(
                $"Numbers such as {text} are taken as {stamp}, not as a year, a month and a day of two digits each. Write 2024-12-31 to be sure.", null),
            NumberForm.CompactDayFirst or NumberForm.CompactMonthFirst
                when hint.DayFirst is null && (Rivals(NumberForm.CompactDayFirst) || Rivals(NumberForm.CompactMonthFirst)) => new NumberDoubts(
                $"Dates such as {text} can be read with the day or the month first; taken as {stamp}. Say day_first=true or day_first=false, "
                + "or write 2024-12-31, to be sure.",
                null),
            _ => new NumberDoubts(null, null),
        };
    }

    /// <summary>Which year such days begin with, the number does not tell.</summary>
    private static string Ancient(string text)
    {
        const int Digits = 6;
        string origin = NumberText.Read(text).WholeDigits.Length == Digits ? "the year 0 (Matlab) or since the year 1 (Python), which is a year apart" : "4713 BC (Julian days), which begin at noon";
        return $"numbers such as {text} may be days since {origin}. Write dates such as 2024-12-31.";
    }
}
