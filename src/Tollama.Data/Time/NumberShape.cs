namespace Tollama.Data.Time;

/// <summary>What the numbers of a column look like, and so what they may mean.</summary>
/// <param name="Length">The digits before the point that nearly all have; 0 when they differ.</param>
/// <param name="Longest">The most digits before the point.</param>
/// <param name="HasFractions">Whether a number has a fraction.</param>
/// <param name="AreWholeMinutes">Whether all are multiples of 60 of the unit in which so long numbers count since 1970.</param>
internal readonly record struct NumberShape(int Length, int Longest, bool HasFractions, bool AreWholeMinutes)
{
    private const double NearlyAll = 0.9;

    /// <summary>Seconds since 1970 have nine digits from 1973 on.</summary>
    private const int ShortestUnixTime = 9;

    public static NumberShape Of(IReadOnlyList<string> cells)
    {
        Span<int> lengths = stackalloc int[20];
        int longest = 0;
        bool fractions = false;
        foreach (string cell in cells)
        {
            NumberText text = NumberText.Read(NumberColumn.Plain(cell));
            int length = Math.Min(text.WholeDigits.Length, lengths.Length - 1);
            lengths[length]++;
            longest = Math.Max(longest, length);
            fractions |= !text.Fraction.IsEmpty;
        }

        int usual = 0;
        for (int length = 1; length < lengths.Length; length++)
        {
            usual = lengths[length] >= NearlyAll * cells.Count ? length : usual;
        }

        long minute = UnitOf(longest) switch
        {
            NumberForm.UnixSeconds => 60,
            NumberForm.UnixMilliseconds => 60_000,
            NumberForm.UnixMicroseconds => 60_000_000,
            _ => 60_000_000_000,
        };
        return new NumberShape(usual, longest, fractions, cells.All(cell => NumberText.Read(NumberColumn.Plain(cell)).Whole % minute == 0));
    }

    /// <summary>The forms that such numbers may have, the likeliest first; a later one must make the column clearly more regular.</summary>
    public IReadOnlyList<NumberForm> Candidates(TimeHint hint)
    {
        if (HasFractions)
        {
            return WithFractions(hint);
        }

        bool called = hint.IsCalledDate;
        NumberForm[] days = hint.DayFirst switch
        {
            true => [NumberForm.CompactDayFirst],
            false => [NumberForm.CompactMonthFirst],
            _ => [NumberForm.CompactMonthFirst, NumberForm.CompactDayFirst],
        };
        return Length switch
        {
            4 => called ? [NumberForm.Year, NumberForm.ShortMonth, NumberForm.Position] : [NumberForm.Year, NumberForm.Position],
            5 when hint.IsCalledQuarter => [NumberForm.CompactQuarter, NumberForm.SheetDay, NumberForm.Position],
            5 when called => [NumberForm.SheetDay, NumberForm.UnixDay, NumberForm.CompactQuarter, NumberForm.Position],
            6 when hint.IsCalledQuarter => [NumberForm.CompactQuarter, NumberForm.CompactMonth, NumberForm.Position],
            6 when hint.IsCalledWeek => [NumberForm.CompactWeek, NumberForm.CompactMonth, NumberForm.Position],
            6 when called => [NumberForm.CompactMonth, NumberForm.CompactWeek, NumberForm.ShortDate, NumberForm.AncientDay, NumberForm.Position],
            6 => [NumberForm.CompactMonth, NumberForm.Position, NumberForm.CompactWeek],
            7 when called => [NumberForm.DayOfYear, .. days, NumberForm.AncientDay, NumberForm.Position],
            8 => called ? [NumberForm.CompactDate, .. days, NumberForm.Position] : [NumberForm.CompactDate, NumberForm.Position],
            10 => [NumberForm.CompactHour, NumberForm.UnixSeconds],
            12 when called && AreWholeMinutes => [NumberForm.CompactMinute, NumberForm.UnixMilliseconds, NumberForm.Position],
            12 => [NumberForm.CompactMinute, NumberForm.Position],
            13 => [NumberForm.UnixMilliseconds],
            14 => [NumberForm.CompactSecond, NumberForm.Position],
            16 => [NumberForm.UnixMicroseconds],
            17 => [NumberForm.CompactMillisecond, NumberForm.Position],
            19 => [NumberForm.UnixNanoseconds],
            0 when Longest == 8 && called => [.. days, NumberForm.Position],
            _ when Longest >= ShortestUnixTime && called && AreWholeMinutes => [UnitOf(Longest), NumberForm.Position],
            _ => [NumberForm.Position],
        };
    }

    private static NumberForm UnitOf(int digits) => digits switch
    {
        <= 10 => NumberForm.UnixSeconds,
        <= 13 => NumberForm.UnixMilliseconds,
        <= 16 => NumberForm.UnixMicroseconds,
        _ => NumberForm.UnixNanoseconds,
    };

    private List<NumberForm> WithFractions(TimeHint hint)
    {
        List<NumberForm> forms = hint.IsCalledQuarter ? [NumberForm.YearPointQuarter, NumberForm.YearPointMonth, NumberForm.MonthPointYear] : [NumberForm.YearPointMonth, NumberForm.MonthPointYear];
        if (Length is 10 or 13 || (hint.IsCalledDate && (Longest is 9 or 10 or 12 or 13)))
        {
            forms.Add(UnitOf(Longest));
        }

        if (hint.IsCalledDate)
        {
            forms.AddRange([NumberForm.YearPointShortMonth, NumberForm.DecimalYear, NumberForm.SheetDay, NumberForm.AncientDay]);
        }

        return forms;
    }
}
