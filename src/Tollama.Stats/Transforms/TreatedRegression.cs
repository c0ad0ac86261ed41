namespace Tollama.Stats;

/// <summary>A method with regressors that sees a treated history; the regressors are not treated.</summary>
internal sealed class TreatedRegression(RegressionModel method, Treatment treatment) : RegressionModel
{
    /// <inheritdoc />
    public override string Name => method.Name;

    internal override int SeasonsNeeded => method.SeasonsNeeded;

    internal override bool UsesManySeasons => method.UsesManySeasons;

    internal override MissingValues Missing => method.Missing;

    internal override Predictor FitCore(History history, CancellationToken cancellationToken) => treatment.Fit(method, history, cancellationToken);
}
