using System.Globalization;
using Tollama.Numerics.Work;

namespace Tollama.Stats;

/// <summary>Transforms the history after Box and Cox.</summary>
internal sealed class BoxCoxTreatment(BoxCox? chosen, bool biasAdjusted) : Treatment
{
    /// <inheritdoc />
    public override bool NeedsLevel => true;

    /// <inheritdoc />
    public override Predictor Fit(UnivariateModel method, History history, CancellationToken cancellationToken)
    {
        WorkMeter meter = new(cancellationToken);
        BoxCox transformation = chosen ?? new BoxCox(GuerreroLambda.Of(history.Values, history.SeasonLength, meter));
        meter.Spend(2L * history.Values.Length);
        if (!Array.TrueForAll(history.Values, transformation.Accepts))
        {
            return new WarningPredictor(
                method.FitCore(history, cancellationToken), "not transformed: a Box-Cox lambda of 0 or less needs values above 0");
        }

        if (transformation.Lambda == 1)
        {
            return method.FitCore(history, cancellationToken);
        }

        RaisedBoxCox raised = RaisedBoxCox.For(transformation, history.Values, meter);
        double[] transformed = raised.TransformAll(history.Values, meter);
        Predictor inner = method.FitCore(history.With(transformed, history.SeasonLengths), cancellationToken);
        return new BoxCoxPredictor(inner, raised, biasAdjusted)
        {
            Fitted = raised.InvertAll(inner.Fitted, meter),
            Method = string.Create(CultureInfo.InvariantCulture, $"{inner.Method}, Box-Cox lambda {transformation.Lambda:0.###}"),
            Warnings = inner.Warnings,
            Parameters =
            [
                // Those in the units of the series would be in the units of its transformation.
                .. inner.Parameters.Where(parameter => parameter.Unit == ParameterUnit.None),
                new FittedParameter("lambda", transformation.Lambda),
            ],
        };
    }
}
