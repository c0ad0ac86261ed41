using System.Globalization;

namespace Tollama.Soak.Daemons;

/// <summary>What the kernel says of processes.</summary>
internal static class ProcessFacts
{
    /// <summary>All processes below one, zombies among them.</summary>
    public static IReadOnlyList<int> Descendants(int id)
    {
        ILookup<int, int> children = All().Select(process => (Id: process, Parent: ParentOf(process))).ToLookup(pair => pair.Parent, pair => pair.Id);
        List<int> found = [.. children[id]];
        for (int i = 0; i < found.Count; i++)
        {
            found.AddRange(children[found[i]]);
        }

        return found;
    }

    /// <summary>The state as one letter: R, S, D, T (stopped), Z (zombie); <see langword="null"/> when the process is gone.</summary>
    public static char? State(int id) => Stat(id) is { } stat ? stat[0] : null;

    /// <summary>Its share of the memory of the machine, in bytes; 0 when it is gone.</summary>
    public static long Memory(int id) => KilobytesOf($"/proc/{id}/smaps_rollup", "Pss:") * 1024;

    public static int Threads(int id) => (int)KilobytesOf($"/proc/{id}/status", "Threads:");

    public static int Descriptors(int id)
    {
        try
        {
            return Directory.GetFileSystemEntries($"/proc/{id}/fd").Length;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return 0;
        }
    }

    public static string CommandLine(int id) => Read($"/proc/{id}/cmdline")?.Replace('\0', ' ').Trim() ?? "";

    /// <summary>The living processes whose environment has a text.</summary>
    public static IReadOnlyList<int> WithEnvironment(string text) =>
        [.. All().Where(id => id != Environment.ProcessId && Read($"/proc/{id}/environ")?.Contains(text, StringComparison.Ordinal) == true && State(id) is not (null or 'Z' or 'X'))];

    private static IEnumerable<int> All() =>
        Directory.GetDirectories("/proc").Select(Path.GetFileName).Where(name => char.IsAsciiDigit(name![0])).Select(name => int.Parse(name!, CultureInfo.InvariantCulture));

    private static int ParentOf(int id) => Stat(id) is { } stat ? int.Parse(stat.Split(' ')[1], CultureInfo.InvariantCulture) : 0;

    // What follows the name, which may hold blanks and brackets itself.
    private static string? Stat(int id) => Read($"/proc/{id}/stat") is { } text && text.LastIndexOf(')') is var end and > 0 ? text[(end + 2)..] : null;

    private static long KilobytesOf(string file, string name)
    {
        string? line = Read(file)?.Split('\n').FirstOrDefault(line => line.StartsWith(name, StringComparison.Ordinal));
        return line is null ? 0 : long.Parse(line[name.Length..].Replace("kB", "", StringComparison.Ordinal).Trim(), CultureInfo.InvariantCulture);
    }

    private static string? Read(string file)
    {
        try
        {
            return File.ReadAllText(file);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
