using Tollama.Core.Forecasting;

namespace Tollama.Stats;

/// <summary>A pretrained network that takes part in the combinations of <see cref="Auto"/>: its name, and the model or how it is loaded.</summary>
/// <remarks>
/// The network forecasts the median of each step; <see cref="Auto"/> moves its own forecast a part of the way there and keeps its own widths. It gets series without
/// names, dates, covariates and options, scaled by a power of two to magnitude 1, NaN where a value is missing, and not more values than the <see
/// cref="ModelTraits.ContextLength"/> of the model. What it says of a series must depend on that series alone. A model whose own long horizons are costly is best
/// loaded with the options that make them cheap. Safe to use from many threads.
/// </remarks>
public sealed class NetworkMember
{
    private readonly Lock _lock = new();
    private readonly Func<CancellationToken, IForecastModel> _load;
    private IForecastModel? _model;

    /// <summary>A network that is loaded already.</summary>
    /// <param name="name">What forecasts call it: <c>tollama-tiny:1</c>; not empty.</param>
    /// <param name="model">The network; it stays its owner's, who disposes of it.</param>
    public NetworkMember(string name, IForecastModel model)
        : this(name, _ => model)
    {
        ArgumentNullException.ThrowIfNull(model);
    }

    /// <summary>A network that is loaded when the first series asks for it.</summary>
    /// <param name="name">What forecasts call it: <c>tollama-tiny:1</c>; not empty.</param>
    /// <param name="load">
    /// Loads it, once. A <see cref="Core.Errors.TollamaException"/> leaves the network out of that forecast with a warning, and the next forecast tries again.
    /// </param>
    public NetworkMember(string name, Func<CancellationToken, IForecastModel> load)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentNullException.ThrowIfNull(load);
        Name = name;
        _load = load;
    }

    /// <summary>What forecasts call it.</summary>
    public string Name { get; }

    /// <summary>The network, loaded if it is not.</summary>
    /// <exception cref="Core.Errors.TollamaException">It cannot be loaded.</exception>
    internal IForecastModel Load(CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            return _model ??= _load(cancellationToken);
        }
    }
}
