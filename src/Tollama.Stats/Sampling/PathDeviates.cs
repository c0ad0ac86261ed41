using Tollama.Numerics.Work;

namespace Tollama.Stats;

/// <summary>Paths of standard normal deviates that depend on each other over the steps as the errors of a forecast do.</summary>
/// <param name="weights">
/// How much of the error of a step is still in those of later steps. Those beyond the horizon are for steps before the first one, which are drawn and passed over.
/// </param>
/// <param name="horizon">How many steps.</param>
internal sealed class PathDeviates(double[] weights, int horizon)
{
    // A quantile of the normal distribution among them.
    private const int OperationsPerDraw = 60;

    private readonly int[] _lags = [.. Enumerable.Range(0, weights.Length).Where(lag => weights[lag] != 0)];
    private readonly double[] _scales = Scales(weights);
    private readonly double[] _errors = new double[weights.Length];

    /// <summary>Draws a path.</summary>
    /// <param name="random">The numbers of the path.</param>
    /// <param name="path">Receives a deviate a step. The first steps do not depend on the horizon.</param>
    /// <param name="meter">Counts the work.</param>
    public void Draw(PathRandom random, Span<double> path, WorkMeter meter)
    {
        int before = weights.Length - horizon;
        meter.Spend((long)OperationsPerDraw * weights.Length);
        for (int step = 0; step < weights.Length; step++)
        {
            _errors[step] = random.NextNormal();
        }

        int used = 0;
        for (int step = before; step < weights.Length; step++)
        {
            while (used < _lags.Length && _lags[used] <= step)
            {
                used++;
            }

            meter.Spend(used);
            double sum = 0;
            for (int place = 0; place < used; place++)
            {
                int lag = _lags[place];
                sum += weights[lag] * _errors[step - lag];
            }

            path[step - before] = sum * _scales[step];
        }
    }

    private static double[] Scales(double[] weights)
    {
        double[] scales = new double[weights.Length];
        double squares = 0;
        for (int step = 0; step < weights.Length; step++)
        {
            squares += weights[step] * weights[step];
            scales[step] = 1 / Math.Sqrt(squares);
        }

        return scales;
    }
}
