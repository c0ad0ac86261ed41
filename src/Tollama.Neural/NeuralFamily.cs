using System.Text.Json;
using Tollama.Catalog.Architectures;
using Tollama.Core.Forecasting;

namespace Tollama.Neural;

/// <summary>One family of foundation models, as a runner hosts it.</summary>
/// <param name="name">The family, one of <see cref="Names"/>.</param>
public sealed class NeuralFamily(string name) : IModelFamily
{
    private static readonly Dictionary<string, Func<ModelFiles, JsonElement?, CancellationToken, NeuralModel>> Loaders = new()
    {
        [ModelFamilies.ChronosBolt] = ChronosBoltModel.Load,
        [ModelFamilies.Chronos2] = Chronos2Model.Load,
        [ModelFamilies.TimesFm] = TimesFmModel.Load,
        [ModelFamilies.Toto2] = Toto2Model.Load,
        [ModelFamilies.Ttm] = TtmModel.Load,
    };

    private readonly Func<ModelFiles, JsonElement?, CancellationToken, NeuralModel> _load =
        Loaders.GetValueOrDefault(name) ?? throw new ArgumentException($"There is no family '{name}'; there are {string.Join(", ", Loaders.Keys)}.", nameof(name));

    /// <summary>The families that can be loaded.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. Loaders.Keys];

    /// <inheritdoc />
    public string Name { get; } = name;

    /// <inheritdoc />
    public IForecastModel Load(ModelReference model, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(model);
        return _load(new ModelFiles(model.Files), model.Options, cancellationToken);
    }
}
