namespace Tollama.Data.Tables.Roles;

/// <summary>The days of the week by name, whole or shortened to two letters and more, all in one language.</summary>
internal static class WeekdayNames
{
    private const int Shortest = 2;

    /// <summary>Each language from Monday on, without accents.</summary>
    private static readonly string[][] Languages =
    [
        ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"],
        ["montag", "dienstag", "mittwoch", "donnerstag", "freitag", "samstag", "sonntag"],
        ["lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"],
        ["lunes", "martes", "miercoles", "jueves", "viernes", "sabado", "domingo"],
        ["lunedi", "martedi", "mercoledi", "giovedi", "venerdi", "sabato", "domenica"],
        ["segunda", "terca", "quarta", "quinta", "sexta", "sabado", "domingo"],
        ["maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag"],
    ];

    /// <summary>The number of each name, Monday 1 to Sunday 7; <see langword="null"/> when one is no day.</summary>
    public static int[]? Of(IReadOnlyList<string> names)
    {
        foreach (string[] language in Languages)
        {
            int[] days = [.. names.Select(name => Find(language, name))];
            if (days.Length > 0 && !days.Contains(0))
            {
                return days;
            }
        }

        return null;
    }

    private static int Find(string[] language, string name)
    {
        string plain = name.Trim().TrimEnd('.').ToLowerInvariant().Replace('é', 'e').Replace('á', 'a').Replace('ì', 'i').Replace('ç', 'c');
        return plain.Length < Shortest ? 0 : Array.FindIndex(language, day => day.StartsWith(plain, StringComparison.Ordinal)) + 1;
    }
}
