using System.Globalization;
using System.Text.Json;
using Tollama.Catalog.Architectures;
using Tollama.Daemon.Forecasting;
using Tollama.Store;

namespace Tollama.Daemon.Routing;

/// <summary>Decides who answers a request to <c>auto</c>: an installed foundation model where such models are better than classical ones, else <c>auto</c> itself.</summary>
/// <remarks>docs/models/auto.md has the rules and where they come from. They look at the request and at what is installed, never at a clock.</remarks>
internal sealed class AutoRouter(Func<IReadOnlyList<InstalledModel>> installed)
{
    private const string Auto = "auto";

    // About half a minute on two cores of a Zen 4, 10 to 25 seconds on a Zen 5: bench/results/amd-epyc-2-cores/models.md.
    private const double MostOperations = 6e12;

    private const int ValuesPerToken = 16;

    // Beyond its native horizon a model follows so many paths, each over the whole context.
    private const int RollOutPaths = 9;

    private static readonly string[] OfAnyModel = ["context_length", "raw_quantiles", "non_negative", "covariate_regression", "covariate_ridge"];

    // By accuracy on the fev benchmark.
    private static readonly string[] Families = [ModelFamilies.Chronos2, ModelFamilies.TimesFm, ModelFamilies.Toto2, ModelFamilies.ChronosBolt];

    /// <summary>The model that answers the call.</summary>
    /// <param name="asked">The model that the call names.</param>
    /// <param name="call">The call, whose series are prepared.</param>
    internal AutoRoute RouteOf(InstalledModel asked, ForecastCall call)
    {
        AutoRoute itself = new(asked, Reason: null);
        if (!IsAuto(asked) || call.Series.Count == 0 || HasOptionsOfAuto(call) || SeriesProfile.Of(call.Series) is not { } profile)
        {
            return itself;
        }

        InstalledModel[] candidates = [.. installed().Where(IsFoundationModel).OrderBy(Rank)];
        InstalledModel? chosen = candidates.FirstOrDefault(model => OperationsOf(model, call) <= MostOperations);
        return chosen is null ? itself : new AutoRoute(chosen, ReasonOf(profile, chosen, candidates[0]));
    }

    private static bool IsAuto(InstalledModel model) =>
        model.Manifest is { Family: "stats", Variant: Auto } && ModelDefaults.OfFamily(model) is null;

    private static bool IsFoundationModel(InstalledModel model) =>
        Families.Contains(model.Manifest.Family) && model.Manifest.Capabilities.Contains("quantiles");

    private static (int Family, long Parameters, string Name) Rank(InstalledModel model) =>
        (Array.IndexOf(Families, model.Manifest.Family), -(model.Manifest.ParameterCount ?? 0), model.Name.Short);

    private static double OperationsOf(InstalledModel model, ForecastCall call)
    {
        int context = model.Manifest.ContextLength ?? int.MaxValue;
        double rollOuts = model.Manifest.MaxHorizon is > 0 and int native ? (call.Request.Horizon - 1) / native : 0;
        bool readsCovariates = model.Manifest.Capabilities.Contains("past_covariates");
        double tokens = call.Series.Sum(series => Math.Ceiling((double)Math.Min(series.Length, context) / ValuesPerToken) * RowsOf(series, readsCovariates));
        return 2.0 * tokens * (model.Manifest.ParameterCount ?? 0) * (1 + (RollOutPaths * rollOuts));
    }

    // To a model that reads covariates itself, each is a series more; elsewhere a regression takes them off before.
    private static int RowsOf(PreparedSeries series, bool readsCovariates) => readsCovariates
        ? 1 + series.PastCovariates.Concat(series.FutureCovariates).Select(covariate => covariate.Name).Distinct(StringComparer.Ordinal).Count()
        : 1;

    private static bool HasOptionsOfAuto(ForecastCall call)
    {
        if (call.Request.Options.IsEmpty)
        {
            return false;
        }

        using JsonDocument options = JsonDocument.Parse(call.Request.Options);
        return options.RootElement.ValueKind == JsonValueKind.Object && options.RootElement.EnumerateObject().Any(option => !OfAnyModel.Contains(option.Name));
    }

    private static string ReasonOf(SeriesProfile profile, InstalledModel chosen, InstalledModel best)
    {
        string data = profile.IsLong
            ? string.Create(CultureInfo.InvariantCulture, $"{SeriesProfile.LongHistory} values or more")
            : $"values more often than weekly ({profile.Frequency})";
        return chosen == best
            ? $"{data}, and it is the best foundation model installed"
            : $"{data}, and {best.Name.Short} would take too long for so many";
    }
}
