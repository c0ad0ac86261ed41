using Tollama.Core.Errors;
using Tollama.Data.Tables.Xlsx.Sheets;

namespace Tollama.Data.Tables.Xlsx;

/// <summary>Cells below the header that are merged over several rows: what names the rows, such as a shop or a year, holds for each of them; a value stands in the first.</summary>
internal sealed class MergedCells
{
    private readonly List<CellRange>?[] _filled;

    private MergedCells(List<CellRange>?[] filled) => _filled = filled;

    /// <summary>Whether any cell is filled.</summary>
    public bool Any => Array.Exists(_filled, ranges => ranges is not null);

    /// <summary>The merged cells of a column whose value holds for each of their rows, from above; <see langword="null"/> for none.</summary>
    public IReadOnlyList<CellRange>? Filled(int place) => _filled[place];

    /// <summary>Looks at the merged cells.</summary>
    /// <param name="sheet">The sheet.</param>
    /// <param name="columns">The columns of the table.</param>
    /// <param name="names">Their names.</param>
    /// <param name="firstRow">The number of the first row below the header.</param>
    /// <param name="warnings">Is told what was filled, and what was not.</param>
    public static MergedCells Find(Sheet sheet, SheetColumns columns, IReadOnlyList<string> names, int firstRow, WarningList warnings)
    {
        List<CellRange>?[] byColumn = new List<CellRange>?[columns.All.Count];
        CellRange? wide = null;
        int wideCount = 0;
        foreach (CellRange range in sheet.Merged.Where(range => range.First.Row >= firstRow))
        {
            int place = columns.PlaceOf(range.First.Column);
            if (range.Width > 1 && columns.PlaceOf(range.First.Column + 1) >= 0)
            {
                wide ??= range;
                wideCount++;
            }

            if (place >= 0 && range.Height > 1)
            {
                List<CellRange> ranges = byColumn[place] ??= [];
                if (ranges.Count == 0 || ranges[^1].Last.Row < range.First.Row)
                {
                    ranges.Add(range);
                }
            }
        }

        if (wide is { } first)
        {
            warnings.Add(CountText.Of(wideCount, "cell is", "cells are") + $" merged over several columns (first: {sheet.At(first)}): the value was taken for the first of them");
        }

        return Array.Exists(byColumn, ranges => ranges is not null) ? Decide(sheet, columns, names, firstRow, byColumn, warnings) : new MergedCells(byColumn);
    }

    private static MergedCells Decide(Sheet sheet, SheetColumns columns, IReadOnlyList<string> names, int firstRow, List<CellRange>?[] merged, WarningList warnings)
    {
        Contents[] contents = Look(sheet, columns, merged, firstRow);
        for (int place = 0; place < merged.Length; place++)
        {
            if (merged[place] is not { } ranges || !contents[place].HasCells)
            {
                merged[place] = null;
                continue;
            }

            // Numbers name their rows when none is without one, and values that are not merged stand to the right of them.
            bool isName = !contents[place].HasNumbers
                || (contents[place].AreWhole && contents[place].Blanks == 0
                    && Enumerable.Range(place + 1, merged.Length - place - 1).Any(right => merged[right] is null && contents[right].HasNumbers));
            string cells = CountText.Of(ranges.Count, "cell is", "cells are") + $" merged over several rows (first: {sheet.At(ranges[0])})";
            warnings.Add(isName
                ? $"column '{names[place]}': {cells}: each of the rows got the value"
                : $"column '{names[place]}': {cells}: the value was taken for the first of the rows, and is missing in the others");
            merged[place] = isName ? ranges : null;
        }

        return new MergedCells(merged);
    }

    private static Contents[] Look(Sheet sheet, SheetColumns columns, List<CellRange>?[] merged, int firstRow)
    {
        Contents[] contents = new Contents[merged.Length];
        int[] next = new int[merged.Length];
        RowCells cells = new(sheet, columns);
        for (SheetCursor cursor = sheet.Cells.Rows(); cursor.Read();)
        {
            if (cursor.Row < firstRow || cursor.Ordinal > columns.LastFull)
            {
                continue;
            }

            cells.Take(cursor);
            for (int place = 0; place < merged.Length; place++)
            {
                List<CellRange> ranges = merged[place] ?? [];
                while (next[place] < ranges.Count && ranges[next[place]].Last.Row < cursor.Row)
                {
                    next[place]++;
                }

                CellValue value = cells.Value(place);
                bool isCovered = next[place] < ranges.Count && ranges[next[place]].First.Row < cursor.Row;
                contents[place].Add(value, isCovered);
            }
        }

        return contents;
    }

    /// <summary>What is in a column.</summary>
    private struct Contents
    {
        private bool _hasFractions;

        public bool HasNumbers { get; private set; }

        public bool HasCells { get; private set; }

        public int Blanks { get; private set; }

        public readonly bool AreWhole => !_hasFractions;

        public void Add(CellValue value, bool isCovered)
        {
            if (value.Kind == CellKind.Empty)
            {
                Blanks += isCovered ? 0 : 1;
                return;
            }

            HasCells = true;
            bool isNumber = value.Kind is CellKind.Number or CellKind.Percent or CellKind.Elapsed or CellKind.Whole;
            HasNumbers |= isNumber;
            _hasFractions |= isNumber && value.Number != Math.Floor(value.Number);
        }
    }
}
