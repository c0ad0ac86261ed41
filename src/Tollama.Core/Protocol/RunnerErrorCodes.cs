namespace Tollama.Core.Protocol;

/// <summary>The error codes of the runner protocol: those of JSON-RPC, and from -32000 downwards those of models.</summary>
public static class RunnerErrorCodes
{
    /// <summary>The line is not a request: no JSON object, no id, no method.</summary>
    public const int InvalidRequest = -32600;

    /// <summary>The runner does not know the method.</summary>
    public const int MethodNotFound = -32601;

    /// <summary>The parameters are not what the method takes.</summary>
    public const int InvalidParams = -32602;

    /// <summary>A defect in the runner.</summary>
    public const int InternalError = -32603;

    /// <summary>The model failed.</summary>
    public const int ModelFailed = -32000;

    /// <summary>The model is not loaded, or cannot be loaded.</summary>
    public const int ModelUnavailable = -32001;

    /// <summary>No series of the request could be forecast.</summary>
    public const int SeriesNotForecastable = -32002;

    /// <summary>The request was cancelled.</summary>
    public const int Canceled = -32003;

    /// <summary>The code that a name stands for, of a runner that writes names such as <c>METHOD_NOT_FOUND</c>; <see cref="ModelFailed"/> for others.</summary>
    public static int OfName(string name) => name switch
    {
        "METHOD_NOT_FOUND" => MethodNotFound,
        "INVALID_REQUEST" or "INVALID_PARAMS" or "BAD_REQUEST" => InvalidParams,
        "MODEL_NOT_FOUND" or "MODEL_NOT_LOADED" => ModelUnavailable,
        "SERIES_NOT_FORECASTABLE" => SeriesNotForecastable,
        "CANCELED" or "CANCELLED" => Canceled,
        _ => ModelFailed,
    };
}
