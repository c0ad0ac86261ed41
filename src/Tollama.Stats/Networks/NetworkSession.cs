using System.Globalization;
using Tollama.Core.Errors;
using Tollama.Core.Forecasting;
using Tollama.Core.Series;

namespace Tollama.Stats;

/// <summary>A network during one request: loaded when the first series has a use for it, and asked many questions at once.</summary>
internal sealed class NetworkSession(NetworkMember member, CancellationToken cancellationToken)
{
    private static readonly double[] Median = [0.5];

    private readonly Lock _lock = new();
    private IForecastModel? _model;
    private string? _fault;

    /// <summary>What forecasts call it.</summary>
    public string Name => member.Name;

    /// <summary>That it cannot be loaded, for people; <see langword="null"/> when it can, or nobody had a use for it.</summary>
    public string? LoadWarning => Fault is { } fault ? $"{Name} left out: {fault}" : null;

    /// <summary>How many values it looks at; 0 when it cannot be loaded. Loads it.</summary>
    public int ContextLength => Model is not { } model ? 0 : model.Traits.ContextLength == 0 ? int.MaxValue : model.Traits.ContextLength;

    private string? Fault
    {
        get
        {
            lock (_lock)
            {
                return _fault;
            }
        }
    }

    private IForecastModel? Model
    {
        get
        {
            lock (_lock)
            {
                if (_model is null && _fault is null)
                {
                    LoadNeedsLock();
                }

                return _model;
            }
        }
    }

    /// <summary>Asks all questions, those of the same number of steps in one task.</summary>
    /// <param name="rows">The questions. The answer to one does not depend on the others.</param>
    /// <returns>The answers, in the order of the questions.</returns>
    public NetworkAnswer[] Ask(IReadOnlyList<NetworkRow> rows)
    {
        NetworkAnswer[] answers = new NetworkAnswer[rows.Count];
        foreach (IGrouping<int, int> same in Enumerable.Range(0, rows.Count).GroupBy(index => rows[index].Steps))
        {
            Ask(rows, [.. same], same.Key, answers);
        }

        return answers;
    }

    private void Ask(IReadOnlyList<NetworkRow> rows, int[] places, int steps, NetworkAnswer[] answers)
    {
        if (Model is not { } model)
        {
            Array.ForEach(places, place => answers[place] = new NetworkAnswer(null, Fault));
            return;
        }

        ForecastTask task = new()
        {
            Panel = new Panel(
                [.. places.Select((place, index) => new TimeSeries { Id = index.ToString(CultureInfo.InvariantCulture), Target = rows[place].Context })], steps),
            QuantileLevels = Median,
        };
        try
        {
            IReadOnlyList<SeriesOutcome> outcomes = model.Forecast(task, progress: null, cancellationToken);
            for (int index = 0; index < places.Length; index++)
            {
                answers[places[index]] = AnswerOf(outcomes[index], steps);
            }
        }
        catch (TollamaException error)
        {
            Array.ForEach(places, place => answers[place] = new NetworkAnswer(null, error.Message));
        }
    }

    private static NetworkAnswer AnswerOf(SeriesOutcome outcome, int steps) => outcome switch
    {
        { Error: { } error } => new NetworkAnswer(null, error.Message),
        { Forecast.Quantiles: [{ } median] } when median.Length == steps && Array.TrueForAll(median, double.IsFinite) => new NetworkAnswer(median, null),
        _ => new NetworkAnswer(null, $"its median is not {steps} finite numbers"),
    };

    private void LoadNeedsLock()
    {
        try
        {
            _model = member.Load(cancellationToken);
        }
        catch (TollamaException error)
        {
            _fault = error.Message;
        }
    }
}
