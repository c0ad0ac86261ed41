using Tollama.Catalog;
using Tollama.Core.Api;
using Tollama.Core.Errors;
using Tollama.Core.Requests;
using Tollama.Core.Series;
using Tollama.Daemon.Routing;
using Tollama.Store;

namespace Tollama.Daemon.Backtests;

/// <summary>The models of a backtest: those that a request names, or sensible ones.</summary>
internal sealed class BacktestModels(
    ModelStore store, ModelPuller puller, ModelRegistry registry, Func<IReadOnlyList<InstalledModel>> installed)
{
    /// <summary>What every model is compared with.</summary>
    internal const string Baseline = "seasonal-naive";

    private const int MostModels = 32;

    private const int MostFoundationModels = 2;

    // For all windows of one model: minutes on two cores, as the router says of one forecast.
    private const double MostOperations = 6e12;

    // From what is good for most series to what is simple. Whose errors are equal, the earlier one is better.
    private static readonly string[] Usual = [AutoStrategies.UsualModel, "auto:fast", "auto-ets", "theta", Baseline];

    /// <summary>The models that a request names.</summary>
    /// <returns><see langword="null"/> if it names none.</returns>
    /// <exception cref="TollamaException"><see cref="ErrorCode.InvalidRequest"/>: one is named twice, or there are too many.</exception>
    internal IReadOnlyList<string>? Named(ForecastRequest request)
    {
        FaultList faults = new();
        string field = RequestFields.Models.Name;
        if (request.Models is not { } names)
        {
            return request.Model is { } model ? [model] : null;
        }

        if (request.Model is not null)
        {
            faults.Add("value", [field], $"{RequestFields.Model.Name} and {field} are both there; send {field} only");
        }

        if (names.Count > MostModels)
        {
            faults.Add("limit", [field], FormattableString.Invariant($"{field} names {names.Count} models; the limit is {MostModels}"));
        }

        foreach (IGrouping<ModelName, string> same in names.GroupBy(name => registry.Resolve(ModelName.Parse(name))).Where(same => same.Count() > 1))
        {
            faults.Add("value", [field], $"{field} names the model '{Excerpt.Of(same.Last())}' twice");
        }

        return faults.Count == 0 ? names : throw faults.ToException();
    }

    /// <summary>
    /// Models to compare where none are named: combinations of methods, single methods, the seasonal naive forecast, and foundation models that are installed.
    /// </summary>
    /// <param name="panel">The series.</param>
    /// <param name="windows">How many forecasts of a series there will be.</param>
    /// <param name="skipped">Foundation models that would take too long, the best first.</param>
    internal IReadOnlyList<string> Candidates(Panel panel, int windows, out IReadOnlyList<string> skipped)
    {
        InstalledModel[] foundation =
        [
            .. installed()
                .Where(model => Families.Find(model.Manifest.Family) is { AutoRank: not null } && OriginDoubt.Of(model.Manifest) is null
                    && registry.Find(model.Manifest.Family, model.Manifest.Variant) is not { NeverStandsIn: true })
                .OrderBy(model => Families.Find(model.Manifest.Family)!.AutoRank!.Place)
                .ThenByDescending(model => model.Manifest.ParameterCount ?? 0)
                .ThenBy(model => model.Name.Short, StringComparer.Ordinal),
        ];
        ILookup<bool, InstalledModel> byTime = foundation.ToLookup(IsQuick);
        skipped = [.. byTime[false].Select(model => model.Name.Short)];
        return [.. Usual, .. byTime[true].Take(MostFoundationModels).Select(model => model.Name.Short)];

        bool IsQuick(InstalledModel model) =>
            windows * panel.Series.Sum(series => WorkEstimate.OperationsOf(model, series, panel.Horizon)) <= MostOperations;
    }

    /// <summary>A model, installed first if it needs no download.</summary>
    /// <exception cref="TollamaException">
    /// <see cref="ErrorCode.ModelNotFound"/>: it has to be pulled; <see cref="ErrorCode.InvalidName"/>: it is no name.
    /// </exception>
    internal async Task<InstalledModel> GetAsync(string text, CancellationToken cancellationToken)
    {
        ModelName name = ModelName.Parse(text);
        if (store.Find(name) is { } there)
        {
            return there;
        }

        if (registry.Find(name) is { IsLocal: true })
        {
            await foreach (PullProgress line in puller.PullAsync(name, new PullOptions(), cancellationToken).ConfigureAwait(false))
            {
                _ = line;
            }
        }

        return store.Get(name);
    }

    /// <summary>Whether two texts name one model.</summary>
    internal bool AreOne(string first, string second) =>
        registry.Resolve(ModelName.Parse(first)).Equals(registry.Resolve(ModelName.Parse(second)));

    /// <summary>The names of the options that a model has.</summary>
    internal IEnumerable<string> OptionsOf(InstalledModel model) => registry.OptionsOf(model.Manifest).Select(option => option.Name);
}
