using Tollama.Catalog;
using Tollama.Core.Api;
using Tollama.Store;

namespace Tollama.Daemon.Operations;

/// <summary>The model of a request that need not name one: the usual one of its operation is built in, and installed by the first request that needs it.</summary>
internal sealed class UsualModels(ModelStore store, ModelPuller puller)
{
    /// <summary>The call with its model, which is installed. That the usual one was not is a warning.</summary>
    /// <param name="call">The call.</param>
    /// <param name="usual">The model where the request names none; built in.</param>
    /// <param name="cancellationToken">Ends the installation.</param>
    /// <exception cref="Core.Errors.TollamaException">The model that the request names is not installed.</exception>
    internal async Task<ForecastCall> ApplyAsync(ForecastCall call, string usual, CancellationToken cancellationToken)
    {
        ModelName name = ModelName.OfEither(call.Request.Model, null) ?? ModelName.Parse(usual);
        if (call.Request.Model is null && await InstallAsync(name, cancellationToken).ConfigureAwait(false))
        {
            call = call with { Warnings = [.. call.Warnings, $"'{name.Short}' was not installed; it is part of tollama, and is installed now"] };
        }

        InstalledModel model = call.Model ?? store.Get(name);
        return call with { Model = model, Request = call.Request with { Model = model.Name.Short } };
    }

    // Installing what is built in costs nothing, so nobody has to do it first, but it is told.
    private async Task<bool> InstallAsync(ModelName name, CancellationToken cancellationToken)
    {
        if (store.Find(name) is not null)
        {
            return false;
        }

        await foreach (PullProgress line in puller.PullAsync(name, new PullOptions(), cancellationToken).ConfigureAwait(false))
        {
            _ = line;
        }

        return true;
    }
}
