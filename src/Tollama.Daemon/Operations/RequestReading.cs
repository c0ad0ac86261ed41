using Tollama.Core.Errors;
using Tollama.Daemon.Scheduling;

namespace Tollama.Daemon.Operations;

/// <summary>Reads what was sent, when its turn has come.</summary>
internal sealed class RequestReading(InputReader reader, Preparation preparation)
{
    /// <summary>Reads a request and makes its series regular. All of its faults are in <paramref name="faults"/>; without one the call can run.</summary>
    /// <exception cref="TollamaException">A table cannot be read.</exception>
    internal async ValueTask<ForecastCall> ReadAsync(OperationInput input, FaultList faults, RunningRequest request)
    {
        request.Enter(RequestState.Reading);
        using Place place = await preparation.TakeAsync(request.Client, input.Size, request.Token).ConfigureAwait(false);
        ForecastCall call = reader.Read(input, faults, request.Token);
        request.Model = call.Request.Model;
        return call;
    }
}
