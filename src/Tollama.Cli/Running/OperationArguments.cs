using Tollama.Cli.Terminal;
using Tollama.Core.Requests;

namespace Tollama.Cli.Running;

/// <summary>What a verb of an operation was told.</summary>
internal sealed record OperationArguments
{
    /// <summary>What was typed of the request.</summary>
    public required ForecastRequest Request { get; init; }

    /// <summary>Where the input comes from.</summary>
    public required InputSource Source { get; init; }

    /// <summary>The models that must be installed, when the request names none itself; those that are not are pulled.</summary>
    public IReadOnlyList<string> Models { get; init; } = [];

    /// <summary>Whether a model that a JSON request names gives way to those of the command line.</summary>
    public bool ReplacesModel { get; init; }

    /// <summary>Whether the daemon's answer is printed as JSON.</summary>
    public bool Json { get; init; }

    /// <summary>Whether progress is shown.</summary>
    public ProgressMode Progress { get; init; }

    /// <summary>Whether a daemon may be started.</summary>
    public bool MayStartDaemon { get; init; } = true;
}
