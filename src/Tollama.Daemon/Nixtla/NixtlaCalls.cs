using System.Text.Json;
using Tollama.Core.Api;
using Tollama.Core.Errors;
using Tollama.Core.Requests;
using Tollama.Core.Series;
using Tollama.Daemon.Configuration;
using Tollama.Daemon.Operations;
using Tollama.Store;

namespace Tollama.Daemon.Nixtla;

/// <summary>Makes of a request in Nixtla's words a call as every other route makes it.</summary>
internal sealed class NixtlaCalls(NixtlaModels models, DaemonOptions options)
{
    private const string Joint = "joint";
    private const int UsualPaths = 100;

    /// <summary>The call.</summary>
    /// <param name="visit">The request.</param>
    /// <param name="horizon">How many steps are forecast.</param>
    /// <param name="windows">How many times each series is cut at an earlier origin; 0 to forecast what follows it.</param>
    /// <exception cref="TollamaException">There is no such model, or the answer would be too large.</exception>
    internal async Task<ForecastCall> MakeAsync(NixtlaVisit visit, int horizon, int windows = 0)
    {
        NixtlaRequest request = visit.Request;
        InstalledModel model = await models.GetAsync(request.Model, visit.Running.Token).ConfigureAwait(false);
        visit.Running.Model = model.Name.Short;
        FaultList faults = new();
        PackedPanel panel = new(request, horizon, faults);
        List<string> warnings = [.. NoEffect(request)];
        ForecastRequest asked = new()
        {
            Model = model.Name.Short,
            Horizon = horizon,
            Quantiles = request.Levels.Count > 0 ? AskedLevel.QuantilesOf(request.Levels) : null,
            Freq = request.Freq,
            Options = OptionsOf(request, model, warnings),
            FailFast = visit.FailsFast ? true : null,
            Paths = visit.Task == NixtlaTask.Simulation ? request.Paths ?? UsualPaths : null,
            Seed = visit.Task == NixtlaTask.Simulation ? request.Seed : null,
        };
        RequestSize.Check(request.Series.Sizes.Count * Math.Max(1, windows), asked, options.Limits, faults);
        TimeSeries[] series = faults.Count > 0 ? [] : panel.Make(visit.Running.Token, windows > 0);
        if (faults.Count > 0)
        {
            throw faults.ToException();
        }

        TimeSeries[] observed = [.. series.Where(one => one.Target.Missing < one.Length)];
        return new ForecastCall
        {
            Request = asked with { Series = observed },
            Model = model,
            Panel = new Panel(observed, horizon),
            Warnings = [.. warnings, .. panel.Warnings],
            Errors = [.. series.Where(one => one.Target.Missing == one.Length).Select(Unobserved)],
            RequestId = visit.Running.Id,
            Started = visit.Started,
        };
    }

    /// <summary>The same call without a model, where the client leaves the choice to the operation.</summary>
    internal ForecastCall WithoutUsual(ForecastCall call, NixtlaRequest request) =>
        models.LeavesChoice(request.Model) ? call with { Model = null, Request = call.Request with { Model = null } } : call;

    private static SeriesError Unobserved(TimeSeries series) => new()
    {
        Id = series.Id,
        Code = ErrorCode.SeriesNotForecastable.ToWireName(),
        Message = (series.Length == 1 ? "the only value is" : $"all {series.Length} values are") + " missing; send at least one that was observed",
    };

    private static IEnumerable<string> NoEffect(NixtlaRequest request)
    {
        if (!request.CleanExFirst && request.Series.X.Count > 0)
        {
            yield return "clean_ex_first has no effect: each model uses the features in its own way";
        }

        if (request.FinetuneSteps > 0)
        {
            yield return "finetune_steps has no effect: nothing is fine-tuned; statistical models are fitted to each series anyway";
        }

        if (!request.Refit)
        {
            yield return "refit has no effect: each window is fitted anew";
        }

        if (request.Unknown.Count > 0)
        {
            yield return $"not known, and ignored: {Excerpt.List(request.Unknown)}";
        }
    }

    private JsonElement? OptionsOf(NixtlaRequest request, InstalledModel model, List<string> warnings)
    {
        ForecastRequest asked = new() { Options = request.ModelParameters };
        if (!request.Multivariate)
        {
            return asked.Options;
        }

        if (models.HasOption(model, Joint))
        {
            return asked.WithOption(Joint, "true").Options;
        }

        warnings.Add($"multivariate has no effect: '{model.Name.Short}' forecasts each series by itself");
        return asked.Options;
    }
}
