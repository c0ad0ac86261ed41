using System.Globalization;
using Tollama.Core.Errors;

namespace Tollama.Data.Tables.Xlsx;

/// <summary>Which sheet of a workbook is read.</summary>
internal static class SheetChoice
{
    private const int MostLookedAt = 100;

    /// <summary>The sheet that is asked for by name or number, else the first that is shown and has data.</summary>
    /// <param name="book">The workbook.</param>
    /// <param name="asked">The name, or the number from 1; <see langword="null"/> when nothing is asked for.</param>
    /// <param name="warnings">Is told of other sheets with data.</param>
    /// <exception cref="TollamaException">There is no such sheet.</exception>
    public static SheetEntry Choose(Workbook book, string? asked, WarningList warnings)
    {
        if (asked is not null)
        {
            return Find(book.Sheets, asked) ?? throw TableError.Invalid(
                $"The workbook has no sheet '{Excerpt.Of(asked)}': it has {Names(book.Sheets)}.", "Name one of them with sheet=, or say its number from 1.");
        }

        SheetEntry[] shown = [.. book.Sheets.Where(sheet => !sheet.IsHidden)];
        if (shown.Length == 0)
        {
            throw TableError.Invalid($"All sheets of the workbook are hidden: {Names(book.Sheets)}.", "Name one of them with sheet=.");
        }

        SheetEntry[] filled = shown.Length == 1 ? shown : [.. shown.Take(MostLookedAt).Where(book.HasData)];
        if (filled.Length > 1)
        {
            warnings.Add($"the sheet '{Excerpt.Of(filled[0].Name)}' was read; {Names(filled[1..])} {(filled.Length == 2 ? "has" : "have")} data, too: name a sheet with sheet=");
        }
        else if (shown.Length > 1 && filled.Length == 1 && filled[0] != shown[0])
        {
            warnings.Add($"the sheet '{Excerpt.Of(filled[0].Name)}' was read, the first with numbers or dates: name another with sheet=");
        }

        return filled.Length > 0 ? filled[0] : throw TableError.Invalid($"No sheet of the workbook has numbers or dates: {Names(shown)}.", "Name one with sheet= if its table has other cells.");
    }

    // A sheet may be called 2024, so a name goes before a number. Spreadsheets do not tell apart names in other cases.
    private static SheetEntry? Find(IReadOnlyList<SheetEntry> sheets, string asked) =>
        sheets.FirstOrDefault(sheet => sheet.Name == asked)
        ?? sheets.FirstOrDefault(sheet => string.Equals(sheet.Name.Trim(), asked.Trim(), StringComparison.OrdinalIgnoreCase))
        ?? (int.TryParse(asked, NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number >= 1 && number <= sheets.Count ? sheets[number - 1] : null);

    private static string Names(IReadOnlyCollection<SheetEntry> sheets) => Excerpt.List([.. sheets.Select(sheet => $"'{Excerpt.Of(sheet.Name)}'")]);
}
