using Tollama.Numerics.Work;

namespace Tollama.Stats;

/// <summary>Replaces the outliers of a history.</summary>
internal sealed class OutlierTreatment : Treatment
{
    private const int PositionsNamed = 5;

    /// <inheritdoc />
    public override bool NeedsLevel => false;

    /// <inheritdoc />
    public override Predictor Fit(UnivariateModel method, History history, CancellationToken cancellationToken)
    {
        WorkMeter meter = new(cancellationToken);
        int[] outliers = Outliers.Find(history.Values, history.SeasonLength, meter);
        outliers = Array.FindAll(outliers, index => history.Observed[index]);
        if (outliers.Length == 0)
        {
            return method.FitCore(history, cancellationToken);
        }

        double[] cleaned = Outliers.Replace(history.Values, history.SeasonLength, outliers, meter);
        string indexes = string.Join(", ", outliers.Take(PositionsNamed).Select(index => history.Start + index));
        string named = $"{(outliers.Length == 1 ? "index" : "indexes")} {indexes}{(outliers.Length > PositionsNamed ? ", …" : "")}";
        return new WarningPredictor(
            method.FitCore(history.With(cleaned, history.SeasonLengths), cancellationToken),
            $"{outliers.Length} of {history.Length} values are outliers and were replaced: {named}");
    }
}
