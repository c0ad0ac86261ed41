using System.Globalization;
using Tollama.Numerics.Work;

namespace Tollama.Stats;

/// <summary>The mean of several theta models of one history, weighed by their criteria.</summary>
/// <remarks>
/// The weights are those of Burnham and Anderson, Model Selection and Multimodel Inference (2002), flattened: exp(-difference / 4) instead
/// of exp(-difference / 2), because short series tell the models less apart than the criterion says. The standard error is the mean of
/// theirs, as if their errors were the same, which they nearly are.
/// </remarks>
internal sealed class ThetaMixPredictor : Predictor
{
    // Chosen on rolling origins inside the training parts of M3, Tourism and the weekly series of M4.
    private const double Flatness = 4;

    private readonly Predictor[] _parts;
    private readonly double[] _weights;

    private ThetaMixPredictor(Predictor[] parts, double[] weights)
    {
        (_parts, _weights) = (parts, weights);
    }

    /// <summary>Mixes fits, of which one at least has a finite criterion.</summary>
    public static ThetaMixPredictor From(ThetaFit[] fits, WorkMeter meter)
    {
        double least = fits.Min(fit => fit.Criterion);
        double[] weights = Array.ConvertAll(fits, fit => Math.Exp((least - fit.Criterion) / Flatness));
        double sum = weights.Sum();
        weights = Array.ConvertAll(weights, weight => weight / sum);
        Predictor[] parts = Array.ConvertAll(fits, fit => fit.ToPredictor(meter));
        double[] fitted = new double[parts[0].Fitted.Length];
        for (int part = 0; part < parts.Length; part++)
        {
            meter.Spend(fitted.Length);
            for (int index = 0; index < fitted.Length; index++)
            {
                fitted[index] += weights[part] * parts[part].Fitted[index];
            }
        }

        return new ThetaMixPredictor(parts, weights)
        {
            Fitted = fitted,
            Method = "auto-theta: " + string.Join(" + ", fits.Select((fit, part) => Describe(weights[part], fit))) + ", " + fits[0].Season,
            Parameters = [.. fits.Select((fit, part) => new FittedParameter("weight_" + fit.Form.Name, weights[part]))],
        };
    }

    /// <inheritdoc />
    public override Prediction Predict(int horizon, IReadOnlyList<double[]> futureRegressors, CancellationToken cancellationToken)
    {
        double[] mean = new double[horizon];
        double[] standardError = new double[horizon];
        for (int part = 0; part < _parts.Length; part++)
        {
            NormalPrediction prediction = (NormalPrediction)_parts[part].Predict(horizon, futureRegressors, cancellationToken);
            for (int step = 0; step < horizon; step++)
            {
                mean[step] += _weights[part] * prediction.Mean[step];
                standardError[step] += _weights[part] * prediction.StandardError[step];
            }
        }

        return new NormalPrediction(mean, standardError);
    }

    private static string Describe(double weight, ThetaFit fit) =>
        string.Create(CultureInfo.InvariantCulture, $"{weight:0.00} {fit.Form.Name}");
}
