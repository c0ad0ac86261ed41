using Microsoft.AspNetCore.Http;
using Tollama.Core.Errors;

namespace Tollama.Daemon.Http;

/// <summary>The HTTP status of each error code; docs/errors.md lists the same.</summary>
internal static class HttpStatus
{
    private static readonly PathString[] OfRetryingClients = ["/v2", "/model_params"];

    /// <summary>The status on a route.</summary>
    /// <remarks>
    /// Nixtla's clients send a request again that was answered 408, 409, 429, 502, 503 or 504, six times and ten seconds apart whatever <c>Retry-After</c> says. What would be
    /// refused every time has another status on their routes.
    /// </remarks>
    internal static int Of(PathString path, ErrorCode code) => !Array.Exists(OfRetryingClients, root => path.StartsWithSegments(root, StringComparison.OrdinalIgnoreCase)) ? Of(code) : code switch
    {
        // Who submits a job tries again after this status only.
        ErrorCode.QueueFull when path.Value!.EndsWith("/async", StringComparison.Ordinal) => 429,
        ErrorCode.LicenseNotAccepted or ErrorCode.NameReserved => 403,
        ErrorCode.Timeout or ErrorCode.Offline => 422,
        ErrorCode.RunnerFailed or ErrorCode.RunnerProtocol => 500,
        _ => Of(code),
    };

    internal static int Of(ErrorCode code) => code switch
    {
        ErrorCode.InvalidRequest or ErrorCode.InvalidName or ErrorCode.InvalidTable or ErrorCode.InvalidModelFile => 400,
        ErrorCode.NotSupportedByModel or ErrorCode.SeriesNotForecastable => 400,
        ErrorCode.Unauthorized => 401,
        ErrorCode.OriginNotAllowed or ErrorCode.HostNotAllowed or ErrorCode.HubAccessDenied => 403,
        ErrorCode.ModelNotFound or ErrorCode.RequestNotFound or ErrorCode.RouteNotFound => 404,
        ErrorCode.MethodNotAllowed => 405,
        ErrorCode.NotAcceptable => 406,
        ErrorCode.RequestTimeout => 408,
        ErrorCode.LicenseNotAccepted or ErrorCode.NameReserved => 409,
        ErrorCode.BodyTooLarge => 413,
        ErrorCode.Canceled => 499,
        ErrorCode.NotImplemented => 501,
        ErrorCode.RunnerFailed or ErrorCode.RunnerProtocol or ErrorCode.HubUnavailable or ErrorCode.DownloadCorrupt => 502,
        ErrorCode.QueueFull or ErrorCode.Draining or ErrorCode.RunnerUnavailable or ErrorCode.Offline => 503,
        ErrorCode.Timeout => 504,
        ErrorCode.InsufficientStorage or ErrorCode.InsufficientMemory => 507,
        _ => 500,
    };
}
