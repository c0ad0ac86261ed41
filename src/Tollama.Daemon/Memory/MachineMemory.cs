using System.Globalization;

namespace Tollama.Daemon.Memory;

/// <summary>The memory of a Linux machine: what the kernel says is available, or less where control groups (containers, services) set a limit.</summary>
/// <param name="root">Where <c>proc</c> and <c>sys</c> are.</param>
internal sealed class MachineMemory(string root = "/") : IMemoryGauge
{
    private const string GroupPrefix = "0::";

    public long? FreeBytes()
    {
        long? free = Number(Lines("proc/meminfo"), "MemAvailable:") * 1024;
        foreach (string group in Groups())
        {
            if (RoomIn(group) is { } room && !(free <= room))
            {
                free = room;
            }
        }

        return free;
    }

    /// <summary>The group of this process and those around it: the tightest limit counts.</summary>
    private IEnumerable<string> Groups()
    {
        string line = Lines("proc/self/cgroup").FirstOrDefault(line => line.StartsWith(GroupPrefix, StringComparison.Ordinal)) ?? GroupPrefix;
        for (string path = line[GroupPrefix.Length..].Trim('/'); ; path = path[..Math.Max(0, path.LastIndexOf('/'))])
        {
            yield return Path.Join("sys/fs/cgroup", path);
            if (path.Length == 0)
            {
                yield break;
            }
        }
    }

    // Pages of files that nobody has used for a while count as taken, but are given up before anything is refused.
    private long? RoomIn(string group)
    {
        long? limit = Whole(Lines(Path.Join(group, "memory.max")).FirstOrDefault());
        long? taken = Whole(Lines(Path.Join(group, "memory.current")).FirstOrDefault());
        long cached = Number(Lines(Path.Join(group, "memory.stat")), "inactive_file ") ?? 0;
        return limit - taken is { } left ? Math.Max(0, left + cached) : null;
    }

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
