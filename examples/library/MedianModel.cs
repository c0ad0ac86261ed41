using Tollama.Stats;

namespace ForecastLibrary;

/// <summary>A method of our own: the median of the last values goes on.</summary>
/// <param name="window">How many values; at least 1.</param>
internal sealed class MedianModel(int window) : UnivariateModel
{
    public override string Name => "median";

    protected override Predictor FitCore(History history, CancellationToken cancellationToken)
    {
        double[] values = history.Values;
        double[] fitted = [.. values.Select((_, index) => index == 0 ? double.NaN : MedianBefore(index, values))];
        double[] squares = [.. fitted.Zip(values, (forecast, value) => (value - forecast) * (value - forecast)).Skip(1)];
        return new Level(MedianBefore(values.Length, values), squares.Length == 0 ? 0 : Math.Sqrt(squares.Average()))
        {
            Fitted = fitted,
            Method = $"median of {window} values",
        };
    }

    private double MedianBefore(int end, double[] values)
    {
        double[] last = [.. values[Math.Max(0, end - window)..end].Order()];
        return (last[(last.Length - 1) / 2] + last[last.Length / 2]) / 2;
    }

    private sealed class Level(double median, double error) : StepPredictor
    {
        public override double Mean(int step) => median;

        public override double StandardError(int step) => error;
    }
}
