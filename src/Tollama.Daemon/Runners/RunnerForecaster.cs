using Tollama.Daemon.Execution;
using Tollama.Store;

namespace Tollama.Daemon.Runners;

/// <summary>Computes in runner processes.</summary>
internal sealed class RunnerForecaster(RunnerPool runners) : IForecaster
{
    public Task<ForecastReply> ForecastAsync(InstalledModel model, ForecastOrder order, CancellationToken cancellationToken)
    {
        RunnerCall call = new()
        {
            Model = model.Name.Short,
            Parameters = order.Parameters,
            RequestId = order.RequestId,
            Progress = order.Progress,
        };
        return runners.Get(model.Manifest.Family, model.Name.Short).ForecastAsync(call, cancellationToken);
    }
}
