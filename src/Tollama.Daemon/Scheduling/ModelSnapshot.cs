using Tollama.Core.Protocol;
using Tollama.Store;

namespace Tollama.Daemon.Scheduling;

/// <summary>A model in memory at one moment.</summary>
internal sealed record ModelSnapshot(
    InstalledModel Model, string State, int Active, int Queued, bool IsPinned, DateTimeOffset? ExpiresAt, LoadResult? Load)
{
    internal static ModelSnapshot Of_NeedsLock(LoadedModel entry) => new(
        entry.Model,
        entry.State switch
        {
            ModelState.Loading => "loading",
            ModelState.Stopping => "stopping",
            _ => entry.Active > 0 ? "busy" : "ready",
        },
        entry.Active,
        Math.Max(0, entry.References - entry.Active),
        entry.IsPinned,
        entry.ExpiresAt,
        entry.Result);
}
