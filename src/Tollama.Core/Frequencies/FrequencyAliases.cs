using System.Collections.Frozen;
using static Tollama.Core.Frequencies.FrequencyUnit;
using static Tollama.Core.Frequencies.PeriodAnchor;

namespace Tollama.Core.Frequencies;

/// <summary>The unit names of pandas (old and new) and polars, and the words of English.</summary>
/// <remarks>
/// Case matters: <c>M</c> is months in pandas, <c>m</c> minutes in polars. Custom calendars (C, cbh, CBME) are taken as
/// Monday to Friday.
/// </remarks>
internal static class FrequencyAliases
{
    public static readonly FrozenDictionary<string, FrequencyAlias> Units = new Dictionary<string, FrequencyAlias>
    {
        ["ns"] = new(Nanosecond), ["N"] = new(Nanosecond), ["n"] = new(Nanosecond),
        ["us"] = new(Microsecond), ["U"] = new(Microsecond), ["u"] = new(Microsecond), ["µs"] = new(Microsecond), ["μs"] = new(Microsecond),
        ["ms"] = new(Millisecond), ["L"] = new(Millisecond), ["l"] = new(Millisecond),
        ["s"] = new(Second), ["S"] = new(Second), ["sec"] = new(Second), ["second"] = new(Second), ["seconds"] = new(Second),
        ["min"] = new(Minute), ["m"] = new(Minute), ["T"] = new(Minute), ["t"] = new(Minute),
        ["mins"] = new(Minute), ["minute"] = new(Minute), ["minutes"] = new(Minute),
        ["h"] = new(Hour), ["H"] = new(Hour), ["hr"] = new(Hour), ["hrs"] = new(Hour), ["hour"] = new(Hour), ["hours"] = new(Hour),
        ["bh"] = new(BusinessHour), ["BH"] = new(BusinessHour), ["cbh"] = new(BusinessHour), ["CBH"] = new(BusinessHour),
        ["D"] = new(Day), ["d"] = new(Day), ["day"] = new(Day), ["days"] = new(Day),
        ["B"] = new(BusinessDay), ["b"] = new(BusinessDay), ["C"] = new(BusinessDay), ["bd"] = new(BusinessDay),
        ["W"] = new(Week), ["week"] = new(Week), ["weeks"] = new(Week), ["w"] = new(Week) { Weekday = DayOfWeek.Monday },
        ["SM"] = new(SemiMonth, End), ["SME"] = new(SemiMonth, End), ["SMS"] = new(SemiMonth, Start),
        ["M"] = new(Month, End), ["ME"] = new(Month, End), ["MS"] = new(Month, Start), ["mo"] = new(Month, Start),
        ["month"] = new(Month, Start), ["months"] = new(Month, Start),
        ["BM"] = new(Month, BusinessEnd), ["BME"] = new(Month, BusinessEnd), ["BMS"] = new(Month, BusinessStart),
        ["CBM"] = new(Month, BusinessEnd), ["CBME"] = new(Month, BusinessEnd), ["CBMS"] = new(Month, BusinessStart),
        ["Q"] = new(Quarter, End), ["QE"] = new(Quarter, End), ["QS"] = new(Quarter, Start), ["q"] = new(Quarter, Start),
        ["quarter"] = new(Quarter, Start), ["quarters"] = new(Quarter, Start),
        ["BQ"] = new(Quarter, BusinessEnd), ["BQE"] = new(Quarter, BusinessEnd), ["BQS"] = new(Quarter, BusinessStart),
        ["A"] = new(Year, End), ["Y"] = new(Year, End), ["YE"] = new(Year, End), ["AE"] = new(Year, End),
        ["AS"] = new(Year, Start), ["YS"] = new(Year, Start), ["y"] = new(Year, Start), ["year"] = new(Year, Start), ["years"] = new(Year, Start),
        ["BA"] = new(Year, BusinessEnd), ["BY"] = new(Year, BusinessEnd), ["BYE"] = new(Year, BusinessEnd), ["BAE"] = new(Year, BusinessEnd),
        ["BAS"] = new(Year, BusinessStart), ["BYS"] = new(Year, BusinessStart),
        ["i"] = new(FrequencyUnit.Index),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Words, in lower case without blanks and hyphens, and what they mean in the notation above.</summary>
    public static readonly FrozenDictionary<string, string> Words = new Dictionary<string, string>
    {
        ["secondly"] = "s", ["persecond"] = "s", ["second"] = "s",
        ["minutely"] = "min", ["minute"] = "min", ["perminute"] = "min",
        ["quarterhourly"] = "15min", ["halfhourly"] = "30min", ["hourly"] = "h", ["hour"] = "h",
        ["businesshourly"] = "bh", ["businesshour"] = "bh",
        ["daily"] = "D", ["day"] = "D",
        ["businessdaily"] = "B", ["businessday"] = "B", ["businessdays"] = "B", ["weekday"] = "B", ["weekdays"] = "B", ["workdays"] = "B",
        ["weekly"] = "W", ["week"] = "W", ["biweekly"] = "2W", ["fortnightly"] = "2W",
        ["semimonthly"] = "SMS", ["monthly"] = "MS", ["month"] = "MS",
        ["quarterly"] = "QS", ["quarter"] = "QS", ["halfyearly"] = "6MS", ["semiannual"] = "6MS", ["semiannually"] = "6MS",
        ["yearly"] = "YS", ["year"] = "YS", ["annual"] = "YS", ["annually"] = "YS",
    }.ToFrozenDictionary(StringComparer.Ordinal);
}
