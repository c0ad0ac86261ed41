using Tollama.Core.Protocol;
using Tollama.Core.Validation;

namespace Tollama.Daemon.Forecasting;

/// <summary>A forecast on its way through the daemon: the request, its prepared series, and who listens.</summary>
internal sealed class ForecastCall
{
    internal required ParsedRequest Request { get; init; }

    internal required IReadOnlyList<PreparedSeries> Series { get; init; }

    /// <summary>What was repaired or inferred before the model was asked.</summary>
    internal required List<string> Warnings { get; init; }

    /// <summary>Series that cannot be forecast for a reason the daemon found.</summary>
    internal required List<Core.Api.SeriesError> Errors { get; init; }

    /// <summary>How a table was understood; <see langword="null"/> for a JSON request.</summary>
    internal string? Input { get; init; }

    internal required string RequestId { get; init; }

    /// <summary>When the request arrived, as a stopwatch time stamp.</summary>
    internal required long Started { get; init; }

    /// <summary>Called with the name of the model if it has to be loaded first.</summary>
    internal Func<string, Task>? OnLoading { get; set; }

    /// <summary>Called when the model starts on the request, and as series finish; must not block.</summary>
    internal Action<ProgressNotice>? OnProgress { get; set; }
}
