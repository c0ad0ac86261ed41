using Tollama.Core.Api;
using Tollama.Core.Requests;
using Tollama.Core.Series;
using Tollama.Data.Writing;
using Tollama.Store;

namespace Tollama.Daemon.Operations;

/// <summary>A request that was read, with its series made regular.</summary>
internal sealed record ForecastCall
{
    /// <summary>The request; it has a model and a horizon. Its series are as they were sent.</summary>
    internal required ForecastRequest Request { get; init; }

    /// <summary>The model that the request names; <see langword="null"/> if it is not installed.</summary>
    internal InstalledModel? Model { get; init; }

    /// <summary>The series that can be forecast. Models are asked for the steps of the gap too: these are of its horizon.</summary>
    internal required Panel Panel { get; init; }

    /// <summary>How many steps after the last value are not told; 0 for none.</summary>
    internal int Gap => Request.Gap ?? 0;

    /// <summary>How many steps the answer has.</summary>
    internal int Steps => Panel.Horizon - Gap;

    /// <summary>What was repaired or inferred before the model was asked.</summary>
    internal IReadOnlyList<string> Warnings { get; init; } = [];

    /// <summary>Series that cannot be forecast for a reason the daemon found.</summary>
    internal IReadOnlyList<SeriesError> Errors { get; init; } = [];

    /// <summary>How a table was understood; <see langword="null"/> for a JSON request.</summary>
    internal string? Input { get; init; }

    /// <summary>How a table was written; <see langword="null"/> for a JSON request.</summary>
    internal InputForm? Form { get; init; }

    /// <summary>What is wanted of sample paths; <see langword="null"/> for nothing.</summary>
    internal SamplePlan? Sampling { get; init; }

    /// <summary>True if an operation asks for what there is of <c>include</c>, and does without the rest: nobody is told what is missing.</summary>
    internal bool TakesWhatThereIs { get; init; }

    internal required string RequestId { get; init; }

    /// <summary>When the request arrived, as a stopwatch time stamp.</summary>
    internal required long Started { get; init; }

    /// <summary>True if the body is no longer needed: its numbers were read.</summary>
    internal bool IsFreeOfBody { get; init; }
}
