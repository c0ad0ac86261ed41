using Tollama.Core.Api;
using Tollama.Core.Forecasting;
using Tollama.Core.Series;

namespace Tollama.Stats;

/// <summary>
/// What covariates add to the forecasts of a model that reads them itself and has no coefficients: the forecast with each less the forecast
/// without it.
/// </summary>
/// <param name="model">The model.</param>
/// <param name="task">What it was asked for.</param>
/// <param name="looksAcross">Whether its series look at each other, so that all of them have to be asked again.</param>
internal sealed class CovariateDifferences(IForecastModel model, ForecastTask task, bool looksAcross)
{
    // Each costs a forecast more.
    private const int MostCovariates = 16;

    private const string Method = "the forecast with the covariate less the forecast without it";

    /// <summary>The outcomes with the effects of those series that have covariates, and no effects yet.</summary>
    public IReadOnlyList<SeriesOutcome> AddTo(IReadOnlyList<SeriesOutcome> outcomes, CancellationToken cancellationToken)
    {
        int[] open = [.. Enumerable.Range(0, outcomes.Count).Where(index =>
            outcomes[index].Forecast is { Insight: not { Effects: not null } } && task.Series[index].Covariates.Any(IsRead))];
        string[] names =
            [.. open.SelectMany(index => task.Series[index].Covariates.Where(IsRead)).Select(one => one.Name).Distinct().Order(StringComparer.Ordinal)];
        Dictionary<int, Dictionary<string, CovariateEffectData>> effects =
            open.ToDictionary(index => index, _ => new Dictionary<string, CovariateEffectData>(StringComparer.Ordinal));
        foreach (string name in names.Take(MostCovariates))
        {
            cancellationToken.ThrowIfCancellationRequested();
            int[] members = [.. open.Where(index => Has(task.Series[index], name))];
            int[] asked = looksAcross ? [.. Enumerable.Range(0, outcomes.Count)] : members;
            IReadOnlyList<SeriesOutcome> without = model.Forecast(Without(name, asked), progress: null, cancellationToken);
            foreach (int index in members)
            {
                if (without[Array.IndexOf(asked, index)].Forecast is { } other)
                {
                    effects[index][name] = new CovariateEffectData { Forecast = Difference(outcomes[index].Forecast!.Mean, other.Mean), Method = Method };
                }
            }
        }

        SeriesOutcome[] all = [.. outcomes];
        foreach ((int index, Dictionary<string, CovariateEffectData> found) in effects)
        {
            all[index] = With(all[index], found, isCut: names.Skip(MostCovariates).Any(name => Has(task.Series[index], name)));
        }

        return all;
    }

    private static bool Has(TimeSeries series, string name) => series.Covariates.Any(one => one.Name == name);

    private static TimeSeries Without(TimeSeries series, string name) =>
        series with { Covariates = [.. series.Covariates.Where(one => one.Name != name)] };

    private static double[] Difference(double[] with, double[] without) => [.. with.Zip(without, (one, other) => one - other)];

    private static SeriesOutcome With(SeriesOutcome outcome, Dictionary<string, CovariateEffectData> effects, bool isCut)
    {
        SeriesForecast forecast = outcome.Forecast!;
        return SeriesOutcome.Success(outcome.Id, forecast with
        {
            Insight = (forecast.Insight ?? new SeriesInsight()) with { Effects = effects },
            Warnings = isCut
                ? [.. forecast.Warnings, $"effects are those of the first {MostCovariates} covariates by name: each takes a forecast more"]
                : forecast.Warnings,
        });
    }

    private bool IsRead(Covariate covariate) => covariate.Future is null ? model.Traits.Covariates.Past : model.Traits.Covariates.Future;

    private ForecastTask Without(string name, int[] asked) => task with
    {
        Panel = new Panel([.. asked.Select(index => Without(task.Series[index], name))], task.Horizon),
        QuantileLevels = [],
        WantsErrorWeights = false,
        Include = [],
    };
}
