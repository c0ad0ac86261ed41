using Tollama.Core.Forecasting;

namespace LastValueRunner;

/// <summary>The family <c>last-value</c>. Its models need no files, so loading one only creates it.</summary>
internal sealed class LastValueFamily : IModelFamily
{
    public string Name => "last-value";

    public IForecastModel Load(ModelReference model, CancellationToken cancellationToken) => new LastValueModel();
}
