using Tollama.Core.Errors;
using Tollama.Data.Tables.Columns;
using Tollama.Data.Time;

namespace Tollama.Data.Tables.Roles;

/// <summary>Writes one time stamp of the cells of several columns, from what all of their cells say together.</summary>
internal static class StampComposer
{
    private static readonly TimePart[] PartsOfDay = [TimePart.Clock, TimePart.Minute, TimePart.HalfDay, TimePart.Slot];

    /// <summary>The stamps of the rows; an empty text where a part is missing, a total's word where the row sums up others.</summary>
    /// <param name="plan">The columns and what each of them tells.</param>
    /// <param name="hint">What is known of the columns.</param>
    /// <param name="columns">Their cells, in the order of the plan.</param>
    /// <param name="warnings">Takes what was assumed.</param>
    /// <exception cref="TollamaException">The cells make no stamps.</exception>
    public static CodedColumn Compose(TimePlan plan, TimeHint hint, IReadOnlyList<CodedColumn> columns, WarningList warnings)
    {
        if (columns.Count == 1)
        {
            return hint.IsCalledQuarter ? WrittenQuarters.Of(columns[0]) : columns[0];
        }

        if (plan.Parts[0] == TimePart.Stamp)
        {
            return WeekParts.Compose(plan.Columns[0].Name, columns[0], plan.Columns[1].Name, columns[1], hint);
        }

        int[] ofDay = [.. Enumerable.Range(0, columns.Count).Where(index => IsOfDay(plan, index))];
        int[] ofYear = [.. Enumerable.Range(0, columns.Count).Except(ofDay)];
        CodedColumn days = YearParts.Compose(
            [.. ofYear.Select(index => plan.Parts[index])], [.. ofYear.Select(index => columns[index])], [.. ofYear.Select(index => plan.Columns[index].Name)], warnings);
        if (ofDay.Length == 0)
        {
            return days;
        }

        int clock = Array.Find(ofDay, index => plan.Parts[index] is not (TimePart.HalfDay or TimePart.Minute));
        CodedColumn clocks = columns[clock];
        foreach (int index in ofDay.Where(index => plan.Parts[index] is TimePart.Minute or TimePart.HalfDay).OrderBy(index => plan.Parts[index]))
        {
            clocks = CodedColumn.Join([clocks, columns[index]], plan.Parts[index] == TimePart.Minute ? WithMinute : WithHalf);
        }

        ClockParts parts = new(plan.Columns[clock].Name, days, clocks, hint, warnings);
        return plan.Parts[clock] == TimePart.Clock ? parts.OfClocks() : parts.OfSlots();
    }

    /// <summary>The stamp of two parts; an empty text when one is missing, a total's word where one is.</summary>
    internal static string Join(string first, string second, Func<string> compose) =>
        TotalWords.Is(first) ? first
        : TotalWords.Is(second) ? second
        : string.IsNullOrWhiteSpace(first) || string.IsNullOrWhiteSpace(second) ? ""
        : compose();

    private static bool IsOfDay(TimePlan plan, int index) =>
        PartsOfDay.Contains(plan.Parts[index]) || (plan.Parts[index] == TimePart.Period && plan.Parts.Contains(TimePart.Date));

    private static string WithMinute(IReadOnlyList<string> cells) => Join(
        cells[0], cells[1], () => TimePartCells.Number(cells[0]) is { } hour && TimePartCells.Number(cells[1]) is { } minute ? string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{hour:00}:{minute:00}") : cells[0]);

    private static string WithHalf(IReadOnlyList<string> cells) => Join(
        cells[0], cells[1], () => $"{NumberColumn.Plain(cells[0])} {cells[1].Trim()[0]}M");
}
