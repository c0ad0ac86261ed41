namespace Tollama.Data.Time;

/// <summary>The words of dates in English, German, French, Spanish, Italian, Portuguese and Dutch.</summary>
internal static class DateWords
{
    private const int LongestWord = 20;
    private const int ShortestName = 3;

    /// <summary>Each month in all languages, without accents.</summary>
    private static readonly string[][] Months =
    [
        ["january", "januar", "janner", "janvier", "enero", "gennaio", "janeiro", "januari"],
        ["february", "februar", "feber", "fevrier", "febrero", "febbraio", "fevereiro", "februari"],
        ["march", "marz", "maerz", "mrz", "mars", "marzo", "marco", "maart", "mrt"],
        ["april", "avril", "abril", "aprile"],
        ["may", "mai", "mayo", "maggio", "maio", "mei"],
        ["june", "juni", "juin", "junio", "giugno", "junho"],
        ["july", "juli", "juillet", "julio", "luglio", "julho"],
        ["august", "aout", "agosto", "augustus"],
        ["september", "septembre", "septiembre", "setiembre", "settembre", "setembro"],
        ["october", "oktober", "octobre", "octubre", "ottobre", "outubro"],
        ["november", "novembre", "noviembre", "novembro"],
        ["december", "dezember", "decembre", "diciembre", "dicembre", "dezembro"],
    ];

    private static readonly string[] Weekdays =
    [
        "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday",
        "montag", "dienstag", "mittwoch", "donnerstag", "freitag", "samstag", "sonnabend", "sonntag",
        "lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche",
        "lunes", "martes", "miercoles", "jueves", "viernes", "sabado", "domingo",
        "lunedi", "martedi", "mercoledi", "giovedi", "venerdi", "sabato", "domenica",
        "segunda", "terca", "quarta", "quinta", "sexta",
        "maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag",
    ];

    /// <summary>Weekdays of two letters, which are believed before digits only.</summary>
    private static readonly string[] ShortWeekdays =
        ["mo", "di", "mi", "do", "fr", "sa", "so", "ma", "wo", "vr", "za", "zo", "tu", "we", "th", "su", "lu", "me", "je", "ve"];

    private static readonly string[] Quarters =
        ["q", "qtr", "quarter", "quartal", "t", "trim", "trimestre", "trimester", "k", "kv", "kwartaal", "kvartal"];

    private static readonly string[] Weeks =
        ["w", "wk", "week", "kw", "cw", "woche", "kalenderwoche", "s", "sem", "semaine", "semana", "sett", "settimana"];

    private static readonly string[] MonthUnits = ["m", "p", "per", "period", "periode"];

    private static readonly string[] Halves = ["h", "hj", "halbjahr", "half"];

    /// <summary>The words between the parts of a date: 5 de enero de 2024.</summary>
    private static readonly string[] Links = ["de", "del", "of", "do", "di"];

    /// <summary>The letters, of any alphabet, at the beginning of a text; accents may be characters of their own.</summary>
    public static int Letters(ReadOnlySpan<char> text)
    {
        int letters = 0;
        while (letters < text.Length && (char.IsLetter(text[letters]) || (letters > 0 && text[letters] is >= '\u0300' and <= '\u036f')))
        {
            letters++;
        }

        return letters;
    }

    /// <summary>The month, 1 to 12, of a full name or one shortened to three letters or more; 0 when the word names none or two.</summary>
    public static int Month(ReadOnlySpan<char> word)
    {
        Span<char> plain = stackalloc char[LongestWord];
        ReadOnlySpan<char> name = Plain(word, plain);
        int found = 0;
        for (int month = 0; month < Months.Length && name.Length >= ShortestName; month++)
        {
            if (!BeginsOne(name, Months[month]))
            {
                continue;
            }

            if (found > 0)
            {
                return 0;
            }

            found = month + 1;
        }

        return found;
    }

    /// <summary>Whether a word is a weekday; one of two letters only when digits follow.</summary>
    public static bool IsWeekday(ReadOnlySpan<char> word, bool beforeDigits)
    {
        Span<char> plain = stackalloc char[LongestWord];
        ReadOnlySpan<char> name = Plain(word, plain);
        return (name.Length >= ShortestName && BeginsOne(name, Weekdays) && Month(word) == 0) || (beforeDigits && IsOne(name, ShortWeekdays));
    }

    /// <summary>What a number beside this word counts.</summary>
    public static CellFieldKind Unit(ReadOnlySpan<char> word)
    {
        Span<char> plain = stackalloc char[LongestWord];
        ReadOnlySpan<char> name = Plain(word, plain);
        return IsOne(name, Quarters) ? CellFieldKind.Quarter
            : IsOne(name, Weeks) ? CellFieldKind.Week
            : IsOne(name, MonthUnits) ? CellFieldKind.Month
            : IsOne(name, Halves) ? CellFieldKind.Half
            : CellFieldKind.None;
    }

    /// <summary>Whether a word stands between the parts of a date.</summary>
    public static bool IsLink(ReadOnlySpan<char> word)
    {
        Span<char> plain = stackalloc char[LongestWord];
        return IsOne(Plain(word, plain), Links);
    }

    /// <summary>The length of what is put behind a number to order it: 1st, 5th, 1er, 2e, 3º.</summary>
    public static int Ordinal(ReadOnlySpan<char> text)
    {
        if (text is ['º' or 'ª' or '°', ..])
        {
            return 1;
        }

        int letters = Letters(text);
        return text[..letters] is "st" or "nd" or "rd" or "th" or "ST" or "ND" or "RD" or "TH" or "St" or "Nd" or "Rd" or "Th"
            or "er" or "ere" or "ère" or "re" or "e" or "eme" or "ème" or "o" or "a" ? letters : 0;
    }

    private static bool BeginsOne(ReadOnlySpan<char> name, string[] names)
    {
        foreach (string one in names)
        {
            if (one.AsSpan().StartsWith(name, StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsOne(ReadOnlySpan<char> name, string[] names)
    {
        foreach (string one in names)
        {
            if (name.SequenceEqual(one))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Small letters without accents; nothing when the word is too long for a date.</summary>
    private static ReadOnlySpan<char> Plain(ReadOnlySpan<char> word, Span<char> plain)
    {
        int length = 0;
        foreach (char letter in word)
        {
            if (letter is >= '\u0300' and <= '\u036f')
            {
                continue;
            }

            if (length == plain.Length)
            {
                return default;
            }

            char small = char.ToLowerInvariant(letter);
            plain[length++] = small switch
            {
                'à' or 'á' or 'â' or 'ã' or 'ä' => 'a',
                'è' or 'é' or 'ê' or 'ë' => 'e',
                'ì' or 'í' or 'î' or 'ï' => 'i',
                'ò' or 'ó' or 'ô' or 'õ' or 'ö' => 'o',
                'ù' or 'ú' or 'û' or 'ü' => 'u',
                'ç' => 'c',
                _ => small,
            };
        }

        return plain[..length];
    }
}
