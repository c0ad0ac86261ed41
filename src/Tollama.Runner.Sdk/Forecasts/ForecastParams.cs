using Tollama.Core.Forecasting;

namespace Tollama.Runner.Sdk;

/// <summary>The parameters of a forecast request.</summary>
/// <param name="Model">The name under which the model was loaded.</param>
/// <param name="Task">What to forecast.</param>
/// <param name="FailFast">True if one series that cannot be forecast fails the request.</param>
internal sealed record ForecastParams(string Model, ForecastTask Task, bool FailFast);
