using System.Globalization;
using Tollama.Core.Analysis;
using Tollama.Core.Api;
using Tollama.Core.Errors;
using Tollama.Core.Frequencies;

namespace Tollama.Daemon.Explanations;

/// <summary>What is told of a series in sentences. Each number in them is one of its fields, rounded, so that none says more than is known.</summary>
internal static class ExplanationText
{
    private const int MostOutliers = 3;
    private const int MostShifts = 3;
    private const int MostEffects = 5;

    /// <summary>The sentences.</summary>
    /// <param name="told">The series.</param>
    /// <param name="frequency">The time between two values; <see langword="null"/> when it is not known.</param>
    /// <param name="found">What its analysis found.</param>
    /// <param name="isOddKnown">Whether changes of level and outliers could be looked for.</param>
    internal static IReadOnlyList<string> Of(ExplainedSeries told, Frequency? frequency, SeriesAnalysis found, bool isOddKnown)
    {
        List<string> sentences = [SizeOf(told, frequency)];
        if (found.Constant)
        {
            sentences.Add("All its values are the same.");
        }
        else
        {
            sentences.AddRange(TrendOf(told, frequency));

            // Whether its level stays is not told of a series that is too short.
            sentences.AddRange(found.Stationary is null ? ["It is too short to tell seasons."] : SeasonsOf(told));
            sentences.AddRange(isOddKnown ? [.. ShiftsOf(told), .. OutliersOf(told)] : ["Changes of level and outliers cannot be told."]);
        }

        sentences.AddRange(EffectsOf(told));
        sentences.Add(told.Method is { Length: > 0 } method ? $"{told.Model} forecasts it: {method}." : $"{told.Model} forecasts it.");
        sentences.AddRange(told.Reason is { } reason ? [$"Why {told.Model}: {reason}."] : []);
        return sentences;
    }

    private static string SizeOf(ExplainedSeries told, Frequency? frequency)
    {
        string step = frequency is { IsIndex: false } ? $", {frequency.Words} apart" : "";
        string span = told is { Start: { } start, End: { } end } ? $", from {start} to {end}" : "";
        string missing = told.Missing == 0 ? "none is missing" : CountText.Of(told.Missing, "is missing", "are missing");
        return $"The series has {CountText.Of(told.Length, "value", "values")}{step}{span}; {missing}.";
    }

    private static IEnumerable<string> TrendOf(ExplainedSeries told, Frequency? frequency)
    {
        if (told.Trend is not { } trend)
        {
            yield break;
        }

        if (trend.Direction is not (FoundTrend.Up or FoundTrend.Down))
        {
            yield return "It neither rises nor falls, as far as can be told.";
            yield break;
        }

        bool isUp = trend.Direction == FoundTrend.Up;
        string rises = isUp ? "It rises" : "It falls";

        // The straight line goes through the series with its seasons, which may turn it.
        string amount = trend.Slope > 0 == isUp && trend.Slope != 0 ? $" by {ShownNumber.Of(Math.Abs(trend.Slope))} {StepOf(frequency)} on average" : "";
        yield return $"{rises}{amount}; the trend explains {ShownNumber.Percent(trend.Strength)} of {(told.Seasons.Count > 0 ? "what the seasons leave" : "it")}.";
    }

    private static string StepOf(Frequency? frequency)
    {
        if (frequency is null or { IsIndex: true })
        {
            return "from one value to the next";
        }

        const string One = "one ";
        string words = frequency.Words;
        return !words.StartsWith(One, StringComparison.Ordinal) ? $"every {words}"
            : words.StartsWith("one hour", StringComparison.Ordinal) ? $"an {words[One.Length..]}"
            : $"a {words[One.Length..]}";
    }

    private static IEnumerable<string> SeasonsOf(ExplainedSeries told)
    {
        if (told.Seasons.Count == 0)
        {
            yield return "No season was found.";
        }

        foreach (ExplainedSeason season in told.Seasons)
        {
            string repeats = string.Create(
                CultureInfo.InvariantCulture, $"It repeats every {season.Length} values; that explains {ShownNumber.Percent(season.Strength)} of what the trend leaves");
            yield return season is { Size: { } size, High: { } high, Low: { } low }
                ? $"{repeats}: highest {PlaceOf(high)}, lowest {PlaceOf(low)}, on average {ShownNumber.Of(size)} apart."
                : repeats + ".";
        }
    }

    private static string PlaceOf(string name) =>
        name.StartsWith("value ", StringComparison.Ordinal) ? $"at {name} of the season"
        : name.StartsWith("quarter ", StringComparison.Ordinal) ? $"in {name}"
        : Enum.TryParse(name.Split(' ')[0], out DayOfWeek _) && !char.IsAsciiDigit(name[0]) ? $"on {name}"
        : name.Contains(':', StringComparison.Ordinal) ? $"at {name}"
        : $"in {name}";

    private static IEnumerable<string> ShiftsOf(ExplainedSeries told)
    {
        foreach (ExplainedShift shift in told.Shifts.OrderByDescending(shift => Math.Abs(shift.Size)).Take(MostShifts).OrderBy(shift => shift.Index))
        {
            yield return $"From {WhereOf(shift.Timestamp, shift.Index)} on its level is {ShownNumber.Of(Math.Abs(shift.Size))} {(shift.Size < 0 ? "lower" : "higher")} than before.";
        }

        if (told.Shifts.Count > MostShifts)
        {
            yield return "Smaller changes of level are listed in shifts.";
        }
    }

    private static IEnumerable<string> OutliersOf(ExplainedSeries told)
    {
        if (told.OutlierCount == 0)
        {
            yield return "No single value stands out.";
            yield break;
        }

        Anomaly[] shown = [.. told.Outliers.OrderByDescending(outlier => Math.Abs(outlier.Score)).Take(MostOutliers).OrderBy(outlier => outlier.Index)];
        string which = string.Join(", ", shown.Select(outlier =>
            $"{ShownNumber.Of(outlier.Value)} at {WhereOf(outlier.Timestamp, outlier.Index)} (where {ShownNumber.Of(outlier.Expected)} was expected)"));
        string furthest = told.OutlierCount > shown.Length ? "; the furthest off: " : ": ";
        yield return $"{CountText.Of(told.OutlierCount, "value does not belong to the rest", "values do not belong to the rest")}{furthest}{which}.";
    }

    private static string WhereOf(string? timestamp, int index) => timestamp ?? string.Create(CultureInfo.InvariantCulture, $"position {index}");

    private static IEnumerable<string> EffectsOf(ExplainedSeries told)
    {
        if (told.Effects is not { } effects)
        {
            yield break;
        }

        foreach ((string name, CovariateEffectData effect) in effects.Take(MostEffects))
        {
            if (effect.Coefficient is { } coefficient)
            {
                yield return coefficient == 0 ? $"'{name}' adds nothing."
                    : coefficient > 0 ? $"Each unit of '{name}' adds {ShownNumber.Of(coefficient)}."
                    : $"Each unit of '{name}' takes {ShownNumber.Of(-coefficient)} off.";
            }
            else if ((effect.History ?? effect.Forecast)?.Where(double.IsFinite).ToArray() is { Length: > 0 } added)
            {
                yield return $"'{name}' adds from {ShownNumber.Of(added.Min())} to {ShownNumber.Of(added.Max())}{(effect.History is null ? " to the forecast" : "")}.";
            }
        }

        if (effects.Count > MostEffects)
        {
            yield return "What the other covariates add is in effects.";
        }
    }
}
