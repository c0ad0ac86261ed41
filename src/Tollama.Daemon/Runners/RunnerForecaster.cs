using System.Text.Json;
using Tollama.Core.Errors;
using Tollama.Core.Protocol;
using Tollama.Daemon.Execution;
using Tollama.Store;

namespace Tollama.Daemon.Runners;

/// <summary>Computes in runner processes.</summary>
internal sealed class RunnerForecaster(RunnerPool runners, ModelLoading loading) : IForecaster
{
    public string ProcessOf(InstalledModel model, bool isLarge) => runners.NameOf(model.Manifest.Family, model.Name.Short, isLarge);

    public bool TakesParts(InstalledModel model) =>
        runners.Get(model.Manifest.Family, model.Name.Short).Hello?.Capabilities.Contains(RunnerMethods.Parts) == true;

    public async Task<ForecastReply> ForecastAsync(InstalledModel model, ForecastOrder order, CancellationToken cancellationToken)
    {
        RunnerCall call = new()
        {
            Model = model.Name.Short,
            Parameters = (writer, runner) => order.Parameters.Write(writer, shortTimes: runner.Capabilities.Contains(RunnerMethods.ShortTimes)),
            RequestId = order.RequestId,
            Progress = order.Progress,
        };
        RunnerReply reply = await RunnerOf(model, order.IsLarge).ForecastAsync(call, cancellationToken).ConfigureAwait(false);
        return new ForecastReply(Read(reply), reply.RunnerName, reply.Elapsed);
    }

    // The scheduler had the model loaded in the runner of small work. The one of large work loads it when it is first asked.
    private RunnerSupervisor RunnerOf(InstalledModel model, bool isLarge)
    {
        RunnerSupervisor runner = runners.Get(model.Manifest.Family, model.Name.Short, isLarge);
        if (isLarge)
        {
            runner.Remember(loading.Of(model));
        }

        return runner;
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
                $"the runner '{reply.RunnerName}' answered with something that is not a forecast: {CauseText.Of(exception)}",
                innerException: exception);
        }
    }
}
