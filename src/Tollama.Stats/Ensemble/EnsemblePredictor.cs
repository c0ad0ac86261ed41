using Tollama.Numerics.Distributions;
using Tollama.Numerics.Work;

namespace Tollama.Stats;

/// <summary>The weighted mean of several methods: of their means, and of their quantiles level by level.</summary>
/// <remarks>
/// Averaging quantiles instead of distributions keeps the average as sharp as its members (Lichtendahl, Grushka-Cockayne and Winkler, Is
/// it better to average probabilities or quantiles?, Management Science 59 (2013)). A member counts until its mean leaves the <see
/// cref="SaneRange"/>, and its quantiles no farther than <see cref="SaneWidth"/>; from then on its weight goes to the others. When all
/// have left, the last sane step goes on; when there was none, the last value of the history. The quantiles of such steps reach to where the members went, as far as <see
/// cref="SaneWidth"/> lets them.
/// </remarks>
internal sealed class EnsemblePredictor(
    IReadOnlyList<FittedMember> members, SaneRange range, IntervalWidth width, double lastValue, SaneWidth? sane = null) : Predictor
{
    /// <summary>The members, in the order of their weights.</summary>
    public IReadOnlyList<FittedMember> Members => members;

    /// <summary>The weighted one-step forecasts of the members that have one.</summary>
    public static double[] Combine(IReadOnlyList<FittedMember> members, int length, WorkMeter meter)
    {
        double[] fitted = new double[length];
        for (int index = 0; index < length; index++)
        {
            meter.Spend(4L * members.Count);
            double sum = 0, weights = 0;
            foreach (FittedMember member in members)
            {
                double value = member.Predictor.Fitted[index];
                if (!double.IsNaN(value))
                {
                    sum += member.Weight * value;
                    weights += member.Weight;
                }
            }

            fitted[index] = weights > 0 ? sum / weights : double.NaN;
        }

        return fitted;
    }

    /// <inheritdoc />
    public override Prediction Predict(int horizon, IReadOnlyList<double[]> futureRegressors, CancellationToken cancellationToken)
    {
        Prediction[] predictions = [.. members.Select(Limited)];
        double[][] weights = Weights(predictions, horizon);
        double[] mean = Average(weights, [.. predictions.Select(prediction => prediction.Mean)], lastValue);
        return new Combined(predictions, weights, mean, width, lastValue) { Left = WhereTheyWent(predictions, weights), Sane = sane };

        Prediction Limited(FittedMember member)
        {
            Prediction prediction = member.Predictor.Predict(horizon, cancellationToken);
            return sane?.Limit(prediction) ?? prediction;
        }
    }

    private static double[] Average(double[][] weights, double[][] rows, double lastValue)
    {
        double[] average = new double[rows[0].Length];
        for (int step = 0; step < average.Length; step++)
        {
            double sum = 0;
            bool any = false;
            for (int member = 0; member < rows.Length; member++)
            {
                if (weights[member][step] > 0)
                {
                    sum += weights[member][step] * rows[member][step];
                    any = true;
                }
            }

            average[step] = any ? sum : step > 0 ? average[step - 1] : lastValue;
        }

        return average;
    }

    // The mean of the members at each step, wherever it is; not a number where some member counts, or all say what is none.
    private double[] WhereTheyWent(Prediction[] predictions, double[][] weights)
    {
        double[] left = new double[weights[0].Length];
        for (int step = 0; step < left.Length; step++)
        {
            double sum = 0, total = 0;
            for (int member = 0; member < predictions.Length; member++)
            {
                double value = predictions[member].Mean[step];
                double weight = double.IsFinite(value) ? members[member].Weight : 0;
                total += weight;
                sum += weight > 0 ? weight * value : 0;
            }

            left[step] = total > 0 && weights.All(row => row[step] == 0) ? sum / total : double.NaN;
        }

        return left;
    }

    private double[][] Weights(Prediction[] predictions, int horizon)
    {
        double[][] weights = [.. predictions.Select(_ => new double[horizon])];
        bool[] left = new bool[predictions.Length];
        for (int step = 0; step < horizon; step++)
        {
            double sum = 0;
            for (int member = 0; member < predictions.Length; member++)
            {
                left[member] |= !range.Contains(predictions[member].Mean[step], step + 1);
                weights[member][step] = left[member] ? 0 : members[member].WeightAt(step + 1);
                sum += weights[member][step];
            }

            for (int member = 0; member < predictions.Length && sum > 0; member++)
            {
                weights[member][step] /= sum;
            }
        }

        return weights;
    }

    private sealed class Combined(Prediction[] predictions, double[][] weights, double[] mean, IntervalWidth width, double lastValue)
        : Prediction(mean)
    {
        private static readonly double OuterDeviate = NormalDistribution.InverseCdf(0.9);

        public required double[] Left { get; init; }

        public required SaneWidth? Sane { get; init; }

        internal override int HeldFrom => 1 + Enumerable.Range(0, Mean.Length).TakeWhile(step => weights.Any(row => row[step] > 0)).Count() is int first && first <= Mean.Length ? first : 0;

        // An error of one step is about the same for all members, each of which takes so much of it over into later steps.
        public override double[] ErrorWeights()
        {
            double[] sum = new double[Mean.Length];
            double total = 0;
            for (int member = 0; member < predictions.Length; member++)
            {
                if (weights[member][0] > 0)
                {
                    double[] ofMember = predictions[member].ErrorWeights();
                    total += weights[member][0];
                    for (int step = 0; step < sum.Length; step++)
                    {
                        sum[step] += weights[member][0] * ofMember[step];
                    }
                }
            }

            return total > 0 ? [1, .. sum.AsSpan(1).ToArray().Select(value => value / total)] : base.ErrorWeights();
        }

        public override double[] Quantiles(double level)
        {
            double[] quantiles = Average(weights, [.. predictions.Select(prediction => prediction.Quantiles(level))], lastValue);
            double deviate = NormalDistribution.InverseCdf(level);
            for (int step = 0; step < quantiles.Length; step++)
            {
                quantiles[step] = Mean[step] + (width.Factor(step + 1, level) * (quantiles[step] - Mean[step]));
                double reach = Mean[step] + (deviate / OuterDeviate * Math.Abs(Left[step] - Mean[step]));
                if ((Left[step] > Mean[step] && reach > Math.Max(Mean[step], quantiles[step])) || (Left[step] < Mean[step] && reach < Math.Min(Mean[step], quantiles[step])))
                {
                    quantiles[step] = Sane?.Limit(reach, Mean[step], step + 1, level) ?? reach;
                }
            }

            return quantiles;
        }
    }
}
