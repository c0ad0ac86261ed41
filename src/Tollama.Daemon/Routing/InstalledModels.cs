using Microsoft.Extensions.Logging;
using Tollama.Catalog;
using Tollama.Core.Errors;
using Tollama.Store;

namespace Tollama.Daemon.Routing;

/// <summary>Finds installed models by any of their names.</summary>
internal sealed partial class InstalledModels(ModelStore store, ILogger<InstalledModels> logger)
{
    /// <summary>The model that a request names.</summary>
    /// <param name="model">The field <c>model</c>.</param>
    /// <param name="name">The field <c>name</c>, its older spelling.</param>
    /// <exception cref="TollamaException">No name, a bad name, or not installed.</exception>
    internal InstalledModel Get(string? model, string? name = null) => store.Get(NameOf(model, name));

    /// <summary>The one of the two fields that is not empty, as a name.</summary>
    /// <exception cref="TollamaException">Neither is there, or they name two models.</exception>
    internal static ModelName NameOf(string? model, string? name) => ModelName.OfEither(model, name)
        ?? throw new TollamaException(ErrorCode.InvalidRequest, "model is required", "send {\"model\": \"auto\"}");

    /// <summary>All installed models, newest first; a corrupt manifest is logged and left out.</summary>
    internal IReadOnlyList<InstalledModel> List()
    {
        StoreListing listing = store.List();
        foreach (string warning in listing.Warnings)
        {
            Corrupt(logger, warning);
        }

        return listing.Models;
    }

    /// <summary>The installed models as they were last read: the store is read again when one of them was added, replaced or removed.</summary>
    internal IReadOnlyList<InstalledModel> Known() => store.Known();

    [LoggerMessage(1300, LogLevel.Warning, "{Warning}")]
    private static partial void Corrupt(ILogger logger, string warning);
}
