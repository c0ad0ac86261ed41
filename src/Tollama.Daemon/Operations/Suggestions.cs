using System.Globalization;
using Tollama.Core.Errors;
using Tollama.Core.Requests;
using Tollama.Core.Series;

namespace Tollama.Daemon.Operations;

/// <summary>What would make a valid forecast better.</summary>
internal static class Suggestions
{
    private const int MaxListed = 10;

    internal static IReadOnlyList<string> For(ForecastCall call)
    {
        List<string> suggestions = [];
        if (call.Request.Quantiles is not { Count: > 0 })
        {
            suggestions.Add("ask for quantiles=0.1,0.5,0.9 to see how sure the forecast is");
        }

        foreach (TimeSeries series in call.Panel.Series.Take(MaxListed))
        {
            int season = series.Frequency?.SeasonLength ?? 1;
            if (season > 1 && series.Length < 2 * season)
            {
                suggestions.Add(string.Create(
                    CultureInfo.InvariantCulture,
                    $"series '{Excerpt.Of(series.Id)}' has {CountText.Of(series.Length, "value", "values")}; a season of {season} is seen from {2 * season} on"));
            }
            else if (call.Panel.Horizon > series.Length)
            {
                suggestions.Add(string.Create(
                    CultureInfo.InvariantCulture,
                    $"series '{Excerpt.Of(series.Id)}' is shorter ({series.Length}) than the {(call.Gap > 0 ? "gap and the horizon" : RequestFields.Horizon.Name)} ({call.Panel.Horizon}): send more history, or ask for fewer steps"));
            }
        }

        return suggestions;
    }
}
