using System.Globalization;
using Tollama.Core.Errors;
using Tollama.Core.Requests;
using Tollama.Core.Series;
using Tollama.Data.Repair;
using Tollama.Data.Tables;

namespace Tollama.Data.Tests.Ugly;

/// <summary>A table says what was written, or is refused with a reason: never anything else.</summary>
public sealed class UglyFileLaws
{
    private const int MaxShown = 12;

    [Fact]
    public void A_table_is_read_as_it_was_written_or_refused() => Check(first: 0, count: 3000);

    /// <summary>Which column is forecast says nothing of which ones name the series, or hold the time stamps.</summary>
    [Fact]
    public void A_named_target_changes_no_other_role()
    {
        int compared = 0;
        for (uint seed = 0; seed < 1500; seed++)
        {
            UglyFile file = UglyFile.Create(seed);
            if (file.Value is null || Roles(file, []) is not { } found)
            {
                continue;
            }

            foreach (string target in found.TargetColumns.Concat(found.Ignored).Where(name => name is "price" or "promo" || name == file.Value))
            {
                TableRoles named = Roles(file, [target]).ShouldNotBeNull($"seed {seed}, target {target}");
                string because = $"seed {seed}, {file.Description}, target {target}\n{file.Shown[..Math.Min(file.Shown.Length, 500)]}";
                named.IdColumns.ShouldBe(found.IdColumns, because);
                named.TimeColumns.ShouldBe(found.TimeColumns, because);
                named.TargetColumns.ShouldBe([target], because);
                compared++;
            }
        }

        compared.ShouldBeGreaterThan(300);
    }

    private static TableRoles? Roles(UglyFile file, IReadOnlyList<string> targets)
    {
        try
        {
            return TableReader.Read(TableInput.Of(file.Bytes), new TableOptions { TargetColumns = targets }, cancellationToken: TestContext.Current.CancellationToken).Roles;
        }
        catch (TollamaException)
        {
            return null;
        }
    }

    /// <summary>Takes some minutes: <c>eng/nightly.sh</c> runs it.</summary>
    [Fact(Explicit = true)]
    public void A_hundred_thousand_tables_are_read_as_they_were_written_or_refused() => Check(first: 1_000_000, count: 100_000);

    private static void Check(uint first, int count)
    {
        List<string> wrong = [];
        Dictionary<string, int> refused = [];
        for (uint seed = first; seed < first + count && wrong.Count < MaxShown; seed++)
        {
            UglyFile file = UglyFile.Create(seed);
            try
            {
                if (Difference(file) is { } difference)
                {
                    string text = new([.. file.Shown.Where(c => c is '\n' or (>= ' ' and < '\u2200'))]);
                    wrong.Add($"seed {seed}, {file.Description}: {difference}\n{text[..Math.Min(text.Length, 700)]}");
                }
            }
            catch (TollamaException exception)
            {
                exception.Message.ShouldNotBeEmpty();
                string kind = string.Concat(exception.Message.Where(c => !char.IsAsciiDigit(c)))[..Math.Min(40, exception.Message.Length / 2)];
                refused[kind] = refused.GetValueOrDefault(kind) + 1;
            }
        }

        int refusals = refused.Values.Sum();
        TestContext.Current.TestOutputHelper?.WriteLine(
            $"{count} tables, {refusals} refused: {string.Join("; ", refused.OrderByDescending(pair => pair.Value).Take(10).Select(pair => $"{pair.Value} x {pair.Key}"))}");
        wrong.ShouldBeEmpty();
        refusals.ShouldBeLessThan(count / 20, "a reader that refuses much keeps the law and helps nobody");
    }

    private static string? Difference(UglyFile file)
    {
        TableRepair repair = new(new ForecastRequest { Horizon = 2 });
        TableContent table = TableReader.Read(TableInput.Of(file.Bytes), new TableOptions(), cancellationToken: TestContext.Current.CancellationToken);
        Panel panel = repair.Repair(table, TestContext.Current.CancellationToken);
        if (repair.Errors.Count > 0)
        {
            throw new TollamaException(ErrorCode.InvalidTable, repair.Errors[0].Message);
        }

        string[] found = [.. panel.Series.Select(series => series.Id).Order(StringComparer.Ordinal)];
        string[] expected = [.. file.Ids.Order(StringComparer.Ordinal)];
        if (!found.SequenceEqual(expected))
        {
            return $"series {string.Join(", ", found)} instead of {string.Join(", ", expected)}";
        }

        if (table.Warnings.Any(warning => warning.Contains("decimal=", StringComparison.Ordinal) || warning.Contains("day_first", StringComparison.Ordinal)))
        {
            // Two readings are as good as each other: which one was taken is told, with the option that decides.
            return null;
        }

        return file.Ids.Select((id, index) => Difference(file, panel.Series.Single(series => series.Id == id), file.Truth.Series[index].Values)).FirstOrDefault(difference => difference is not null);
    }

    private static string? Difference(UglyFile file, TimeSeries series, decimal?[] values)
    {
        // Missing values at an end of a wide table belong to other series.
        if (series.Length != values.Length)
        {
            return $"{series.Id}: {series.Length} values instead of {values.Length}";
        }

        for (int place = 0; place < values.Length; place++)
        {
            DateTime stamp = file.Truth.Stamps[place];
            if (series.Times![place].IsIndex)
            {
                return $"{series.Id}: the rows are numbered";
            }

            DateTime read = series.Times[place].Local;
            if (read != stamp && !(file.Truth.Step == UglyStep.MonthEnd && read == new DateTime(stamp.Year, stamp.Month, 1)))
            {
                return string.Create(CultureInfo.InvariantCulture, $"{series.Id}: {series.Times[place]} instead of {stamp:s}");
            }

            double value = series.Target.Values[place];
            bool same = values[place] is { } number ? Math.Abs(value - (double)number) <= 1e-9 * Math.Abs((double)number) : double.IsNaN(value);
            if (!same)
            {
                return string.Create(CultureInfo.InvariantCulture, $"{series.Id}, {stamp:s}: {value} instead of {values[place]}");
            }
        }

        return null;
    }
}
