using System.Globalization;
using Tollama.Core.Analysis;
using Tollama.Core.Frequencies;
using Tollama.Core.Series;
using Tollama.Numerics.Work;

namespace Tollama.Stats;

/// <summary>Describes series with what the models of this family know of them.</summary>
/// <remarks>
/// Seasons are those of <see cref="SeasonDetector"/>, taken off by <see cref="MstlDecomposition"/>; strengths are <see cref="ComponentStrength"/>. The level stays
/// where the test of Kwiatkowski, Phillips, Schmidt and Shin (1992) does not reject that at 5 %, for the series without its seasons. Anomalies are those of
/// <see cref="Outliers"/>. Missing values are filled on straight lines before, and are never anomalies.
/// </remarks>
public sealed class StatsAnalyzer : ISeriesAnalyzer
{
    /// <summary>From so many observed values on seasons, anomalies and stationarity are told.</summary>
    private const int ValuesNeeded = 8;

    /// <inheritdoc />
    public SeriesAnalysis Analyze(TimeSeries series, AnalysisSettings settings, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(series);
        ArgumentNullException.ThrowIfNull(settings);
        WorkMeter meter = new(cancellationToken);
        double[] all = series.Target.Values;
        int start = Math.Max(0, all.Length - Math.Max(1, settings.MaxPoints));
        History history = History.From(all.AsSpan(start), [], 1, manySeasons: false, MissingValues.Interpolate, meter);
        List<string> warnings = [];
        if (start > 0)
        {
            warnings.Add(string.Create(CultureInfo.InvariantCulture, $"only the last {all.Length - start} of {all.Length} values were looked at"));
        }

        bool isConstant = UnitRoots.IsConstant(history.ObservedValues);
        bool isShort = history.ObservedCount < ValuesNeeded;
        if (isShort)
        {
            warnings.Add(string.Create(
                CultureInfo.InvariantCulture,
                $"{history.ObservedCount} observed values are too few to tell seasons, anomalies and stationarity; it takes {ValuesNeeded}"));
        }

        int[] seasons = isShort || isConstant ? [] : SeasonsOf(history.Values, series.Frequency, settings.LongestSeason, meter);
        AnalyzedComponents components = AnalyzedComponents.Of(history.Values, seasons, meter);
        meter.Spend(3L * all.Length);
        return new SeriesAnalysis
        {
            Id = series.Id,
            Length = all.Length,
            Missing = all.Count(double.IsNaN),
            Zeros = all.Count(value => value == 0),
            Constant = isConstant,
            Seasons = Strongest(components.Seasons, settings.MostSeasons),
            Trend = TrendLine.Describe(history, components, meter),
            Stationary = isShort ? null : isConstant || IsStationary(components, meter),
            Anomalies = isShort || isConstant ? [] : AnomalyRuns.Find(history, seasons, start + history.Start, settings.Ranges, meter),
            Warnings = warnings.Count == 0 ? null : warnings,
        };
    }

    /// <summary>The seasons of a series: the usual ones of its frequency that are there, else those that are found.</summary>
    /// <param name="values">The series, without missing values.</param>
    /// <param name="frequency">Its frequency; <see langword="null"/> when it is not known.</param>
    /// <param name="longest">The longest season that is looked for.</param>
    /// <param name="meter">Counts the work.</param>
    internal static int[] SeasonsOf(double[] values, Frequency? frequency, int longest, WorkMeter meter)
    {
        int[] usual = frequency is null or { IsIndex: true } ? [] : [.. frequency.SeasonLengths.Where(season => season <= longest)];
        int[] found = SeasonsOf(values, usual, longest, meter);
        if (found.Length > 0 || Outliers.Survey(values, [], meter) is not { } survey)
        {
            return found;
        }

        // A few values far off hide a season. They are not taken out at first, since the peaks of a season may look like them.
        int[] outliers = survey.Beyond(AnalysisSettings.UsualRanges);
        return outliers.Length == 0 || outliers.Length == values.Length
            ? found
            : SeasonsOf(Outliers.Replace(values, seasonLength: 1, outliers, meter), usual, longest, meter);
    }

    private static int[] SeasonsOf(double[] values, int[] usual, int longest, WorkMeter meter)
    {
        int[] found = SeasonDetector.Among(values, usual, meter);
        return found.Length > 0 ? found : SeasonDetector.Search(values, longest, meter);
    }

    private static IReadOnlyList<FoundSeason> Strongest(IReadOnlyList<FoundSeason> seasons, int most) =>
        [.. seasons.OrderByDescending(season => season.Strength).Take(most).OrderBy(season => season.Length)];

    // What is left of a series that seasons explain wholly is rounding, and its own path says nothing.
    private static bool IsStationary(AnalyzedComponents components, WorkMeter meter) =>
        components.IsFlat || UnitRoots.Kpss(components.Adjusted, meter) <= UnitRoots.CriticalValue;
}
