using System.Text.Json;
using Tollama.Catalog;
using Tollama.Core.Protocol;
using Tollama.Daemon.Execution;

namespace Tollama.Daemon.Runners;

/// <summary>Has series described by the runner of the classical models.</summary>
internal sealed class RunnerAnalyst(RunnerPool runners) : IAnalyst
{
    // The runner is one for all models of its family, and analyzing needs none of them.
    private const string NoModel = "";

    public string ProcessOf(bool isLarge) => runners.NameOf(Families.Stats.Name, NoModel, isLarge);

    public async Task<AnalyzeResult> AnalyzeAsync(AnalysisOrder order, CancellationToken cancellationToken)
    {
        RunnerCall call = new()
        {
            Method = RunnerMethods.Analyze,
            Model = NoModel,
            Parameters = (writer, runner) => order.Parameters.Write(writer, shortTimes: runner.Capabilities.Contains(RunnerMethods.ShortTimes)),
            RequestId = order.RequestId,
            Progress = order.Progress,
        };
        RunnerReply reply = await runners.Get(Families.Stats.Name, NoModel, order.IsLarge).ForecastAsync(call, cancellationToken).ConfigureAwait(false);
        try
        {
            return AnalyzeResult.Read(reply.ResultJson.Span);
        }
        catch (JsonException exception)
        {
            throw RunnerFaults.BadResult(reply.RunnerName, RunnerMethods.Analyze, exception.Message);
        }
    }
}
