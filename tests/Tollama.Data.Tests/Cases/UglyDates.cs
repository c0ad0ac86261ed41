using System.Globalization;
using CsCheck;
using Tollama.Core.Frequencies;

namespace Tollama.Data.Tests.Cases;

/// <summary>A table whose time stamps are written in one of the ways people and programs have, and the times it was made of.</summary>
internal sealed record UglyDates(string Text, string Notation, IReadOnlyDictionary<string, DateTime[]> Times)
{
    private static readonly string[] German = "Januar Februar März April Mai Juni Juli August September Oktober November Dezember".Split(' ');
    private static readonly string[] French = "janv. févr. mars avr. mai juin juil. août sept. oct. nov. déc.".Split(' ');

    private static readonly string[] Days =
    [
        "yyyy-MM-dd", "dd/MM/yyyy", "MM/dd/yyyy", "d/M/yyyy", "M/d/yyyy", "dd/MM/yy", "MM/dd/yy", "dd.MM.yyyy", "d.M.yy", "yyyy/MM/dd", "yyyy.MM.dd", "yyyy/M/d", "yy-MM-dd",
        "dd-MM-yyyy", "MM-dd-yyyy", "d MMM yyyy", "MMM d, yyyy", "dd-MMM-yy", "MMMM d yyyy", "yyyyMMdd", "yyMMdd", "ddMMyyyy", "MMddyyyy", "dMMyyyy", "@german", "@french",
        "@serial", "@s", "@ms", "@us", "@ns", "@doy", "@ordinal", "@unixday", "yyyy-MM-dd'T'HH:mm:ss", "yyyy-MM-dd HH:mm", "dd/MM/yyyy HH:mm", "MM/dd/yyyy h:mm tt", "dddd, d MMMM yyyy",
    ];

    private static readonly string[] Months =
        ["yyyy-MM", "yyyy-M", "MM/yyyy", "MM.yyyy", "M.yyyy", "MMM yyyy", "MMM-yy", "yy-MMM", "yyyyMM", "yyyy.MM", "yyyy.M", "yyyy'M'MM", "yyMM", "@decimal", "@frenchmonth", "yyyy:MM"];

    private static readonly string[] Quarters = ["@yyyyQq", "@yyyy-Qq", "@Qq/yy", "@qQyy", "@Tq yyyy", "@yyyy-q", "@yyyyq", "@q. Quartal yyyy", "@decimal"];
    private static readonly string[] Weeks = ["@yyyy-Www", "@KWww/yyyy", "@yyyyKWww", "@yyyyww", "@yyyy-ww", "@Week w yyyy"];
    private static readonly string[] Years = ["yyyy", "yyyy'.0'", "@yyyy/yy", "@yyyy-yy", "@FYyyyy", "@FYyy", "@yyyy/yyyy"];

    private static readonly string[] Hours =
    [
        "yyyy-MM-dd HH:mm", "yyyy-MM-dd'T'HH:mm:ss", "yyyy-MM-dd HH:mm:ss.fff", "dd/MM/yyyy HH:mm", "MM/dd/yyyy HH:mm", "d/M/yy H:mm", "M/d/yy h:mm tt", "dd.MM.yyyy HH:mm", "dd.MM.yyyy HH.mm",
        "d.M.yyyy H'h'mm", "yyyyMMddHHmm", "yyyyMMddHHmmss", "yyyyMMdd HH:mm", "@24", "@24dot", "@24slash", "@serial", "@s", "@s.f", "@ms", "@us", "@ns", "dd-MMM-yyyy HH:mm", "yyyy-MM-dd HH:mm 'CET'",
        "yyyy-MM-dd HH:mm 'IST'",
    ];

    private static readonly Gen<(string Freq, string Notation)> Kinds = Gen.OneOf(
        Pairs(["D", "W-WED", "B", "MS", "ME", "QS", "2W-MON"], Days),
        Pairs(["MS"], Months),
        Pairs(["QS"], Quarters),
        Pairs(["W-MON"], Weeks),
        Pairs(["YS"], Years),
        Pairs(["h", "6h", "30min", "15min"], Hours),
        Pairs(["h", "6h"], ["yyyyMMddHH", "yyyy-MM-dd HH"]));

    public static Gen<UglyDates> Generator { get; } =
        from kind in Kinds
        from start in Gen.Int[0, 10_000]
        from count in Gen.Int[4, 60]
        from series in Gen.Int[1, 3]
        from order in Gen.Int[0, 3]
        from gaps in Gen.Int[0, 4]
        from column in Gen.OneOf("date", "ds", "Datum", "timestamp", "order_date", "fecha")
        from seed in Gen.UInt
        select Write(kind, new DateTime(1998, 1, 1).AddDays(kind.Freq is "YS" ? start % 2500 : start), kind.Notation is "yyMM" ? count + 20 : count, series, order, gaps, kind.Notation is "@yyyyww" or "@yyyy-ww" ? "week" : column, new Random((int)seed));

    private static Gen<(string Freq, string Notation)> Pairs(string[] freqs, string[] notations) => Gen.Select(Gen.OneOf(freqs), Gen.OneOf(notations));

    private static UglyDates Write((string Freq, string Notation) kind, DateTime start, int count, int series, int order, int gaps, string column, Random random)
    {
        Frequency frequency = Frequency.Parse(kind.Freq);
        DateTime first = frequency.IsOnAnchor(start) ? start : frequency.Add(start, 1);
        List<(string Id, DateTime Time)> rows = [];
        for (int one = 0; one < series; one++)
        {
            rows.AddRange(Enumerable.Range(0, count).Where(step => step is 0 || gaps == 0 || random.Next(20) >= gaps).Select(step => ($"s{one}", frequency.Add(first, step))));
        }

        rows = order switch
        {
            1 => [.. rows.OrderByDescending(row => row.Time)],
            2 => [.. rows.OrderBy(row => row.Time)],
            3 => Shuffled(rows, random),
            _ => rows,
        };
        string text = $"id,{column},y\n" + string.Concat(rows.Select((row, place) => $"{row.Id},\"{Stamp(row.Time, kind.Notation)}\",{place}\n"));
        return new UglyDates(text, $"{kind.Freq} {kind.Notation}", rows.GroupBy(row => row.Id).ToDictionary(group => group.Key, group => group.Select(row => row.Time).ToArray()));
    }

    private static List<(string Id, DateTime Time)> Shuffled(List<(string Id, DateTime Time)> rows, Random random)
    {
        (string Id, DateTime Time)[] shuffled = [.. rows];
        random.Shuffle(shuffled);
        return [.. shuffled];
    }

    private static string Stamp(DateTime time, string notation)
    {
        CultureInfo culture = CultureInfo.InvariantCulture;
        long unix = (time - DateTime.UnixEpoch).Ticks / TimeSpan.TicksPerSecond;
        int quarter = (time.Month + 2) / 3;
        int week = ISOWeek.GetWeekOfYear(time);
        int weekYear = ISOWeek.GetYear(time);
        DateTime endOfDay = time.TimeOfDay == TimeSpan.Zero ? time.AddDays(-1) : time;
        string hour = time.TimeOfDay == TimeSpan.Zero ? "24:00" : time.ToString("HH:mm", culture);
        return notation switch
        {
            "@german" => $"{time.Day}. {German[time.Month - 1]} {time.Year}",
            "@french" => $"{time.Day} {French[time.Month - 1]} {time.Year}",
            "@frenchmonth" => $"{French[time.Month - 1]} {time.Year}",
            "@serial" => (time - new DateTime(1899, 12, 30)).TotalDays.ToString(time.TimeOfDay == TimeSpan.Zero ? "0" : "0.000000", culture),
            "@unixday" => (time - DateTime.UnixEpoch).TotalDays.ToString("0", culture),
            "@s" => unix.ToString(culture),
            "@s.f" => unix.ToString(culture) + ".25",
            "@ms" => $"{unix}000",
            "@us" => $"{unix}000000",
            "@ns" => $"{unix}000000000",
            "@doy" => $"{time.Year}{time.DayOfYear:000}",
            "@ordinal" => $"{time.Year}-{time.DayOfYear:000}",
            "@decimal" => Math.Round(time.Year + ((time.Month - 1) / 12.0), 3).ToString(culture),
            "@yyyyQq" => $"{time.Year}Q{quarter}",
            "@yyyy-Qq" => $"{time.Year}-Q{quarter}",
            "@Qq/yy" => $"Q{quarter}/{time:yy}",
            "@qQyy" => $"{quarter}Q{time:yy}",
            "@Tq yyyy" => $"T{quarter} {time.Year}",
            "@yyyy-q" => $"{time.Year}-{quarter}",
            "@yyyyq" => $"{time.Year}{quarter}",
            "@q. Quartal yyyy" => $"{quarter}. Quartal {time.Year}",
            "@yyyy-Www" => $"{weekYear}-W{week:00}",
            "@KWww/yyyy" => $"KW{week:00}/{weekYear}",
            "@yyyyKWww" => $"{weekYear}KW{week:00}",
            "@yyyyww" => $"{weekYear}{week:00}",
            "@yyyy-ww" => $"{weekYear}-{week:00}",
            "@Week w yyyy" => $"Week {week} {weekYear}",
            "@yyyy/yy" => $"{time.Year}/{(time.Year + 1) % 100:00}",
            "@yyyy-yy" => $"{time.Year}-{(time.Year + 1) % 100:00}",
            "@yyyy/yyyy" => $"{time.Year}/{time.Year + 1}",
            "@FYyyyy" => $"FY{time.Year}",
            "@FYyy" => $"FY{time.Year % 100:00}",
            "@24" => $"{endOfDay:yyyy-MM-dd} {hour}",
            "@24dot" => $"{endOfDay.ToString("dd.MM.yyyy", culture)} {hour}",
            "@24slash" => $"{endOfDay.ToString("dd/MM/yyyy", culture)} {hour}",
            _ => time.ToString(notation, culture),
        };
    }
}
