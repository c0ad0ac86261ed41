using Tollama.Core.Api;
using Tollama.Core.Errors;
using Tollama.Core.Forecasting;
using Tollama.Core.Protocol;
using Tollama.Core.Requests;
using Tollama.Core.Series;

namespace Tollama.Runner.Sdk;

/// <summary>What a model returned, checked and made an answer.</summary>
internal sealed class ForecastAnswer
{
    private readonly string _runner;
    private readonly ModelTraits _traits;
    private readonly ForecastTask _task;
    private readonly IReadOnlyList<SeriesOutcome> _outcomes;
    private readonly List<SeriesForecastData> _forecasts = [];
    private readonly List<SeriesError> _failures = [];

    /// <summary>Checks the outcomes: as many as series, of the horizon's length, and finite.</summary>
    /// <exception cref="InvalidOperationException">The model returned a wrong number of outcomes.</exception>
    public ForecastAnswer(string runner, ModelTraits traits, ForecastTask task, IReadOnlyList<SeriesOutcome> outcomes)
    {
        (_runner, _traits, _task, _outcomes) = (runner, traits, task, outcomes);
        if (outcomes.Count != task.Series.Count)
        {
            throw new InvalidOperationException($"The model returned {outcomes.Count} outcomes for {task.Series.Count} series.");
        }

        string[] keys = [.. task.QuantileLevels.Select(QuantileLevel.KeyOf)];
        for (int index = 0; index < outcomes.Count; index++)
        {
            SeriesOutcome outcome = outcomes[index];
            if (FailureOf(outcome, task, task.Series[index].Length) is { } failure)
            {
                _failures.Add(failure);
            }
            else
            {
                SeriesForecastData described = WithInsight(Describe(outcome.Id, outcome.Forecast!, keys), outcome.Forecast!.Insight, task);
                _forecasts.Add(task.WantsErrorWeights ? described with { ErrorWeights = outcome.Forecast!.ErrorWeights } : described);
            }
        }
    }

    /// <summary>Sends the forecasts, or an error when there is none, or when one failure is enough.</summary>
    public void Send(AnswerWriter answers, string id, bool failFast)
    {
        if (_failures.Count > 0 && (failFast || _forecasts.Count == 0))
        {
            Failures.Answer(answers, id, _failures);
            return;
        }

        ForecastResult result = new() { Forecasts = _forecasts, Errors = _failures.Count == 0 ? null : _failures, Usage = Usage() };
        answers.WriteHere(id, "result"u8, result.Write);
    }

    private static SeriesError? FailureOf(SeriesOutcome outcome, ForecastTask task, int length)
    {
        if (outcome.Forecast is not { } forecast)
        {
            return Failures.Of(outcome.Id, outcome.Error!);
        }

        bool shaped = InsightShape.Fits(forecast.Insight, length, task.Horizon)
            && forecast.Mean.Length == task.Horizon
            && forecast.Quantiles.Length == task.QuantileLevels.Count
            && Array.TrueForAll(forecast.Quantiles, row => row.Length == task.Horizon);
        bool finite = shaped && Array.TrueForAll(forecast.Mean, double.IsFinite)
            && Array.TrueForAll(forecast.Quantiles, row => Array.TrueForAll(row, double.IsFinite));
        return finite ? null : new SeriesError
        {
            Id = outcome.Id,
            Code = ErrorCode.RunnerFailed.ToWireName(),
            Message = shaped ? "The model returned a value that is not finite." : "The model returned arrays of the wrong length.",
        };
    }

    private static SeriesForecastData Describe(string id, SeriesForecast forecast, string[] keys)
    {
        Dictionary<string, double[]>? quantiles = keys.Length == 0 ? null : new(keys.Length);
        for (int level = 0; level < keys.Length; level++)
        {
            quantiles![keys[level]] = forecast.Quantiles[level];
        }

        return new SeriesForecastData
        {
            Id = id,
            Mean = forecast.Mean,
            Quantiles = quantiles,
            Method = forecast.Method,
            Warnings = forecast.Warnings.Count == 0 ? null : forecast.Warnings,
        };
    }

    // Only what was asked for. Residuals are no model's: they are made of the fitted values where the answer is put together.
    private static SeriesForecastData WithInsight(SeriesForecastData data, SeriesInsight? insight, ForecastTask task) => insight is null ? data : data with
    {
        Fitted = task.Include.Contains(Inclusion.Fitted) || task.Include.Contains(Inclusion.Residuals) ? insight.Fitted : null,
        Components = task.Include.Contains(Inclusion.Components) ? insight.Components : null,
        Parameters = task.Include.Contains(Inclusion.Parameters) ? insight.Parameters : null,
        Effects = task.Include.Contains(Inclusion.Effects) ? insight.Effects : null,
    };

    private ForecastUsage Usage()
    {
        long available = _task.Panel.Points;
        long used = _task.Series.Zip(_outcomes, ContextUsed).Sum();
        return new ForecastUsage
        {
            Runner = _runner,
            Device = "cpu",
            SeriesCount = _task.Series.Count,
            Horizon = _task.Horizon,
            ContextUsed = used,
            ContextAvailable = available,
            ContextTruncated = used < available,
        };
    }

    private long ContextUsed(TimeSeries series, SeriesOutcome outcome)
    {
        int limit = _traits.ContextLength > 0 ? _traits.ContextLength : int.MaxValue;
        return outcome.Forecast?.ContextUsed ?? Math.Min(series.Length, limit);
    }
}
