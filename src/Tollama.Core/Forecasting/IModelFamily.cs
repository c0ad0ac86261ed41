namespace Tollama.Core.Forecasting;

/// <summary>A family of models that one runner executable can load.</summary>
public interface IModelFamily
{
    /// <summary>The family's name: <c>stats</c>, <c>mock</c>, <c>chronos-bolt</c>.</summary>
    string Name { get; }

    /// <summary>Loads a model of this family, ready to forecast.</summary>
    /// <param name="model">Which model: the name without tag, e.g. <c>theta</c>, and what its manifest says of it.</param>
    /// <param name="cancellationToken">Ends a long load early.</param>
    /// <exception cref="Errors.TollamaException">The family has no such model, or its files are not what they should be.</exception>
    IForecastModel Load(ModelReference model, CancellationToken cancellationToken);
}
