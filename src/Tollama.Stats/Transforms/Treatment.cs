namespace Tollama.Stats;

/// <summary>Something that is done to a history before a method sees it, and undone in the forecast.</summary>
internal abstract class Treatment
{
    /// <summary>Whether the treatment depends on where 0 is.</summary>
    public abstract bool NeedsLevel { get; }

    /// <summary>Treats the history, fits the method and undoes the treatment in what it predicts.</summary>
    public abstract Predictor Fit(UnivariateModel method, History history, CancellationToken cancellationToken);
}
