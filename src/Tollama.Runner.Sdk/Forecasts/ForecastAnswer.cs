using System.Globalization;
using System.Text.Json;
using Tollama.Core.Errors;
using Tollama.Core.Forecasting;

namespace Tollama.Runner.Sdk;

/// <summary>What a model returned, checked and made an answer.</summary>
internal sealed class ForecastAnswer
{
    private readonly string _runner;
    private readonly ModelTraits _traits;
    private readonly ForecastTask _task;
    private readonly IReadOnlyList<SeriesOutcome> _outcomes;
    private readonly List<SeriesOutcome> _forecasts = [];
    private readonly List<SeriesFailure> _failures = [];

    /// <summary>Checks the outcomes: as many as series, of the horizon's length, and finite.</summary>
    /// <exception cref="InvalidOperationException">The model returned a wrong number of outcomes.</exception>
    public ForecastAnswer(string runner, ModelTraits traits, ForecastTask task, IReadOnlyList<SeriesOutcome> outcomes)
    {
        (_runner, _traits, _task, _outcomes) = (runner, traits, task, outcomes);
        if (outcomes.Count != task.Series.Count)
        {
            throw new InvalidOperationException($"The model returned {outcomes.Count} outcomes for {task.Series.Count} series.");
        }

        foreach (SeriesOutcome outcome in outcomes)
        {
            if (FailureOf(outcome, task) is { } failure)
            {
                _failures.Add(failure);
            }
            else
            {
                _forecasts.Add(outcome);
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

        string[] keys = [.. _task.QuantileLevels.Select(level => level.ToString("R", CultureInfo.InvariantCulture))];
        answers.WriteHere(id, "result"u8, writer => WriteResult(writer, keys));
    }

    private static SeriesFailure? FailureOf(SeriesOutcome outcome, ForecastTask task)
    {
        if (outcome.Forecast is not { } forecast)
        {
            return SeriesFailure.From(outcome.Id, outcome.Error!);
        }

        bool shaped = forecast.Mean.Length == task.Horizon
            && forecast.Quantiles.Length == task.QuantileLevels.Count
            && Array.TrueForAll(forecast.Quantiles, row => row.Length == task.Horizon);
        bool finite = shaped && Array.TrueForAll(forecast.Mean, double.IsFinite)
            && Array.TrueForAll(forecast.Quantiles, row => Array.TrueForAll(row, double.IsFinite));
        return finite ? null : new SeriesFailure(
            outcome.Id,
            ErrorCode.RunnerFailed.ToWireName(),
            shaped ? "The model returned a value that is not finite." : "The model returned arrays of the wrong length.");
    }

    private void WriteResult(Utf8JsonWriter writer, string[] keys)
    {
        writer.WriteStartObject();
        writer.WriteStartArray("forecasts"u8);
        foreach (SeriesOutcome outcome in _forecasts)
        {
            WriteForecast(writer, outcome.Id, outcome.Forecast!, keys);
        }

        writer.WriteEndArray();
        if (_failures.Count > 0)
        {
            writer.WritePropertyName("errors"u8);
            SeriesFailure.WriteAll(writer, _failures);
        }

        WriteUsage(writer);
        writer.WriteEndObject();
    }

    private static void WriteForecast(Utf8JsonWriter writer, string id, SeriesForecast forecast, string[] keys)
    {
        writer.WriteStartObject();
        writer.WriteString("id"u8, id);
        WriteNumbers(writer, "mean", forecast.Mean);
        if (keys.Length > 0)
        {
            writer.WriteStartObject("quantiles"u8);
            for (int level = 0; level < keys.Length; level++)
            {
                WriteNumbers(writer, keys[level], forecast.Quantiles[level]);
            }

            writer.WriteEndObject();
        }

        if (forecast.Method is not null)
        {
            writer.WriteString("method"u8, forecast.Method);
        }

        if (forecast.Warnings.Count > 0)
        {
            writer.WriteStartArray("warnings"u8);
            foreach (string warning in forecast.Warnings)
            {
                writer.WriteStringValue(warning);
            }

            writer.WriteEndArray();
        }

        writer.WriteEndObject();
    }

    private static void WriteNumbers(Utf8JsonWriter writer, string name, double[] numbers)
    {
        writer.WriteStartArray(name);
        foreach (double number in numbers)
        {
            writer.WriteNumberValue(number);
        }

        writer.WriteEndArray();
    }

    private void WriteUsage(Utf8JsonWriter writer)
    {
        long available = _task.Series.Sum(series => (long)series.Target.Length);
        long used = _task.Series.Zip(_outcomes, ContextUsed).Sum();
        writer.WriteStartObject("usage"u8);
        writer.WriteString("runner"u8, _runner);
        writer.WriteString("device"u8, "cpu"u8);
        writer.WriteNumber("series_count"u8, _task.Series.Count);
        writer.WriteNumber("horizon"u8, _task.Horizon);
        writer.WriteNumber("context_used"u8, used);
        writer.WriteNumber("context_available"u8, available);
        writer.WriteBoolean("context_truncated"u8, used < available);
        writer.WriteEndObject();
    }

    private long ContextUsed(TimeSeries series, SeriesOutcome outcome)
    {
        int limit = _traits.ContextLength > 0 ? _traits.ContextLength : int.MaxValue;
        return outcome.Forecast?.ContextUsed ?? Math.Min(series.Target.Length, limit);
    }
}
