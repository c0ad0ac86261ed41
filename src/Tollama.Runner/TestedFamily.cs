using Tollama.Core.Forecasting;

namespace Tollama.Runner;

/// <summary>A family of neural networks, whose kernels are tested before the first model is loaded.</summary>
internal sealed class TestedFamily(IModelFamily family, Computation computation) : IModelFamily
{
    public string Name => family.Name;

    public IForecastModel Load(ModelReference model, CancellationToken cancellationToken)
    {
        computation.RequireSoundKernels();
        return family.Load(model, cancellationToken);
    }
}
