using Tollama.Data.Tables.Cells;

namespace Tollama.Data.Tables.Csv;

/// <summary>Chooses the delimiter that makes most sense of the beginning of a table.</summary>
internal static class DelimiterChoice
{
    /// <summary>The best of several readings, one a delimiter.</summary>
    /// <remarks>
    /// A delimiter that divides the header as it divides the rows beats one for which the header is a title. A semicolon, tab or bar that divides every line alike beats
    /// a comma that may be a mark in numbers.
    /// </remarks>
    public static CsvSample Choose(IReadOnlyList<CsvSample> samples)
    {
        CsvSample[] even = [.. samples.Where(IsEven)];
        CsvSample best = samples.MaxBy(Score)!;
        if (even.Length == 0 || (!even.Contains(best) && PassedOver(best) <= even.Min(PassedOver)))
        {
            return best;
        }

        int fewest = even.Min(PassedOver);
        CsvSample[] whole = [.. even.Where(sample => PassedOver(sample) == fewest)];
        return whole.FirstOrDefault(sample => sample.Delimiter != ',' && HasCommasInNumbers(sample)) ?? whole.MaxBy(Score)!;
    }

    /// <summary>Whether every line below the titles has the same number of cells, more than one, and some of them are numbers or times.</summary>
    public static bool IsEven(CsvSample sample) =>
        sample.FieldCount > 1
        && sample.First >= 0
        && sample.Body.Any(record => Array.Exists(record.Fields, CsvSample.IsNumberOrTime))
        && sample.Records.Skip(sample.First).All(record => record.IsBlank || CsvSample.Fits(record, sample.FieldCount));

    /// <summary>Whether all cells with commas are numbers, and there are such cells.</summary>
    private static bool HasCommasInNumbers(CsvSample sample)
    {
        string[] cells = [.. sample.Body.SelectMany(record => record.Fields).Where(field => field.Contains(','))];
        return cells.Length > 0 && Array.TrueForAll(cells, cell => NumberCell.Read(cell).Kind != NumberKind.None);
    }

    // What one delimiter takes for a title is the header for another.
    private static int PassedOver(CsvSample sample) => sample.Records.Take(sample.First).Count(record => !record.IsBlank);

    /// <summary>The right delimiter gives rows of one length, and cells that are numbers and dates.</summary>
    private static double Score(CsvSample sample)
    {
        if (sample.FieldCount < 2)
        {
            return 0.1;
        }

        int rows = sample.Records.Skip(sample.First).Count(record => !record.IsBlank);
        SampleRecord[] body = [.. sample.Body];
        double consistent = (body.Length + 1.0) / Math.Max(rows, 1);
        string[] cells = [.. body.SelectMany(record => record.Fields.Take(sample.FieldCount))];
        double typed = cells.Length == 0 ? 0 : cells.Count(CsvSample.IsNumberOrTime) / (double)cells.Length;

        // Of two that are as good, the one that passes over fewer lines: what the other takes for a title is the header.
        return consistent * (0.25 + typed) * (1 - (0.01 * Math.Min(PassedOver(sample), 10)));
    }
}
