using System.Text.Json;
using Tollama.Catalog;
using Tollama.Core.Protocol;
using Tollama.Daemon.Execution;

namespace Tollama.Daemon.Runners;

/// <summary>Has missing values filled by the runner of the classical models.</summary>
internal sealed class RunnerImputer(RunnerPool runners) : IImputer
{
    // The runner is one for all models of its family, and filling needs none of them.
    private const string NoModel = "";

    public string ProcessOf(bool isLarge) => runners.NameOf(Families.Stats.Name, NoModel, isLarge);

    public async Task<ImputeResult> ImputeAsync(ImputationOrder order, CancellationToken cancellationToken)
    {
        RunnerCall call = new()
        {
            Method = RunnerMethods.Impute,
            Model = NoModel,
            Parameters = (writer, runner) => order.Parameters.Write(writer, shortTimes: runner.Capabilities.Contains(RunnerMethods.ShortTimes)),
            RequestId = order.RequestId,
            Progress = order.Progress,
        };
        RunnerReply reply = await runners.Get(Families.Stats.Name, NoModel, order.IsLarge).ForecastAsync(call, cancellationToken).ConfigureAwait(false);
        try
        {
            return ImputeResult.Read(reply.ResultJson.Span);
        }
        catch (JsonException exception)
        {
            throw RunnerFaults.BadResult(reply.RunnerName, RunnerMethods.Impute, exception.Message);
        }
    }
}
