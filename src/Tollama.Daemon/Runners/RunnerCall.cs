using System.Text.Json;
using Tollama.Core.Protocol;

namespace Tollama.Daemon.Runners;

/// <summary>One forecast, or another computation, to be made by a runner.</summary>
internal sealed record RunnerCall
{
    /// <summary>What is asked for. Another method than the default is called only on a runner that names it among its capabilities.</summary>
    public string Method { get; init; } = RunnerMethods.Forecast;

    /// <summary>The model's name as it was loaded; empty for a method that needs none. The parameters name it as well: this one is for reloading and errors.</summary>
    public required string Model { get; init; }

    /// <summary>Writes the parameters, for the runner that introduced itself so; anew for each process that is asked.</summary>
    public required Action<Utf8JsonWriter, HelloResult> Parameters { get; init; }

    /// <summary>The time for everything: start of the process, loading, a retry, the forecast. <see langword="null"/> = no limit.</summary>
    public TimeSpan? Timeout { get; init; }

    /// <summary>The id under which the request appears in logs.</summary>
    public string? RequestId { get; init; }

    /// <summary>Told how far the request is. Called on the thread that reads the runner's answers: it must not block.</summary>
    public Action<ProgressNotice>? Progress { get; init; }
}
