using Tollama.Core.Errors;
using Tollama.Daemon.Memory;
using Tollama.Store;

namespace Tollama.Daemon.Scheduling;

/// <summary>Makes room for a model with a process of its own: by number where one is set, and always by memory.</summary>
internal sealed class LoadRoom(int? maxLoaded, IMemoryGauge memory)
{
    /// <summary>Which model must go before another may come; <see langword="null"/> when there is room.</summary>
    /// <param name="model">The model that is to come.</param>
    /// <param name="bytesNeeded">The memory that it takes; 0 when that is not known.</param>
    /// <param name="loaded">The models that have processes of their own.</param>
    /// <exception cref="TollamaException"><see cref="ErrorCode.InsufficientMemory"/>: no idle model could make room.</exception>
    internal LoadedModel? VictimFor(InstalledModel model, long bytesNeeded, IReadOnlyList<LoadedModel> loaded) =>
        loaded.Count >= maxLoaded ? VictimByNumber(loaded) : VictimByMemory(model, bytesNeeded, loaded);

    /// <summary>Of the idle ones the one that would expire first; if none is idle, one in use, once its requests are answered.</summary>
    private static LoadedModel VictimByNumber(IReadOnlyList<LoadedModel> loaded) => loaded
        .OrderBy(entry => entry.State == ModelState.Stopping ? 0 : 1)
        .ThenBy(entry => entry.References)
        .ThenBy(entry => entry.ExpiresAt ?? DateTimeOffset.MaxValue)
        .First();

    /// <summary>Of the idle ones the one with the shortest keep-alive; pinned ones last.</summary>
    private LoadedModel? VictimByMemory(InstalledModel model, long bytesNeeded, IReadOnlyList<LoadedModel> loaded)
    {
        if (bytesNeeded == 0 || memory.FreeBytes() is not { } free)
        {
            return null;
        }

        // A model that is being loaded has not taken yet what it will.
        long room = free - loaded.Where(entry => entry.State == ModelState.Loading).Sum(entry => entry.BytesNeeded);
        if (bytesNeeded <= room)
        {
            return null;
        }

        if (loaded.FirstOrDefault(entry => entry.State == ModelState.Stopping) is { } leaving)
        {
            return leaving;
        }

        List<LoadedModel> idle = [.. loaded.Where(entry => entry is { State: ModelState.Ready, References: 0 })];
        return bytesNeeded <= room + idle.Sum(entry => entry.BytesNeeded)
            ? idle.OrderBy(entry => entry.IsPinned ? TimeSpan.MaxValue : entry.KeepAlive).ThenBy(entry => entry.ExpiresAt).First()
            : throw Refusal(model, bytesNeeded, Math.Max(0, room), loaded);
    }

    private static TollamaException Refusal(InstalledModel model, long bytesNeeded, long room, IReadOnlyList<LoadedModel> loaded)
    {
        string taken = loaded.Count == 0 ? "" : $" beside {string.Join(", ", loaded.Select(entry => entry.Model.Name.Short).Order(StringComparer.Ordinal))}";
        return new TollamaException(
            ErrorCode.InsufficientMemory,
            $"'{model.Name.Short}' needs {ByteCount.Format(bytesNeeded)} of memory, and {ByteCount.Format(room)} are free{taken}",
            "stop models that are in use ('tollama ps', 'tollama stop MODEL') or other programs, or take a smaller model");
    }
}
