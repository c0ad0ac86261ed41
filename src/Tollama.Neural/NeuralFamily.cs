using System.Text.Json;
using Tollama.Catalog;
using Tollama.Core.Forecasting;

namespace Tollama.Neural;

/// <summary>One family of foundation models, as a runner hosts it.</summary>
/// <param name="name">The family: one with weights of <see cref="Families.All"/>.</param>
public sealed class NeuralFamily(string name) : IModelFamily
{
    private static readonly Dictionary<string, Func<ModelFiles, JsonElement?, CancellationToken, NeuralModel>> Loaders = new()
    {
        [Families.ChronosBolt.Name] = ChronosBoltModel.Load,
        [Families.Chronos2.Name] = Chronos2Model.Load,
        [Families.TimesFm.Name] = TimesFmModel.Load,
        [Families.Toto2.Name] = Toto2Model.Load,
        [Families.Ttm.Name] = TtmModel.Load,
    };

    private readonly Func<ModelFiles, JsonElement?, CancellationToken, NeuralModel> _load =
        Loaders.GetValueOrDefault(name) ?? throw new ArgumentException($"There is no family '{name}'; there are {string.Join(", ", Loaders.Keys)}.", nameof(name));

    /// <inheritdoc />
    public string Name { get; } = name;

    /// <inheritdoc />
    public IForecastModel Load(ModelReference model, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(model);
        return _load(new ModelFiles(model.Files), model.Options, cancellationToken);
    }
}
