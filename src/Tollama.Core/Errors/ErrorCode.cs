namespace Tollama.Core.Errors;

/// <summary>What went wrong, for programs. On the wire it is the same name in capitals: <c>MODEL_NOT_FOUND</c>.</summary>
/// <remarks>Each code has a section in docs/errors.md with its HTTP status, its causes and what to do.</remarks>
public enum ErrorCode
{
    /// <summary>A fault in tollama itself.</summary>
    Internal,

    /// <summary>The request's body or one of its fields is not what the endpoint takes.</summary>
    InvalidRequest,

    /// <summary>The model name does not follow <c>[[host/]namespace/]model[:tag]</c>.</summary>
    InvalidName,

    /// <summary>A table could not be read, or its columns' roles could not be told.</summary>
    InvalidTable,

    /// <summary>A file of a model is damaged, or describes something that this version cannot run.</summary>
    InvalidModelFile,

    /// <summary>The model is not installed, or not known to the registry.</summary>
    ModelNotFound,

    /// <summary>No request of this id is running, or it is another client's.</summary>
    RequestNotFound,

    /// <summary>No endpoint has this path.</summary>
    RouteNotFound,

    /// <summary>The endpoint exists but not for this HTTP method.</summary>
    MethodNotAllowed,

    /// <summary>The header <c>Accept</c> names no format in which this is answered.</summary>
    NotAcceptable,

    /// <summary>The model's licence must be accepted before it is pulled.</summary>
    LicenseNotAccepted,

    /// <summary>The name is one of the registry, and something else would stand in its place.</summary>
    NameReserved,

    /// <summary>The hub could not be reached, or answered with a failure that did not go away.</summary>
    HubUnavailable,

    /// <summary>The hub has the model, but not for this token: it is private, or its terms must be accepted on the hub.</summary>
    HubAccessDenied,

    /// <summary>The model would have to be downloaded, and <c>TOLLAMA_OFFLINE</c> is set.</summary>
    Offline,

    /// <summary>What was downloaded is not what the hub had announced; nothing of it was kept.</summary>
    DownloadCorrupt,

    /// <summary>The body is larger than the configured limit, before or after decompression.</summary>
    BodyTooLarge,

    /// <summary>The body came too slowly, or stopped coming.</summary>
    RequestTimeout,

    /// <summary>The request needs an API key and has none, or a wrong one.</summary>
    Unauthorized,

    /// <summary>The browser origin is not on the allow-list.</summary>
    OriginNotAllowed,

    /// <summary>The Host header is not on the allow-list.</summary>
    HostNotAllowed,

    /// <summary>The model cannot do what was asked (text generation, a covariate it cannot use).</summary>
    NotSupportedByModel,

    /// <summary>A series has too little history, or none that is observed.</summary>
    SeriesNotForecastable,

    /// <summary>The waiting queue is full.</summary>
    QueueFull,

    /// <summary>The daemon is shutting down.</summary>
    Draining,

    /// <summary>The runner keeps failing and is given a pause.</summary>
    RunnerUnavailable,

    /// <summary>The runner answered with an error.</summary>
    RunnerFailed,

    /// <summary>The runner answered with something that is not the protocol.</summary>
    RunnerProtocol,

    /// <summary>The request's or the load's time was over.</summary>
    Timeout,

    /// <summary>The client left before the answer was ready.</summary>
    Canceled,

    /// <summary>This build cannot do it yet; the message says what is missing.</summary>
    NotImplemented,

    /// <summary>The store cannot be read or written; the message names the path and the user.</summary>
    StoreUnavailable,

    /// <summary>The disk has too little room.</summary>
    InsufficientStorage,

    /// <summary>The machine has too little free memory for the model.</summary>
    InsufficientMemory,

    /// <summary>The daemon could not be reached, or the connection broke.</summary>
    DaemonUnreachable,
}
