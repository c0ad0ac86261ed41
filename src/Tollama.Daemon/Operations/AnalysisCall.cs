using Tollama.Core.Analysis;

namespace Tollama.Daemon.Operations;

/// <summary>A request to describe series, as it was read.</summary>
/// <param name="Call">The series.</param>
/// <param name="Settings">How much is looked for.</param>
/// <param name="HasDetails">True to tell also what the Python tollama does not.</param>
internal sealed record AnalysisCall(ForecastCall Call, AnalysisSettings Settings, bool HasDetails);
