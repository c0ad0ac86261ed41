using System.Text.Json;
using Tollama.Core.Errors;
using Tollama.Core.Protocol;

namespace Tollama.Runner.Sdk;

/// <summary>Reads the parameters of <c>impute</c>, with the protocol's errors for what is wrong with them.</summary>
internal static class ImputeParameters
{
    /// <exception cref="ProtocolException">The line is no JSON, or the parameters are not those of <c>impute</c>.</exception>
    public static ImputeParams Read(RunnerRequest request)
    {
        FaultList faults = new();
        try
        {
            Utf8JsonReader reader = request.ParamsReader();
            ImputeParams parameters = ImputeParams.Read(ref reader, request.ParamsText, faults);
            return faults.Count == 0
                ? parameters
                : throw new ProtocolException(RunnerErrorCodes.InvalidParams, "invalid params of impute", faults.ToException().Message);
        }
        catch (JsonException error)
        {
            throw new ProtocolException(RunnerErrorCodes.InvalidRequest, "the line is not a JSON object", error.Message);
        }
        catch (InvalidOperationException error)
        {
            throw new ProtocolException(RunnerErrorCodes.InvalidRequest, "the line has a text that is not valid UTF-8", error.Message);
        }
    }
}
