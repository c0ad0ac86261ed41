using Tollama.Core.Errors;
using Tollama.Data.Tables.Cells;
using Tollama.Data.Tables.Roles;
using Tollama.Data.Tables.Turning;
using Tollama.Data.Time;

namespace Tollama.Data.Tables.Csv;

/// <summary>Finds out how a table is written: the delimiter, where it begins, and whether its first record is a header.</summary>
internal static class DialectSniffer
{
    private const double MostlyTime = 0.8;

    private static readonly char[] Delimiters = [',', ';', '\t', '|'];

    /// <exception cref="TollamaException">The table is empty, or two columns have the same name.</exception>
    public static CsvDialect Sniff(TableText text, TableRequest request)
    {
        CsvSample sample = DelimiterChoice.Choose(Samples(text, request));
        if (sample.First < 0)
        {
            throw TableError.Invalid("The table is empty.", "Send a header and at least one row.");
        }

        return Describe(sample, request.Limits, "Quote cells that contain the delimiter, such as \"100,5\" or \"1,234\", or divide the cells by semicolons.");
    }

    /// <summary>Whether a delimiter divides every line below the titles evenly; a comma may be the decimal mark, and has to divide names, too.</summary>
    public static bool DividesEvenly(TableText text, TableRequest request) =>
        Samples(text, request).Any(sample => DelimiterChoice.IsEven(sample) && (sample.Delimiter != ',' || !IsDataRow(sample.Records[sample.First], sample)));

    private static CsvSample[] Samples(TableText text, TableRequest request)
    {
        char[] buffer = new char[(int)Math.Min(text.Length, Math.Max(request.Limits.MaxRowLength, TableLimits.MinRowLength))];
        using TextReader reader = text.Open();
        int length = reader.ReadBlock(buffer);
        ReadOnlyMemory<char> beginning = buffer.AsMemory(0, length);
        bool isWhole = reader.Peek() < 0;
        char[] candidates = request.Options.Delimiter is { } given ? [given] : Delimiters;
        return [.. candidates.Select(delimiter => CsvSample.Read(beginning, delimiter, isWhole))];
    }

    /// <summary>Finds out where a table begins and whether its first record is a header.</summary>
    /// <param name="sample">The first records.</param>
    /// <param name="limits">How large a table may be.</param>
    /// <param name="shortHint">What helps when a header has fewer names than there are columns.</param>
    /// <exception cref="TollamaException">Two columns have the same name, or there are too many.</exception>
    public static CsvDialect Describe(CsvSample sample, TableLimits limits, string shortHint)
    {
        if (sample.FieldCount > limits.MaxColumns)
        {
            throw TableError.TooMany("columns", limits.MaxColumns);
        }

        SampleRecord first = sample.Records[sample.First];
        bool hasHeader = !IsDataRow(first, sample);
        if (!hasHeader)
        {
            RefuseShortHeader(sample, shortHint);
        }

        return new CsvDialect
        {
            Delimiter = sample.Delimiter,
            Offset = first.Offset,
            Line = first.Line,
            HasHeader = hasHeader,
            Names = Names(hasHeader ? first.Fields : [], sample.FieldCount, limits.MaxNameLength),
            FirstIsUnnamed = hasHeader && first.Fields[0].Length == 0,
            PreambleLines = sample.Records.Take(sample.First).Count(record => !record.IsBlank),
        };
    }

    /// <summary>
    /// Names above rows that have more cells than there are names, or fewer: a decimal comma or thousands, most likely, divide a cell in two. Rows between, which have as
    /// many cells as there are names, would be lost.
    /// </summary>
    private static void RefuseShortHeader(CsvSample sample, string hint)
    {
        SampleRecord? above = null;
        int line = sample.Records[sample.First].Line;
        for (int place = sample.First - 1; place >= 0 && above is null; place--)
        {
            SampleRecord record = sample.Records[place];
            bool isNext = !record.IsBlank && record.Line + 1 == line;
            bool isRow = record.Fields.Length > 1 && record.Fields.Any(CsvSample.IsNumberOrTime) && IsNumber(record.Fields.LastOrDefault(field => field.Length > 0, ""));
            if (!isNext)
            {
                return;
            }

            line = record.Line;
            above = isRow ? null : record;
        }

        string[] names = [.. (above?.Fields ?? []).Where(field => field.Length > 0)];
        if (names.Length > 1 && names.Length != sample.FieldCount && !names.Any(CsvSample.IsNumberOrTime))
        {
            throw TableError.Invalid(
                $"The header on line {above!.Line} has {CountText.Of(names.Length, "cell", "cells")} ({Excerpt.List(names)}), but the rows have {sample.FieldCount}.",
                hint);
        }
    }

    /// <summary>A header's names are unlike the cells below them; a data row is like them in every column.</summary>
    private static bool IsDataRow(SampleRecord first, CsvSample sample)
    {
        SampleRecord[] body = [.. sample.Body];
        if (body.Length == 0)
        {
            return first.Fields.Any(CsvSample.IsNumberOrTime);
        }

        if (HoldsTimes(first) || HoldsYears(first, body))
        {
            return false;
        }

        bool any = false;
        for (int column = 0; column < sample.FieldCount; column++)
        {
            string[] cells = [.. body.Select(record => record.Fields[column]).Where(cell => !MissingToken.Is(cell) && !TotalWords.Is(cell))];
            string head = first.Fields[column];
            if (cells.Length == 0)
            {
                continue;
            }

            bool numbers = cells.Count(IsNumber) >= 0.9 * cells.Length;
            bool times = !numbers && TimestampColumn.Plausibility(cells) >= MostlyTime;
            bool agrees = numbers ? NumberCell.Read(head).Kind != NumberKind.None : !times || TimestampColumn.Plausibility([head]) >= MostlyTime;
            if (!agrees)
            {
                return false;
            }

            any |= (numbers || times) && head.Length > 0;
        }

        return any;
    }

    /// <summary>A header of years or other stamps of digits, one after the other: a row a country, a column a year.</summary>
    private static bool HoldsTimes(SampleRecord record)
    {
        const int YearDigits = 4;
        string[] numbers = [.. record.Fields.Where(field => field.Length > 0 && IsNumber(field))];
        return numbers.Length > 0 && Array.TrueForAll(numbers, field => field.Length >= YearDigits || field is "0") && HeaderLabels.AreStamps(numbers);
    }

    /// <summary>Years one after the other, of which some may stand twice, behind a name and above numbers that are no years.</summary>
    private static bool HoldsYears(SampleRecord record, SampleRecord[] body)
    {
        int[] places = [.. Enumerable.Range(1, record.Fields.Length - 1).Where(place => YearAt(record.Fields[place]) > 0)];
        int[] years = [.. places.Select(place => YearAt(record.Fields[place]))];
        return places.Length > 1
            && record.Fields[0].Length > 0 && !IsNumber(record.Fields[0])
            && years.Zip(years.Skip(1), (year, next) => next - year).All(step => step is 0 or 1)
            && body.Any(row => places.Any(place => !MissingToken.Is(row.Fields[place]) && YearAt(row.Fields[place]) == 0));
    }

    /// <summary>The year that a field is, also with the mark of a second column of that name, 2024.1; 0 for none.</summary>
    private static int YearAt(string field) =>
        field.Length is 4 or 6 && int.TryParse(field[..4], System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out int year)
            && year is >= 1900 and <= 2100 && (field.Length == 4 || field[4] == '.') ? year : 0;

    private static bool IsNumber(string cell) => NumberCell.Read(cell).Kind != NumberKind.None;

    private static string[] Names(string[] header, int count, int maxLength)
    {
        string[] names = new string[count];
        for (int i = 0; i < count; i++)
        {
            string name = i < header.Length ? header[i] : "";
            names[i] = name.Length > 0 ? name : $"column{i + 1}";
            if (name.Length > maxLength)
            {
                throw TableError.Invalid($"The name of column {i + 1}, '{Excerpt.Of(name)}', has {name.Length} characters; the limit is {maxLength}.", "Give it a shorter name.");
            }
        }

        string[] twice = [.. names.GroupBy(name => name).Where(group => group.Count() > 1).Select(group => $"'{group.Key}'")];
        return twice.Length == 0
            ? names
            : throw TableError.Invalid($"Several columns have the same name: {Excerpt.List(twice)}.", "Give every column a name of its own.");
    }
}
