namespace Tollama.Stats;

/// <summary>A method that sees a treated history.</summary>
internal sealed class TreatedModel(UnivariateModel method, Treatment treatment) : UnivariateModel
{
    /// <inheritdoc />
    public override string Name => method.Name;

    internal override int SeasonsNeeded => method.SeasonsNeeded;

    internal override bool UsesManySeasons => method.UsesManySeasons;

    internal override bool FindsSeasons => method.FindsSeasons;

    internal override MissingValues Missing => method.Missing;

    internal override Predictor FitCore(History history, CancellationToken cancellationToken) => treatment.Fit(method, history, cancellationToken);
}
