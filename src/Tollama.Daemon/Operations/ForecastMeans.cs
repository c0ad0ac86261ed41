using Tollama.Daemon.Execution;
using Tollama.Daemon.Health;
using Tollama.Daemon.Scheduling;

namespace Tollama.Daemon.Operations;

/// <summary>What every run computes with.</summary>
/// <param name="Forecaster">Computes.</param>
/// <param name="Places">The places of its processes.</param>
/// <param name="Metrics">Counts.</param>
/// <param name="Sampler">Draws sample paths.</param>
internal sealed record ForecastMeans(IForecaster Forecaster, ProcessPlaces Places, DaemonMetrics Metrics, ISampler Sampler);
