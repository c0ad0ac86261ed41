using System.Text.Json;
using Tollama.Core.Api;
using Tollama.Core.Errors;
using Tollama.Core.Forecasting;
using Tollama.Core.Requests;
using Tollama.Core.Series;
using Tollama.Numerics.Kernels;
using Tollama.Numerics.Work;

namespace Tollama.Stats;

/// <summary>A regression on covariates whose future is known, and behind it any model, which forecasts what they do not explain.</summary>
/// <remarks>
/// Each series is regressed alone, so that its forecast does not depend on its neighbours. A model that uses such covariates itself gets
/// them as they are, unless <c>covariate_regression</c> is <c>before</c>.
/// </remarks>
internal class CovariateRegressionModel(IForecastModel model, string family, JsonElement? defaults, bool clampsByDefault) : IForecastModel
{
    /// <inheritdoc />
    public ModelTraits Traits { get; } = model.Traits with { Covariates = model.Traits.Covariates with { Future = true } };

    /// <summary>Refuses options of the manifest that are not possible.</summary>
    public void CheckDefaults() => ReadOptions(task: null);

    /// <inheritdoc />
    public IReadOnlyList<SeriesOutcome> Forecast(ForecastTask task, IProgress<int>? progress, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(task);
        CovariateOptions options = ReadOptions(task);
        ForecastTask plain = task with { Options = CovariateOptions.ForModel(task.Options) };
        Insights insights = new(task.Include);
        IReadOnlyList<SeriesOutcome> forecast = options.IsBefore && task.Series.Any(series => series.Covariates.Count > 0)
            ? ForecastRests(task, plain, options, insights, progress, cancellationToken)
            : model.Forecast(plain, progress, cancellationToken);
        if (insights.Has(Inclusion.Effects) && !options.IsBefore)
        {
            forecast = new CovariateDifferences(model, plain, LooksAcrossSeries(plain)).AddTo(forecast, cancellationToken);
        }

        return insights.Has(Inclusion.Components) ? WithComponents(task, forecast, options, cancellationToken) : forecast;
    }

    private SeriesOutcome[] ForecastRests(
        ForecastTask task, ForecastTask plain, CovariateOptions options, Insights insights, IProgress<int>? progress, CancellationToken cancellationToken)
    {
        SeriesOutcome?[] outcomes = new SeriesOutcome?[task.Series.Count];
        RegressedSeries?[] regressed = new RegressedSeries?[outcomes.Length];
        ParallelOptions parallel = new() { CancellationToken = cancellationToken, MaxDegreeOfParallelism = Workers.Current.Threads };
        Parallel.For(0, outcomes.Length, parallel, index => (regressed[index], outcomes[index]) = Regress(task.Series[index], options, insights, cancellationToken));

        int[] open = [.. Enumerable.Range(0, outcomes.Length).Where(index => outcomes[index] is null)];
        ILookup<bool, int> byEffect = LooksAcrossSeries(plain) ? open.ToLookup(_ => true) : open.ToLookup(index => regressed[index]!.HasEffect);
        SeriesProgress told = new(progress, outcomes.Length - open.Length);
        foreach ((bool hasEffect, int[] members) in (ReadOnlySpan<(bool, int[])>)[(false, [.. byEffect[false]]), (true, [.. byEffect[true]])])
        {
            if (members.Length == 0)
            {
                continue;
            }

            ForecastTask part = plain with
            {
                Panel = new Panel([.. members.Select(index => regressed[index]!.Rest)], task.Horizon),
                Options = hasEffect ? CovariateOptions.ForRest(plain.Options) : plain.Options,
            };
            IReadOnlyList<SeriesOutcome> rests = model.Forecast(part, told, cancellationToken);
            for (int member = 0; member < members.Length; member++)
            {
                outcomes[members[member]] = Restore(rests[member], regressed[members[member]]!, hasEffect, options);
            }

            told.Advance(members.Length);
        }

        return outcomes!;
    }

    /// <summary>The options of a task, or the defaults alone.</summary>
    private protected CovariateOptions ReadOptions(ForecastTask? task) =>
        CovariateOptions.Read(new OptionReader(family, task?.Options, defaults), isDefault: !model.Traits.Covariates.Future);

    /// <summary>Whether the model lets the series of a task look at each other, so that they have to stay together.</summary>
    private protected virtual bool LooksAcrossSeries(ForecastTask task) => false;

    // A model that has no components of its own, and knows of no decomposition beside it.
    private static SeriesOutcome[] WithComponents(
        ForecastTask task, IReadOnlyList<SeriesOutcome> outcomes, CovariateOptions options, CancellationToken cancellationToken)
    {
        SeriesOutcome[] all = [.. outcomes];
        ParallelOptions parallel = new() { CancellationToken = cancellationToken, MaxDegreeOfParallelism = Workers.Current.Threads };
        Parallel.For(0, all.Length, parallel, index =>
        {
            if (all[index].Forecast is { Insight: not { Components: not null } } forecast)
            {
                WorkMeter meter = new(cancellationToken);
                TimeSeries series = task.Series[index];
                int[] seasons = [.. CovariateRegression.SeasonsOf(series, options, meter).Where(season => season > 1 && 2L * season <= series.Length)];
                SeriesComponents? components = Insights.ComponentsBeside(series.Target.Values, seasons, meter);
                all[index] = SeriesOutcome.Success(all[index].Id, forecast with { Insight = (forecast.Insight ?? new SeriesInsight()) with { Components = components } });
            }
        });
        return all;
    }

    private (RegressedSeries? Regressed, SeriesOutcome? Failure) Regress(
        TimeSeries series, CovariateOptions options, Insights insights, CancellationToken cancellationToken)
    {
        try
        {
            return (RegressedSeries.Of(series, options, model.Traits, insights, new WorkMeter(cancellationToken)), null);
        }
        catch (TollamaException error) when (error.Code == ErrorCode.SeriesNotForecastable)
        {
            return (null, SeriesOutcome.Failure(series.Id, error));
        }
    }

    private SeriesOutcome Restore(SeriesOutcome rest, RegressedSeries regressed, bool isRest, CovariateOptions options)
    {
        if (rest.Forecast is not { } forecast)
        {
            return rest;
        }

        bool clamps = isRest && (options.NonNegative ?? (clampsByDefault && regressed.IsNonNegative));
        return regressed.Restore(forecast, family, clamps);
    }
}
