using System.Globalization;
using Tollama.Core.Errors;
using Tollama.Core.Requests;
using Tollama.Core.Series;
using Tollama.Data.Repair;
using Tollama.Data.Tests.Tables;

namespace Tollama.Data.Tests.Ugly;

/// <summary>Times in parts are put together as they were taken apart, or the table is refused: a part is never a series of its own.</summary>
public sealed class UglyPartLaws
{
    private const int MaxShown = 8;

    [Fact]
    public void Times_in_parts_are_read_as_they_were_written_or_refused() => Check(first: 0, count: 800);

    /// <summary>Takes a minute or two: <c>eng/nightly.sh</c> runs it.</summary>
    [Fact(Explicit = true)]
    public void Thirty_thousand_tables_of_parts_are_read_as_they_were_written_or_refused() => Check(first: 1_000_000, count: 30_000);

    private static void Check(uint first, int count)
    {
        List<string> wrong = [];
        List<string> refused = [];
        for (uint seed = first; seed < first + count && wrong.Count < MaxShown; seed++)
        {
            UglyPartFile file = UglyPartFile.Create(seed);
            try
            {
                TableRepair repair = new(new ForecastRequest { Horizon = 1 });
                Panel panel = repair.Repair(TableTesting.Read(file.Text), TestContext.Current.CancellationToken);
                if (repair.Errors.Count > 0)
                {
                    refused.Add($"seed {seed}, {file.Description}: {repair.Errors[0].Message}");
                }
                else if (Difference(file, panel) is { } difference)
                {
                    wrong.Add($"seed {seed}, {file.Description}: {difference}\n{file.Text[..Math.Min(file.Text.Length, 400)]}");
                }
            }
            catch (TollamaException exception)
            {
                refused.Add($"seed {seed}, {file.Description}: {exception.Message}");
            }
        }

        wrong.ShouldBeEmpty();
        refused.Count.ShouldBeLessThan(count / 20, string.Join('\n', refused.Take(MaxShown)));
    }

    private static string? Difference(UglyPartFile file, Panel panel)
    {
        string[] ids = [.. panel.Series.Select(series => series.Id).Order(StringComparer.Ordinal)];
        if (!ids.SequenceEqual(file.Ids.Order(StringComparer.Ordinal)))
        {
            return $"series {string.Join(", ", ids.Take(MaxShown))} instead of {string.Join(", ", file.Ids)}";
        }

        foreach (TimeSeries series in panel.Series)
        {
            int number = Array.IndexOf(file.Ids, series.Id);
            if (series.Length != file.Stamps.Length)
            {
                return $"{series.Id}: {series.Length} values instead of {file.Stamps.Length}";
            }

            int place = Enumerable.Range(0, series.Length).FirstOrDefault(
                one => series.Times![one].IsIndex || series.Times[one].Local != file.Stamps[one] || Math.Abs(series.Target.Values[one] - UglyPartFile.ValueOf(number, one)) > 1e-9, -1);
            if (place >= 0)
            {
                return string.Create(CultureInfo.InvariantCulture, $"{series.Id}: {series.Times![place]}, {series.Target.Values[place]} instead of {file.Stamps[place]:s}, {UglyPartFile.ValueOf(number, place)}");
            }
        }

        return null;
    }
}
