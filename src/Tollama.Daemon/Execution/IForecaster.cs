using Tollama.Core.Errors;
using Tollama.Store;

namespace Tollama.Daemon.Execution;

/// <summary>Computes forecasts with models that are loaded: the one thing that another way to compute has to bring.</summary>
internal interface IForecaster
{
    /// <summary>The name of the process in which a forecast is computed: what is computed there at once shares its places.</summary>
    /// <param name="model">The model.</param>
    /// <param name="isLarge">True for large work, which may have a process of its own.</param>
    string ProcessOf(InstalledModel model, bool isLarge);

    /// <summary>True if the series of a request may be sent in several orders: the forecast of a series does not depend on the others.</summary>
    /// <param name="model">The model, which is loaded.</param>
    bool TakesParts(InstalledModel model);

    /// <summary>Computes a forecast.</summary>
    /// <param name="model">The model, which is loaded.</param>
    /// <param name="order">What is asked of it.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <exception cref="TollamaException">It failed, or refused; the code says which.</exception>
    /// <exception cref="OperationCanceledException">The token fired.</exception>
    Task<ForecastReply> ForecastAsync(InstalledModel model, ForecastOrder order, CancellationToken cancellationToken);
}
