using System.Runtime.InteropServices;

namespace Tollama.Daemon.Memory;

/// <summary>What a control group says of its memory, in bytes; <see langword="null"/> where it says nothing.</summary>
/// <param name="LimitBytes">What it may take.</param>
/// <param name="TakenBytes">What it takes.</param>
/// <param name="CachedBytes">The part of it that are pages of files which nobody has used for a while.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct MemoryGroup(long? LimitBytes, long? TakenBytes, long? CachedBytes)
{
    /// <summary>What it may take further. Cached pages count as taken, but are given up before anything is refused.</summary>
    public long? RoomBytes => LimitBytes - TakenBytes is { } left ? Math.Max(0, left + (CachedBytes ?? 0)) : null;
}
