using System.Globalization;

namespace Tollama.Data.Writing.Stamps;

/// <summary>The names of months in English, German, French, Spanish, Italian, Portuguese and Dutch, as people write them.</summary>
internal static class MonthNames
{
    private static readonly string[][] Tables =
    [
        ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"],
        ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"],
        ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sept", "Oct", "Nov", "Dec"],
        ["Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September", "Oktober", "November", "Dezember"],
        ["Jan", "Feb", "Mrz", "Apr", "Mai", "Jun", "Jul", "Aug", "Sep", "Okt", "Nov", "Dez"],
        ["Jan", "Feb", "Mär", "Apr", "Mai", "Jun", "Jul", "Aug", "Sep", "Okt", "Nov", "Dez"],
        ["janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre", "décembre"],
        ["janv", "févr", "mars", "avr", "mai", "juin", "juil", "août", "sept", "oct", "nov", "déc"],
        ["enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto", "septiembre", "octubre", "noviembre", "diciembre"],
        ["ene", "feb", "mar", "abr", "may", "jun", "jul", "ago", "sep", "oct", "nov", "dic"],
        ["gennaio", "febbraio", "marzo", "aprile", "maggio", "giugno", "luglio", "agosto", "settembre", "ottobre", "novembre", "dicembre"],
        ["gen", "feb", "mar", "apr", "mag", "giu", "lug", "ago", "set", "ott", "nov", "dic"],
        ["janeiro", "fevereiro", "março", "abril", "maio", "junho", "julho", "agosto", "setembro", "outubro", "novembro", "dezembro"],
        ["jan", "fev", "mar", "abr", "mai", "jun", "jul", "ago", "set", "out", "nov", "dez"],
        ["januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september", "oktober", "november", "december"],
        ["jan", "feb", "mrt", "apr", "mei", "jun", "jul", "aug", "sep", "okt", "nov", "dec"],
    ];

    private static readonly Func<string, string>[] Cases =
    [
        name => char.ToUpper(name[0], CultureInfo.InvariantCulture) + name[1..].ToLowerInvariant(), name => name.ToLowerInvariant(), name => name.ToUpperInvariant(),
    ];

    /// <summary>All twelve names of a column in which some were seen: the others are those of the first language that has the seen ones.</summary>
    /// <param name="seen">The names that were seen, by the month; <see langword="null"/> for the others.</param>
    public static IReadOnlyList<string?> Complete(string?[] seen)
    {
        IEnumerable<string[]> tables = Tables.SelectMany(table => Cases.Select(change => Array.ConvertAll(table, name => change(name))));
        string[]? known = seen.Contains(null) ? tables.FirstOrDefault(table => seen.Zip(table).All(pair => pair.First is null || pair.First == pair.Second)) : null;
        return [.. seen.Select((name, month) => name ?? known?[month])];
    }
}
