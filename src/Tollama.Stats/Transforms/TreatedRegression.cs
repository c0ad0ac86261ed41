namespace Tollama.Stats;

/// <summary>A method with regressors that sees a treated history; the regressors are not treated.</summary>
internal sealed class TreatedRegression(RegressionModel method, Treatment treatment) : RegressionModel
{
    /// <inheritdoc />
    public override string Name => method.Name;

    /// <inheritdoc />
    protected internal override int SeasonsNeeded => method.SeasonsNeeded;

    /// <inheritdoc />
    protected internal override bool UsesManySeasons => method.UsesManySeasons;

    /// <inheritdoc />
    protected internal override MissingValues Missing => method.Missing;

    /// <inheritdoc />
    internal override LevelUse UseOfLevel(bool hasSeason, bool keepsSign) =>
        treatment.NeedsLevel ? LevelUse.Kept : method.UseOfLevel(hasSeason, keepsSign);

    /// <inheritdoc />
    protected internal override Predictor FitCore(History history, CancellationToken cancellationToken) => treatment.Fit(method, history, cancellationToken);
}
