using Tollama.Core.Analysis;
using Tollama.Core.Api;
using Tollama.Core.Series;

namespace Tollama.Daemon.Operations;

/// <summary>Tells of an analysis what the Python tollama tells, in its shape, with positions in the series as it was sent.</summary>
/// <param name="sent">The series as they were sent.</param>
/// <param name="hasDetails">True to tell also what that program does not.</param>
internal sealed class AnalysisShape(IReadOnlyList<TimeSeries> sent, bool hasDetails)
{
    private const string Irregular = "irregular";
    private const string Unknown = "unknown";

    private readonly Dictionary<string, TimeSeries> _sent = sent.ToDictionary(series => series.Id, StringComparer.Ordinal);

    /// <summary>The series.</summary>
    /// <param name="series">The series as it was analyzed.</param>
    /// <param name="found">What was found.</param>
    internal AnalyzedSeries Of(TimeSeries series, SeriesAnalysis found)
    {
        TimeSeries original = _sent[series.Id];
        SentPositions positions = new(original, series);
        return new AnalyzedSeries
        {
            Id = series.Id,
            DetectedFrequency = series.Frequency?.Name ?? (series.Times is null ? Unknown : Irregular),
            SeasonalityPeriods = [.. found.Seasons.Select(season => season.Length)],
            Trend = new AnalyzedTrend(found.Trend.Direction, found.Trend.Slope, found.Trend.R2),
            AnomalyIndices = [.. found.Anomalies.Select(anomaly => positions.Of(anomaly.Index))],
            Anomalies = [.. found.Anomalies.Select(anomaly => Of(anomaly, positions))],
            StationarityFlag = found.Stationary,
            DataQualityScore = (double)(found.Length - found.Missing) / Math.Max(1, Math.Max(found.Length, original.Length)),
            Warnings = found.Warnings is { Count: > 0 } warnings ? warnings : null,
            Details = hasDetails ? DetailsOf(found, Math.Max(0, found.Missing - original.Target.Missing)) : null,
        };
    }

    /// <summary>Why what a runner found cannot be right; <see langword="null"/> if it can.</summary>
    internal static string? FaultOf(TimeSeries series, SeriesAnalysis found) =>
        found.Length != series.Length ? $"the runner described {found.Length} values of {series.Length}"
        : found.Missing < 0 || found.Missing > found.Length ? $"the runner counted {found.Missing} missing values of {found.Length}"
        : found.Anomalies.Any(anomaly => anomaly.RangeStart < 0 || anomaly.RangeStart > anomaly.Index || anomaly.Index > anomaly.RangeEnd
            || anomaly.RangeEnd >= found.Length) ? "the runner found an anomaly at a position that the series does not have"
        : null;

    private static AnalyzedAnomaly Of(FoundAnomaly found, SentPositions positions)
    {
        // In a series that was sent in disorder the neighbors of a value are not its neighbors in time.
        int index = positions.Of(found.Index), start = positions.Of(found.RangeStart), end = positions.Of(found.RangeEnd);
        return new AnalyzedAnomaly
        {
            Index = index,
            Type = found.Type,
            Severity = found.Severity,
            Value = found.Value,
            RangeStart = Math.Min(index, start),
            RangeEnd = Math.Max(index, end),
            SuggestedHandling = HandlingOf(found.Type),
        };
    }

    private static string HandlingOf(string type) => type switch
    {
        FoundAnomaly.Spike => "find out what raised it; if it will not come again, forecast with the option robust: true, or send null in its place",
        FoundAnomaly.Dip => "find out whether the value is real or the data are incomplete; send null in place of one that is not real",
        _ => "the level seems to have changed: forecast from the values after the change, or send what caused it as a covariate",
    };

    private static AnalysisDetails DetailsOf(SeriesAnalysis found, int gaps) => new()
    {
        Length = found.Length,
        Missing = found.Missing,
        Gaps = gaps,
        Zeros = found.Zeros,
        Constant = found.Constant,
        Seasons = found.Seasons,
        TrendStrength = found.Trend.Strength,
        Anomalies = found.Anomalies,
    };
}
