using System.Globalization;
using Tollama.Cli.Terminal;
using Tollama.Cli.Wording;
using Tollama.Core.Api;
using Tollama.Core.Errors;

namespace Tollama.Cli.Output;

/// <summary>What sample paths say, below a forecast for people: sums, a threshold, and that there are paths.</summary>
internal static class SampleSheet
{
    private const int MaxSums = 60;

    public static void Write(SeriesForecastData forecast, TextWriter writer)
    {
        if (forecast.Sums is { } sums)
        {
            writer.WriteLine();
            WriteSums(sums, writer);
        }

        if (forecast.Threshold is { } threshold)
        {
            writer.WriteLine();
            string value = threshold.Value.ToString("R", CultureInfo.InvariantCulture);
            writer.WriteLine($"  above {value}: {Describe(threshold.Above, forecast)}");
            writer.WriteLine($"  below {value}: {Describe(threshold.Below, forecast)}");
        }

        if (forecast.Paths is { Length: > 0 } paths)
        {
            writer.WriteLine();
            writer.WriteLine($"  {CountText.Of(paths.Length, "sample path", "sample paths")} (use --format json or csv)");
        }
    }

    private static void WriteSums(ForecastSums sums, TextWriter writer)
    {
        (string Level, double[] Values)[] levels =
            [.. (sums.Quantiles ?? []).OrderBy(pair => LevelText.NumberOf(pair.Key)).Where(pair => pair.Key != "0.5").Select(pair => (pair.Key, pair.Value))];
        NumberText numbers = new([.. sums.Mean, .. levels.SelectMany(level => level.Values)]);
        DateText dates = new(sums.Timestamps);
        TextTable table = new(["SUM FROM", "STEPS", "MEAN", .. levels.Select(level => ForecastSheet.Header(level.Level))])
        {
            RightAligned = Enumerable.Range(1, levels.Length + 2).ToHashSet(),
        };
        foreach (int place in Enumerable.Range(0, Math.Min(sums.Mean.Length, MaxSums)))
        {
            table.Add(
            [
                dates.Format(sums.Timestamps[place]),
                sums.Steps[place].ToString(CultureInfo.InvariantCulture),
                numbers.Format(sums.Mean[place]),
                .. levels.Select(level => numbers.Format(level.Values[place])),
            ]);
        }

        table.WriteTo(writer, "  ");
        if (sums.Mean.Length > MaxSums)
        {
            writer.WriteLine($"  … and {CountText.Of(sums.Mean.Length - MaxSums, "more sum", "more sums")} (use --format json or csv)");
        }
    }

    private static string Describe(ForecastPassage passage, SeriesForecastData forecast)
    {
        string atEnd = $"{Percent(passage.Chance[^1])} at the last step";
        if (passage.Ever == 0)
        {
            return $"{Percent(0)} at any step";
        }

        double passed = 0;
        int half = 0;
        while (half < passage.First.Length && passed + passage.First[half] < passage.Ever / 2)
        {
            passed += passage.First[half++];
        }

        string first = ForecastColumns.StampOf(forecast, Math.Min(half, passage.First.Length - 1));
        return $"{Percent(passage.Ever)} at any step, half of that by {new DateText([first]).Format(first)}; {atEnd}";
    }

    private static string Percent(double share) => string.Create(CultureInfo.InvariantCulture, $"{100 * share:0.#} %");
}
