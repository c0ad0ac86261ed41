using System.Globalization;
using Tollama.Core.Text;
using Tollama.Data.Tables.Columns;
using Tollama.Data.Time;

namespace Tollama.Data.Tables.Roles;

/// <summary>Finds among whole numbers the column that says when: each series has its numbers once, in even steps, and the series share them.</summary>
/// <param name="table">The table: its rows are read once more.</param>
/// <param name="ids">The columns that the request names as ids.</param>
/// <param name="cancellationToken">Ends the reading.</param>
internal sealed class PanelTimeFinder(ITable table, IReadOnlyList<ColumnProfile> ids, CancellationToken cancellationToken)
{
    private const int MostColumns = 12;
    private const int MostIds = 3;
    private const int FewestSteps = 3;
    private const int FewestRows = 4;
    private const double NearlyAll = 0.95;
    private const double LeastFilled = 0.6;
    private const double LeastShared = 0.5;
    private const double TolerableRepeats = 0.05;

    /// <summary>Words of times, beside those that name a column by themselves.</summary>
    private static readonly HashSet<string> Words = new(StringComparer.OrdinalIgnoreCase)
    {
        "cycle", "cycles", "step", "tick", "round", "wave", "when", "seq", "sequence", "calmonth", "calday", "calweek", "fiscper", "lfd", "months", "weeks", "days",
    };

    private static readonly string[] Endings = ["jahr", "monat", "woche", "tag", "datum", "zeit"];

    private readonly Dictionary<ColumnProfile, CodedColumn> _codes = [];
    private int _count;

    /// <summary>The column of months beside the years that were found; <see langword="null"/> when the column that was found tells all.</summary>
    public ColumnProfile? Months { get; private set; }

    /// <summary>The column; <see langword="null"/> when none does.</summary>
    /// <param name="free">The columns that have no role yet.</param>
    public ColumnProfile? Find(IReadOnlyList<ColumnProfile> free)
    {
        ColumnProfile[] numbers = [.. free.Where(column => column is { IsNumeric: true, IsIntegral: true }).Take(MostColumns)];
        ColumnProfile[] texts = [.. free.Where(column => column.IsText).Take(MostColumns)];
        ColumnProfile[] times = [.. numbers.Where(column => ColumnAliases.Rank(ColumnAliases.Target, column.Name) == int.MaxValue)];
        if (times.Length == 0 || free.Count(column => column.IsNumeric) < 2)
        {
            return null;
        }

        Load([.. numbers, .. texts, .. ids]);
        return YearsOf(times)
            ?? Array.Find(times, column => IsCalledTime(column.Name) && IsTime(column, numbers, texts, isCalled: true))
            ?? Array.Find(times, column => IsTime(column, numbers, texts, isCalled: false));
    }

    /// <summary>Whether a name has a word of times in it: <c>week_num</c>, <c>Berichtsjahr</c>.</summary>
    private static bool IsCalledTime(string name) =>
        TimeNames.IsTime(name)
        || Endings.Any(ending => name.EndsWith(ending, StringComparison.OrdinalIgnoreCase))
        || name.Split(' ', '_', '-', '.').Any(word => Words.Contains(word) || (word.Length > 1 && TimeNames.IsAlias(word) && !TimeNames.MayBeTexts(word)));

    private void Load(IReadOnlyList<ColumnProfile> columns)
    {
        foreach (ColumnProfile column in columns)
        {
            _codes.TryAdd(column, new CodedColumn());
        }

        using ITableRows rows = table.Rows();
        while (rows.Read(cancellationToken))
        {
            _count++;
            foreach ((ColumnProfile column, CodedColumn codes) in _codes)
            {
                codes.Add(SpreadsheetText.Unmarked(rows[column.Index]));
            }
        }
    }

    /// <summary>Years beside a column that counts to twelve in each of them, month after month.</summary>
    private ColumnProfile? YearsOf(ColumnProfile[] times)
    {
        const int MonthsOfYear = 12;
        ColumnProfile[] years = [.. times.Where(column => _codes[column].Texts.All(text => TimePartCells.Number(text) is >= 1900 and <= 2100))];
        ColumnProfile[] months = [.. times.Where(column => _codes[column].Texts.Count == MonthsOfYear && _codes[column].Texts.All(text => TimePartCells.Number(text) is >= 1 and <= MonthsOfYear))];
        foreach (ColumnProfile year in years)
        {
            foreach (ColumnProfile month in months)
            {
                CodedColumn both = CodedColumn.JoinRows(
                    [_codes[year], _codes[month]],
                    row => ((TimePartCells.Number(_codes[year].TextAt(row)) * MonthsOfYear) + TimePartCells.Number(_codes[month].TextAt(row)))?.ToString(CultureInfo.InvariantCulture) ?? "");
                if (both.Texts.Count >= MonthsOfYear && AreEven([.. both.Texts.Select(text => long.Parse(text, CultureInfo.InvariantCulture))]))
                {
                    Months = month;
                    return year;
                }
            }
        }

        return null;
    }

    private bool IsTime(ColumnProfile column, ColumnProfile[] numbers, ColumnProfile[] texts, bool isCalled)
    {
        CodedColumn time = _codes[column];
        int steps = time.Texts.Count;
        if (steps < FewestSteps || _count < 2 * steps || Places(time.Texts, out bool areDates) is not { } places || !AreEven(places))
        {
            return false;
        }

        ColumnProfile[] likely = [.. texts, .. numbers.Where(other => other != column && IdNames.IsLikely(other.Name) && !IsCalledTime(other.Name))];
        ColumnProfile[] others = [.. numbers.Where(other => other != column && !likely.Contains(other) && ColumnAliases.Rank(ColumnAliases.Target, other.Name) == int.MaxValue)];
        CodedColumn? series = IdsFor(time, likely) ?? IdsFor(time, [.. likely, .. others]);
        return series is not null && (areDates || (isCalled && _count >= LeastShared * series.Texts.Count * steps) || RisesEvenly(series, time, places, isCalled));
    }

    /// <summary>Where the numbers lie: months and years as such, all else as counted; <see langword="null"/> when one is no number.</summary>
    private static long[]? Places(IReadOnlyList<string> texts, out bool areDates)
    {
        areDates = false;
        long[] numbers = new long[texts.Count];
        for (int index = 0; index < numbers.Length; index++)
        {
            if (!long.TryParse(NumberColumn.Plain(texts[index]), NumberStyles.None, CultureInfo.InvariantCulture, out numbers[index]))
            {
                return null;
            }
        }

        if (Array.TrueForAll(numbers, number => number is >= 190_001 and <= 210_012 && number % 100 is >= 1 and <= 12))
        {
            areDates = true;
            return Array.ConvertAll(numbers, number => (number / 100 * 12) + (number % 100));
        }

        DateTime day = default;
        if (Array.TrueForAll(numbers, number => number is >= 19_000_101 and <= 21_001_231
            && DateTime.TryParseExact(number.ToString(CultureInfo.InvariantCulture), "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.None, out day)))
        {
            areDates = true;
            return Array.ConvertAll(numbers, number => DateTime.ParseExact(number.ToString(CultureInfo.InvariantCulture), "yyyyMMdd", CultureInfo.InvariantCulture).Ticks / TimeSpan.TicksPerDay);
        }

        areDates = Array.TrueForAll(numbers, number => number is >= 1900 and <= 2100);
        return numbers;
    }

    private static bool AreEven(long[] places)
    {
        long[] sorted = [.. places.Order()];
        long[] distances = [.. sorted.Zip(sorted.Skip(1), (place, next) => next - place)];
        long step = StepFit.Commonest(distances);
        return step > 0 && distances.Count(distance => distance % step == 0) >= NearlyAll * distances.Length
            && sorted.Length >= LeastFilled * (((sorted[^1] - sorted[0]) / step) + 1);
    }

    /// <summary>The fewest columns that tell the rows of one time apart and recur; <see langword="null"/> when none do.</summary>
    private CodedColumn? IdsFor(CodedColumn time, ColumnProfile[] candidates)
    {
        List<CodedColumn> chosen = [.. ids.Select(id => _codes[id])];
        List<CodedColumn> left = [.. candidates.Select(column => _codes[column]).Where(codes => codes.Texts.Count * 2 <= _count && codes.Texts.Count > 1)];
        CodedColumn? joined = chosen.Count == 0 ? null : CodedColumn.Join(chosen);
        int repeats = RepeatedStamps.Count(joined, time);
        while (repeats > TolerableRepeats * _count && left.Count > 0 && chosen.Count < MostIds)
        {
            (CodedColumn best, CodedColumn with, int fewer) = left
                .Select(one => (one, With: CodedColumn.Join([.. chosen, one])))
                .Select(pair => (pair.one, pair.With, Repeats: RepeatedStamps.Count(pair.With, time)))
                .MinBy(pair => pair.Repeats);
            if (fewer >= repeats)
            {
                return null;
            }

            chosen.Add(best);
            left.Remove(best);
            (joined, repeats) = (with, fewer);
        }

        bool recur = joined is not null && joined.Texts.Count * FewestSteps <= _count;
        return recur && repeats <= TolerableRepeats * _count ? joined : null;
    }

    /// <summary>Whether each series goes through the numbers in the order of the rows; through all of them in equal steps where the name does not say that they are times.</summary>
    private bool RisesEvenly(CodedColumn series, CodedColumn time, long[] places, bool isCalled)
    {
        long?[] last = new long?[series.Texts.Count];
        List<long> steps = [];
        for (int row = 0; row < _count; row++)
        {
            long place = places[time.Codes[row]];
            ref long? before = ref last[series.Codes[row]];
            if (before is { } known)
            {
                steps.Add(place - known);
            }

            before = place;
        }

        if (steps.Count == 0 || (!isCalled && _count < FewestRows * series.Texts.Count))
        {
            return false;
        }

        long usual = StepFit.Commonest([.. steps.Select(Math.Abs)]);
        return isCalled
            ? steps.Count(step => step > 0) >= NearlyAll * steps.Count || steps.Count(step => step < 0) >= NearlyAll * steps.Count
            : steps.Count(step => step == usual) >= NearlyAll * steps.Count || steps.Count(step => step == -usual) >= NearlyAll * steps.Count;
    }
}
