using System.Globalization;

namespace Tollama.Data.Tests.Ugly;

/// <summary>Ways to write a time stamp in one cell.</summary>
internal sealed class UglyDates
{
    private static readonly string[] Days =
    [
        "yyyy-MM-dd", "dd.MM.yyyy", "d.M.yyyy", "dd/MM/yyyy", "MM/dd/yyyy", "M/d/yyyy", "yyyy/MM/dd", "yyyyMMdd", "d MMM yyyy", "MMMM d, yyyy", "dd-MMM-yyyy", "dd MMM yy", "MM/dd/yy",
        "dd.MM.yy", "ddd, dd MMM yyyy", "yyyy-MM-dd 00:00:00", "unix", "unixms", "unixus", "unixns", "excel",
    ];

    private static readonly string[] Months = ["yyyy-MM", "MMM yyyy", "MMMM yyyy", "MMM-yy", "MM/yyyy", "MM.yyyy", "yyyyMM", "yyyy'M'MM", "yyyy MMM"];
    private static readonly string[] Clocks = ["yyyy-MM-dd HH:mm", "yyyy-MM-ddTHH:mm:ss", "dd.MM.yyyy HH:mm", "MM/dd/yyyy h:mm tt", "yyyyMMddHHmm", "yyyy-MM-dd HH:mm:ss", "unix", "unixms", "yyyy-MM-ddTHH:mm:ssZ", "excel"];
    private static readonly string[] Languages = ["", "", "", "de", "fr", "es", "it", "pt", "nl"];

    private readonly string _form;
    private readonly CultureInfo _culture;
    private readonly bool _upper;

    public UglyDates(Random random, UglyTruth truth)
    {
        string[] forms = truth.IsSubDaily ? Clocks
            : truth.Step == UglyStep.Year && random.Next(2) == 0 ? ["yyyy"]
            : truth.Step == UglyStep.Quarter && random.Next(2) == 0 ? ["yyyy'Q'q", "'Q'q yyyy", "yyyy-'Q'q", "'Q'q/yy"]
            : truth.IsMonthly && random.Next(2) == 0 ? Months
            : Days;
        // Two digits below 69 are years of this century.
        bool isRecent = truth.Stamps[0].Year >= 1970;
        _form = random.GetItems([.. forms.Where(form => isRecent || form.Contains("yyyy") || !form.Contains("yy"))], 1)[0];
        _culture = Culture(random.GetItems(Languages, 1)[0]);
        _upper = random.Next(5) == 0 && _form.Contains("MMM", StringComparison.Ordinal);
    }

    /// <summary>Whether the cells say the month only, which the reader keeps as its first day.</summary>
    public bool IsPeriod => _form.Length <= 9 && !_form.Contains('d') && !_form.StartsWith("unix", StringComparison.Ordinal) && _form != "excel";

    /// <summary>Whether the column must be called a date to be one.</summary>
    public bool NeedsName => _form is "excel" or "MM.yyyy" or "yyyyMMddHHmm" or "unixus" or "unixns";

    public override string ToString() => $"{_form} {_culture.Name}";

    public string Write(DateTime stamp)
    {
        long ticks = (stamp - DateTime.UnixEpoch).Ticks;
        string text = _form switch
        {
            "unix" => (ticks / TimeSpan.TicksPerSecond).ToString(CultureInfo.InvariantCulture),
            "unixms" => (ticks / TimeSpan.TicksPerMillisecond).ToString(CultureInfo.InvariantCulture),
            "unixus" => (ticks / TimeSpan.TicksPerMicrosecond).ToString(CultureInfo.InvariantCulture),
            "unixns" => (ticks * 100).ToString(CultureInfo.InvariantCulture),
            "excel" => ((stamp - new DateTime(1899, 12, 30)).Ticks / (decimal)TimeSpan.TicksPerDay).ToString("0.##########", CultureInfo.InvariantCulture),
            _ when _form.Contains('q') => stamp.ToString(_form.Replace("q", (((stamp.Month + 2) / 3)).ToString(CultureInfo.InvariantCulture)), CultureInfo.InvariantCulture),
            _ => stamp.ToString(_form, _form.Contains("MMM", StringComparison.Ordinal) ? _culture : CultureInfo.InvariantCulture),
        };
        return _upper ? text.ToUpper(_culture) : text;
    }

    // Names of months without what the machine's data of languages say, which differs from one to the next.
    private static CultureInfo Culture(string language)
    {
        CultureInfo culture = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        string[]? names = language switch
        {
            "de" => ["Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September", "Oktober", "November", "Dezember"],
            "fr" => ["janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre", "décembre"],
            "es" => ["enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto", "septiembre", "octubre", "noviembre", "diciembre"],
            "it" => ["gennaio", "febbraio", "marzo", "aprile", "maggio", "giugno", "luglio", "agosto", "settembre", "ottobre", "novembre", "dicembre"],
            "pt" => ["janeiro", "fevereiro", "março", "abril", "maio", "junho", "julho", "agosto", "setembro", "outubro", "novembro", "dezembro"],
            "nl" => ["januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september", "oktober", "november", "december"],
            _ => null,
        };
        if (names is not null)
        {
            culture.DateTimeFormat.MonthNames = [.. names, ""];
            culture.DateTimeFormat.MonthGenitiveNames = [.. names, ""];
            string[] shorts = language == "fr" ? ["janv", "févr", "mars", "avr", "mai", "juin", "juil", "août", "sept", "oct", "nov", "déc"] : [.. names.Select(name => name[..3])];
            culture.DateTimeFormat.AbbreviatedMonthNames = [.. shorts, ""];
            culture.DateTimeFormat.AbbreviatedMonthGenitiveNames = [.. shorts, ""];
        }

        return culture;
    }
}
