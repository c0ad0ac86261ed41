using Tollama.Core.Forecasting;

namespace Tollama.Stats;

/// <summary>A family for trying out everything around a model: its only model repeats the last value, whatever it is called.</summary>
public sealed class MockFamily : IModelFamily
{
    /// <inheritdoc />
    public string Name => "mock";

    /// <inheritdoc />
    public IForecastModel Load(ModelReference model, CancellationToken cancellationToken) => new MockModel(model.Options);
}
