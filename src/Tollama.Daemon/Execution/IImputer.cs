using Tollama.Core.Errors;
using Tollama.Core.Protocol;

namespace Tollama.Daemon.Execution;

/// <summary>Fills missing values of series. No model has to be loaded for that.</summary>
internal interface IImputer
{
    /// <summary>The name of the process in which it is done: what is computed there at once shares its places.</summary>
    /// <param name="isLarge">True for large work, which may have a process of its own.</param>
    string ProcessOf(bool isLarge);

    /// <summary>Fills series.</summary>
    /// <param name="order">What is asked.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <exception cref="TollamaException">It failed, or refused; the code says which.</exception>
    /// <exception cref="OperationCanceledException">The token fired.</exception>
    Task<ImputeResult> ImputeAsync(ImputationOrder order, CancellationToken cancellationToken);
}
