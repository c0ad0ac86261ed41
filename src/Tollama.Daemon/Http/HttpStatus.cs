using Tollama.Core.Errors;

namespace Tollama.Daemon.Http;

/// <summary>The HTTP status of each error code; docs/errors.md lists the same.</summary>
internal static class HttpStatus
{
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
