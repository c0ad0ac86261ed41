using Tollama.Core.Errors;
using Tollama.Store;

namespace Tollama.Daemon.Execution;

/// <summary>Computes forecasts with models that are loaded: the one thing that another way to compute has to bring.</summary>
internal interface IForecaster
{
    /// <summary>Computes a forecast.</summary>
    /// <param name="model">The model, which is loaded.</param>
    /// <param name="order">What is asked of it.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <exception cref="TollamaException">It failed, or refused; the code says which.</exception>
    /// <exception cref="OperationCanceledException">The token fired.</exception>
    Task<ForecastReply> ForecastAsync(InstalledModel model, ForecastOrder order, CancellationToken cancellationToken);
}
