using Tollama.Core.Api;
using Tollama.Core.Errors;
using Tollama.Daemon.Scheduling;

namespace Tollama.Daemon.Operations;

/// <summary>Says how data are understood, without forecasting them.</summary>
internal sealed class InspectOperation(InputReader reader, Preparation preparation)
{
    /// <param name="input">What was sent.</param>
    /// <param name="request">Is told how far it is; its token ends the work.</param>
    /// <exception cref="TollamaException">The data cannot be read.</exception>
    internal async Task<InspectResponse> RunAsync(OperationInput input, RunningRequest request)
    {
        request.Enter(RequestState.Reading);
        using Place place = await preparation.TakeAsync(request.Client, input.Size, request.Token).ConfigureAwait(false);
        return reader.Inspect(input, request.Token);
    }
}
