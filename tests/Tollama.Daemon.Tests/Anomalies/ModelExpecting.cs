using Tollama.Core.Forecasting;
using Tollama.Core.Series;
using Tollama.Daemon.Anomalies;
using Tollama.Stats;

namespace Tollama.Daemon.Tests.Anomalies;

/// <summary>A model of the library in place of one behind a runner.</summary>
internal sealed class ModelExpecting(UnivariateModel model, int season, bool hasFitted = true) : IExpecting
{
    public int Fits { get; private set; }

    public Task<IReadOnlyDictionary<string, Expectation>> ExpectAsync(IReadOnlyList<TimeSeries> series, IReadOnlyList<int> ages, int steps)
    {
        Dictionary<string, Expectation> found = [];
        foreach ((TimeSeries one, int age) in series.Zip(ages))
        {
            Fits++;
            FittedModel fit = model.Fit(one.Target.Values.AsSpan(0, one.Length - age), season);
            SeriesForecast forecast = fit.Forecast(steps, [0.1, 0.9], fit.IsNonNegative);
            found.Add(one.Id, new Expectation
            {
                Mean = forecast.Mean,
                Fitted = hasFitted ? fit.Fitted : null,
                Method = fit.Method,
                Deviations = [.. forecast.Quantiles[0].Zip(forecast.Quantiles[1], (low, high) => (high - low) / 2.5631)],
            });
        }

        return Task.FromResult<IReadOnlyDictionary<string, Expectation>>(found);
    }
}
