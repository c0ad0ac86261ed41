using System.Globalization;

namespace Tollama.Data.Tests.Ugly;

/// <summary>A truth whose times stand in parts: in several columns, or some in columns and some in the header, with what people put beside them.</summary>
internal sealed class UglyPartFile
{
    private static readonly string[] Months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
    private static readonly string[] Monate = ["Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September", "Oktober", "November", "Dezember"];
    private static readonly string[] Days = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];

    private readonly Random _random;

    private UglyPartFile(Random random) => _random = random;

    /// <summary>The stamps of all series, ascending.</summary>
    public DateTime[] Stamps { get; private set; } = [];

    /// <summary>The ids, in no order.</summary>
    public string[] Ids { get; private set; } = [];

    /// <summary>The table.</summary>
    public string Text { get; private set; } = "";

    /// <summary>What was chosen, for whoever has to understand a failure.</summary>
    public string Description { get; private set; } = "";

    /// <summary>The value of a series at a place.</summary>
    public static double ValueOf(int series, int place) => (1000 * series) + place + 0.5;

    public static UglyPartFile Create(uint seed)
    {
        UglyPartFile file = new(new Random((int)seed));
        file.Write();
        return file;
    }

    private void Write()
    {
        int count = _random.Next(1, 4);
        int kind = _random.Next(5);
        (Func<int, DateTime> at, int length) = Steps(kind);
        Stamps = [.. Enumerable.Range(0, length).Select(at)];
        (string header, Func<DateTime, string> cells, string form) = Form(kind);
        bool isTurned = header.Length == 0;
        Ids = count == 1 ? [isTurned ? "y" : "kWh"] : [.. Enumerable.Range(0, count).Select(series => $"shop {series + 1}")];
        Description = $"kind {kind}, {form}, {count} series, {length} stamps from {Stamps[0]:s}";
        Text = isTurned ? Turned(kind, count) : Long(header, cells, count, kind);
    }

    private (Func<int, DateTime> At, int Length) Steps(int kind)
    {
        int year = _random.Next(1998, 2024);
        DateTime day = new(year, _random.Next(1, 13), _random.Next(1, 28));
        DateTime monday = day.AddDays(-(((int)day.DayOfWeek + 6) % 7));
        return kind switch
        {
            0 => (place => new DateTime(year, 1, 1).AddMonths(place), 12 * _random.Next(2, 5)),
            1 => (place => new DateTime(year, 1, 1).AddMonths(3 * place), 4 * _random.Next(3, 8)),
            2 => (place => monday.AddDays(place), 7 * _random.Next(4, 12)),
            3 => (place => day.AddHours(place), 24 * _random.Next(2, 6)),
            _ => (place => day.AddMinutes(30 * place), 48 * _random.Next(2, 5)),
        };
    }

    /// <summary>The names of the columns and the cells of a stamp; no names where the header holds some of the parts.</summary>
    private (string Header, Func<DateTime, string> Cells, string Name) Form(int kind)
    {
        bool isShort = _random.Next(2) == 0;
        string year(DateTime stamp) => isShort ? Text2(stamp.Year % 100) : $"{stamp.Year}";
        (string, Func<DateTime, string>, string)[] forms = kind switch
        {
            0 =>
            [
                ("Year,Month", stamp => $"{year(stamp)},{stamp.Month}", "months"), ("FY,Month", stamp => $"FY{year(stamp)},{Months[stamp.Month - 1]}", "fiscal months"),
                ("Jahr,Monat", stamp => $"{stamp.Year},{Monate[stamp.Month - 1]}", "Monate"), ("Year,Period", stamp => $"{year(stamp)},P{Text2(stamp.Month)}", "periods"),
                ("Fiscal Year,Period", stamp => $"FY{stamp.Year},{stamp.Month}", "numbered periods"), ("", _ => "", "a row a year"),
            ],
            1 =>
            [
                ("Year,Quarter", stamp => $"{year(stamp)},Q{Quarter(stamp)}", "quarters"), ("FY,Qtr", stamp => $"FY{year(stamp)},{Quarter(stamp)}", "fiscal quarters"),
                ("Year,Period", stamp => $"{stamp.Year},{Quarter(stamp)}", "periods"), ("", _ => "", "a row a year"),
            ],
            2 =>
            [
                ("Year,Week,Weekday", stamp => $"{ISOWeek.GetYear(stamp)},{ISOWeek.GetWeekOfYear(stamp)},{Days[((int)stamp.DayOfWeek + 6) % 7]}", "weekdays"),
                ("year,month,day", stamp => $"{stamp.Year},{stamp.Month},{stamp.Day}", "days"), ("Date to,Date from", stamp => $"{Iso(stamp.AddDays(1))},{Iso(stamp)}", "from and to"), ("", _ => "", "a row a week"),
            ],
            3 =>
            [
                ("date,hour", stamp => $"{Iso(stamp)},{stamp.Hour}", "hours"), ("date,hour", stamp => $"{Iso(stamp)},{Text2(stamp.Hour)}-{Text2(stamp.Hour + 1)}", "hours from to"),
                ("Datum,von,bis", stamp => $"{stamp:dd.MM.yyyy},{stamp:HH:mm},{stamp.AddHours(1):HH:mm}", "von bis"), ("date,period", stamp => $"{Iso(stamp)},{stamp.Hour + 1}", "periods of the day"),
                ("date,hour,ampm", stamp => $"{Iso(stamp)},{((stamp.Hour + 11) % 12) + 1},{(stamp.Hour < 12 ? "AM" : "PM")}", "am and pm"), ("date,time", stamp => $"{Iso(stamp)},{stamp.Hour * 100}", "hundreds"),
                ("", _ => "", "a row a day"),
            ],
            _ =>
            [
                ("date,settlement_period", stamp => $"{Iso(stamp)},{Half(stamp) + 1}", "settlement periods"), ("date,slot", stamp => $"{Iso(stamp)},{Half(stamp)}", "slots"),
                ("Date,Start,End", stamp => $"{Iso(stamp)},{stamp:HH:mm},{stamp.AddMinutes(30):HH:mm}", "start and end"), ("date,HHMM", stamp => $"{Iso(stamp)},{(stamp.Hour * 100) + stamp.Minute}", "hundreds"),
                ("Date,Time", stamp => $"{stamp:dd.MM.yyyy},{stamp:HH:mm} - {stamp.AddMinutes(30):HH:mm}", "times from to"), ("", _ => "", "a row a day"),
            ],
        };
        return _random.GetItems(forms, 1)[0];
    }

    private string Long(string header, Func<DateTime, string> cells, int count, int kind)
    {
        bool isByTime = _random.Next(2) == 0;
        bool hasMore = kind != 0 && _random.Next(4) == 0;
        IEnumerable<(int Series, int Place)> order = isByTime
            ? Enumerable.Range(0, count * Stamps.Length).Select(row => (row % count, row / count))
            : Enumerable.Range(0, count * Stamps.Length).Select(row => (row / Stamps.Length, row % Stamps.Length));
        List<string> rows =
        [
            .. order.Select(row => string.Create(CultureInfo.InvariantCulture,
                $"{(count == 1 ? "" : $"{Ids[row.Series]},")}{cells(Stamps[row.Place])},{ValueOf(row.Series, row.Place)}{(hasMore ? $",{Days[((int)Stamps[row.Place].DayOfWeek + 6) % 7]}" : "")}")),
        ];
        switch (_random.Next(6))
        {
            case 0:
                rows.Reverse();
                break;
            case 1 when kind != 0:
                string[] shuffled = [.. rows];
                _random.Shuffle(shuffled);
                rows = [.. shuffled];
                break;
        }

        return $"{(count == 1 ? "" : "shop,")}{header},kWh{(hasMore ? ",day_name" : "")}\n{string.Join('\n', rows)}\n";
    }

    /// <summary>A row a year, a week or a day; sums at the end of the rows and below them.</summary>
    private string Turned(int kind, int count)
    {
        int columns = kind switch { 0 => 12, 1 => 4, 2 => 7, 3 => 24, _ => 48 };
        bool hasSum = kind < 2 && _random.Next(2) == 0;
        int hours = _random.Next(3);
        string Label(int column) => kind switch
        {
            0 => Months[column],
            1 => $"Q{column + 1}",
            2 => Days[column],
            3 => hours switch { 0 => $"{column}", 1 => $"{Text2(column)}:00", _ => $"{column}-{column + 1}" },
            _ => hours == 0 ? $"SP{column + 1}" : $"{Text2(column / 2)}:{Text2(column % 2 * 30)}",
        };
        string Row(DateTime stamp) => kind < 2 ? $"{stamp.Year}" : kind == 2 && hours > 0 ? $"{ISOWeek.GetYear(stamp)}-W{Text2(ISOWeek.GetWeekOfYear(stamp))}" : Iso(stamp);
        string name = kind < 2 ? "Year" : kind == 2 ? "Week" : "Date";
        StringWriter text = new(CultureInfo.InvariantCulture) { NewLine = "\n" };
        text.WriteLine($"{(count == 1 ? "" : "shop,")}{name},{string.Join(',', Enumerable.Range(0, columns).Select(Label))}{(hasSum ? ",Total" : "")}");
        for (int series = 0; series < count; series++)
        {
            for (int place = 0; place < Stamps.Length; place += columns)
            {
                string values = string.Join(',', Enumerable.Range(place, columns).Select(one => ValueOf(series, one).ToString(CultureInfo.InvariantCulture)));
                text.WriteLine($"{(count == 1 ? "" : $"{Ids[series]},")}{Row(Stamps[place])},{values}{(hasSum ? ",99999" : "")}");
            }
        }

        if (count == 1 && hasSum)
        {
            text.WriteLine($"Total,{string.Join(',', Enumerable.Repeat("99999", columns + 1))}");
        }

        return text.ToString();
    }

    private static string Iso(DateTime stamp) => stamp.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string Text2(int number) => number.ToString("00", CultureInfo.InvariantCulture);

    private static int Quarter(DateTime stamp) => (stamp.Month + 2) / 3;

    private static int Half(DateTime stamp) => (stamp.Hour * 2) + (stamp.Minute / 30);
}
