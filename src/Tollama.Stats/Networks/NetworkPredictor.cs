using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Tollama.Core.Errors;

namespace Tollama.Stats;

/// <summary>The future of a combination, moved towards what a network says; its widths are those of the combination.</summary>
internal sealed class NetworkPredictor : Predictor
{
    private readonly Predictor _inner;
    private readonly History _history;
    private readonly NetworkPart _network;

    /// <summary>Mixes.</summary>
    [SetsRequiredMembers]
    public NetworkPredictor(Predictor inner, History history, NetworkPart network)
    {
        _inner = inner;
        _history = history;
        _network = network;
        Fitted = inner.Fitted;
        Method = Counts(network.Voice.KnownHorizon)
            ? string.Create(CultureInfo.InvariantCulture, $"{inner.Method} + {network.Share.Weight:0.##} {network.Voice.Name}")
            : inner.Method;
        Warnings = inner.Warnings;
        Parameters = inner.Parameters;
    }

    /// <inheritdoc />
    public override Prediction Predict(int horizon, IReadOnlyList<double[]> futureRegressors, CancellationToken cancellationToken)
    {
        Prediction prediction = _inner.Predict(horizon, futureRegressors, cancellationToken);
        NetworkForecast forecast = _network.Of(_history, horizon) ?? throw new TollamaException(
            ErrorCode.SeriesNotForecastable, $"{_network.Voice.Name} does not forecast the series: {_network.Voice.Ask(_history, horizon).Fault}.");
        double[] shift = ShiftOf(prediction, forecast);
        return new Moved(prediction, Add(prediction.Mean, shift), shift);
    }

    // Whether it moves a step.
    private bool Counts(int horizon)
    {
        Prediction prediction = _inner.Predict(horizon, CancellationToken.None);
        return _network.Of(_history, horizon) is { } forecast && ShiftOf(prediction, forecast).AsSpan().ContainsAnyExcept(0);
    }

    private static double[] ShiftOf(Prediction prediction, NetworkForecast forecast) =>
        forecast.Shift(prediction.Mean, prediction.Quantiles(NetworkForecast.Lower), prediction.Quantiles(NetworkForecast.Upper));

    private static double[] Add(double[] values, double[] shift)
    {
        double[] moved = new double[values.Length];
        for (int step = 0; step < moved.Length; step++)
        {
            moved[step] = values[step] + shift[step];
        }

        return moved;
    }

    private sealed class Moved(Prediction prediction, double[] mean, double[] shift) : Prediction(mean)
    {
        internal override int HeldFrom => prediction.HeldFrom;

        public override double[] ErrorWeights() => prediction.ErrorWeights();

        public override double[] Quantiles(double level) => Add(prediction.Quantiles(level), shift);
    }
}
