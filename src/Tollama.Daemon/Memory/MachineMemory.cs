using System.Globalization;

namespace Tollama.Daemon.Memory;

/// <summary>The memory of a Linux machine: what the kernel says is available, or less where control groups (containers, services) set a limit.</summary>
/// <param name="root">Where <c>proc</c> and <c>sys</c> are.</param>
internal sealed class MachineMemory(string root = "/") : IMemoryGauge
{
    // Version 1 writes a group without a limit as the highest number of whole pages.
    private const long NoLimit = 1L << 60;

    public long? FreeBytes()
    {
        long? free = Number(Lines("proc/meminfo"), "MemAvailable:") * 1024;
        return Groups().Aggregate(free, (least, group) => Lesser(least, group.RoomBytes));
    }

    /// <summary>All the memory that the machine has, or that its container may take; <see langword="null"/> where that cannot be known.</summary>
    public long? TotalBytes()
    {
        long? total = Number(Lines("proc/meminfo"), "MemTotal:") * 1024;
        return Groups().Aggregate(total, (least, group) => Lesser(least, group.LimitBytes));
    }

    /// <summary>The groups of this process and those around them: the tightest limit counts.</summary>
    private IEnumerable<MemoryGroup> Groups()
    {
        string[] lines = Lines("proc/self/cgroup");
        string first = lines.Select(line => PathOf(line, controllers => controllers is [""])).FirstOrDefault(path => path is not null) ?? "";
        string second = lines.Select(line => PathOf(line, controllers => controllers.Contains("memory"))).FirstOrDefault(path => path is not null) ?? "";
        return Upwards(first).Select(path => UnifiedGroup(Path.Join("sys/fs/cgroup", path)))
            .Concat(Upwards(second).Select(path => LegacyGroup(Path.Join("sys/fs/cgroup/memory", path))));
    }

    // number:controllers:/path. A group of version 2 names no controllers.
    private static string? PathOf(string line, Func<string[], bool> accepts) =>
        line.Split(':', 3) is [_, var controllers, var path] && accepts(controllers.Split(',')) ? path.Trim('/') : null;

    private static IEnumerable<string> Upwards(string path)
    {
        for (; path.Length > 0; path = path[..Math.Max(0, path.LastIndexOf('/'))])
        {
            yield return path;
        }

        yield return "";
    }

    private MemoryGroup UnifiedGroup(string group) => new(
        Whole(Lines(Path.Join(group, "memory.max")).FirstOrDefault()),
        Whole(Lines(Path.Join(group, "memory.current")).FirstOrDefault()),
        Number(Lines(Path.Join(group, "memory.stat")), "inactive_file "));

    private MemoryGroup LegacyGroup(string group)
    {
        string[] statistics = Lines(Path.Join(group, "memory.stat"));
        long? limit = Whole(Lines(Path.Join(group, "memory.limit_in_bytes")).FirstOrDefault());

        // A container does not see the groups around it; the kernel tells the tightest of their limits.
        limit = Lesser(limit, Number(statistics, "hierarchical_memory_limit "));
        return new(
            limit < NoLimit ? limit : null,
            Whole(Lines(Path.Join(group, "memory.usage_in_bytes")).FirstOrDefault()),
            Number(statistics, "total_inactive_file ") ?? Number(statistics, "inactive_file "));
    }

    private static long? Lesser(long? one, long? other) => other is null || one <= other ? one : other;

    private static long? Number(string[] lines, string label) => lines.FirstOrDefault(line => line.StartsWith(label, StringComparison.Ordinal)) is { } line
        ? Whole(line[label.Length..].Replace("kB", "", StringComparison.Ordinal))
        : null;

    private static long? Whole(string? text) => long.TryParse(text, NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture, out long number)
        ? number
        : null;

    private string[] Lines(string path)
    {
        try
        {
            return File.ReadAllLines(Path.Join(root, path));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }
}
