using System.Text.Json;
using Tollama.Catalog;
using Tollama.Core.Series;
using Tollama.Store;

namespace Tollama.Daemon.Routing;

/// <summary>About how much work a forecast is, told from the request and the catalog before anything is computed.</summary>
/// <remarks>
/// An estimate orders requests and chooses where they are computed. It may be wrong by a factor of a few; nothing fails by it.
/// </remarks>
/// <param name="registry">The cards of the models, with their costs.</param>
internal sealed class WorkEstimate(ModelRegistry registry)
{
    // One core of a Zen 4: bench/results/amd-epyc-2-cores/models.md.
    private const double OperationsPerMicrosecond = 1e5;

    // Writing a number in the runner, reading it in the daemon and writing it for the client.
    private const double MicrosecondsPerAnswerNumber = 0.4;

    // Normal equations of a regression: a multiplication for each pair of covariates and value.
    private const double MicrosecondsPerProduct = 0.001;

    // Options choose other methods, more of them, or searches. Which ones is the affair of the models.
    private const double FactorOfOptions = 3;

    private static readonly TimeSpan Longest = TimeSpan.FromDays(1);

    private static readonly ForecastCost OfUnknownModel = new(PerSeries: 1000, PerValue: 1);

    /// <summary>How long one core takes for each series.</summary>
    /// <param name="model">The model that forecasts them.</param>
    /// <param name="panel">The series.</param>
    /// <param name="numbersOfSeries">How many numbers the forecast of a series has.</param>
    /// <param name="options">The options of the request.</param>
    internal IReadOnlyList<TimeSpan> Of(InstalledModel model, Panel panel, long numbersOfSeries, JsonElement? options)
    {
        double factor = FactorOf(options);
        ForecastCost? cost = Families.Find(model.Manifest.Family) is { HasWeights: true } ? null : CostOf(model);
        return [.. panel.Series.Select(series => TimeSpan.FromMicroseconds(Math.Min(Longest.TotalMicroseconds, Forecast(series) + Around(series))))];

        double Forecast(TimeSeries series) => cost is null
            ? OperationsOf(model, series, panel.Horizon) / OperationsPerMicrosecond
            : factor * (cost.PerSeries + (cost.PerValue * series.Length));

        double Around(TimeSeries series)
        {
            double covariates = series.Covariates.Count;
            double products = covariates * covariates * (series.Length + covariates);
            return (products * MicrosecondsPerProduct) + (numbersOfSeries * MicrosecondsPerAnswerNumber);
        }
    }

    /// <summary>About how many floating-point operations a model with weights needs for a series.</summary>
    internal static double OperationsOf(InstalledModel model, TimeSeries series, int horizon)
    {
        ModelFamily family = Families.Find(model.Manifest.Family)!;
        (_, int valuesPerToken, int rollOutPaths) = family.AutoRank ?? new AutoRank(0, ValuesPerToken: 16, RollOutPaths: 1);
        int context = model.Manifest.ContextLength ?? int.MaxValue;
        double rollOuts = model.Manifest.MaxHorizon is > 0 and int native ? (horizon - 1) / native : 0;
        double tokens = Math.Ceiling((double)Math.Min(series.Length, context) / valuesPerToken) * RowsOf(series, family.ReadsPastCovariates);
        return 2.0 * tokens * (model.Manifest.ParameterCount ?? 0) * (1 + (rollOutPaths * rollOuts));
    }

    // To a model that reads covariates itself, each is a series more; elsewhere a regression takes them off before.
    private static int RowsOf(TimeSeries series, bool readsCovariates) => readsCovariates ? 1 + series.Covariates.Count : 1;

    private static double FactorOf(JsonElement? options) =>
        options is { ValueKind: JsonValueKind.Object } given && given.EnumerateObject().Any() ? FactorOfOptions : 1;

    private ForecastCost CostOf(InstalledModel model) => registry.Find(model.Manifest.Family, model.Manifest.Variant)?.Cost ?? OfUnknownModel;
}
