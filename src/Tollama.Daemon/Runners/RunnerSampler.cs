using System.Text.Json;
using Tollama.Catalog;
using Tollama.Core.Protocol;
using Tollama.Daemon.Execution;

namespace Tollama.Daemon.Runners;

/// <summary>Has paths drawn by the runner of the classical models.</summary>
internal sealed class RunnerSampler(RunnerPool runners) : ISampler
{
    // The runner is one for all models of its family, and sampling needs none of them.
    private const string NoModel = "";

    public string ProcessOf(bool isLarge) => runners.NameOf(Families.Stats.Name, NoModel, isLarge);

    public async Task<SampleResult> SampleAsync(SampleOrder order, CancellationToken cancellationToken)
    {
        RunnerCall call = new()
        {
            Method = RunnerMethods.Sample,
            Model = NoModel,
            Parameters = (writer, _) => order.Parameters.Write(writer),
            RequestId = order.RequestId,
        };
        RunnerReply reply = await runners.Get(Families.Stats.Name, NoModel, order.IsLarge).ForecastAsync(call, cancellationToken).ConfigureAwait(false);
        try
        {
            return SampleResult.Read(reply.ResultJson.Span);
        }
        catch (JsonException exception)
        {
            throw RunnerFaults.BadResult(reply.RunnerName, RunnerMethods.Sample, exception.Message);
        }
    }
}
