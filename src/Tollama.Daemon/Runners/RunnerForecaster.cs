using System.Text.Json;
using Tollama.Core.Errors;
using Tollama.Core.Protocol;
using Tollama.Daemon.Execution;
using Tollama.Store;

namespace Tollama.Daemon.Runners;

/// <summary>Computes in runner processes.</summary>
internal sealed class RunnerForecaster(RunnerPool runners) : IForecaster
{
    public async Task<ForecastReply> ForecastAsync(InstalledModel model, ForecastOrder order, CancellationToken cancellationToken)
    {
        RunnerCall call = new()
        {
            Model = model.Name.Short,
            Parameters = (writer, runner) => order.Parameters.Write(writer, shortTimes: runner.Capabilities.Contains(RunnerMethods.ShortTimes)),
            RequestId = order.RequestId,
            Progress = order.Progress,
        };
        RunnerReply reply = await runners.Get(model.Manifest.Family, model.Name.Short).ForecastAsync(call, cancellationToken).ConfigureAwait(false);
        return new ForecastReply(Read(reply), reply.RunnerName, reply.Elapsed);
    }

    private static ForecastResult Read(RunnerReply reply)
    {
        try
        {
            return ForecastResult.Read(reply.ResultJson.Span);
        }
        catch (JsonException exception)
        {
            throw new TollamaException(
                ErrorCode.RunnerProtocol,
                $"the runner '{reply.RunnerName}' answered with something that is not a forecast: {exception.Message}",
                innerException: exception);
        }
    }
}
