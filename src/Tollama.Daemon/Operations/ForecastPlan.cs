using Tollama.Core.Series;
using Tollama.Daemon.Intervals;
using Tollama.Daemon.Routing;
using Tollama.Daemon.Scheduling;

namespace Tollama.Daemon.Operations;

/// <summary>How a call is answered: by which model, in which parts, in which process.</summary>
internal sealed record ForecastPlan
{
    /// <summary>The model that answers, and why.</summary>
    internal required AutoRoute Route { get; init; }

    /// <summary>The series, with the covariates that the model uses.</summary>
    internal required Panel Panel { get; init; }

    /// <summary>What is asked of the model, one after the other.</summary>
    internal required IReadOnlyList<PanelPart> Parts { get; init; }

    /// <summary>How the intervals are made of errors at earlier origins; <see langword="null"/> where the model makes them.</summary>
    internal OriginSettings? Origins { get; init; }

    /// <summary>What is asked of the history; <see langword="null"/> for nothing.</summary>
    internal InsightPlan? Insight { get; init; }

    /// <summary>For whom it is, and about how much it is in all.</summary>
    internal required Work Work { get; init; }

    /// <summary>About how many bytes its answer has.</summary>
    internal required long AnswerBytes { get; init; }

    /// <summary>What the plan leaves out of the request.</summary>
    internal IReadOnlyList<string> Warnings { get; init; } = [];

    /// <summary>True if it belongs into a process for large work.</summary>
    internal bool IsLarge => Work.Size == WorkSize.Large;
}
