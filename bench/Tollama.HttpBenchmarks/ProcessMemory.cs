using System.Diagnostics;
using System.Globalization;

namespace Tollama.HttpBenchmarks;

/// <summary>What the kernel says of a process' memory and processor time.</summary>
internal static class ProcessMemory
{
    /// <summary>Resident now, in megabytes.</summary>
    internal static double Megabytes(int id)
    {
        using Process process = Process.GetProcessById(id);
        return process.WorkingSet64 / 1e6;
    }

    /// <summary>The most that was ever resident, in megabytes.</summary>
    internal static double PeakMegabytes(int id) =>
        double.Parse(File.ReadLines($"/proc/{id}/status").First(line => line.StartsWith("VmHWM:", StringComparison.Ordinal))[6..^2].Trim(), CultureInfo.InvariantCulture) * 1024 / 1e6;

    /// <summary>What it has computed so far, in user and in kernel mode, on all cores together.</summary>
    internal static TimeSpan ProcessorTime(int id)
    {
        using Process process = Process.GetProcessById(id);
        return process.TotalProcessorTime;
    }

    /// <summary>The processes that a process started.</summary>
    internal static IEnumerable<int> Children(int parent) =>
        Process.GetProcesses().Where(process => ParentOf(process.Id) == parent).Select(process => process.Id);

    private static int ParentOf(int id)
    {
        string stat = $"/proc/{id}/stat";
        return File.Exists(stat) ? int.Parse(File.ReadAllText(stat).Split(") ")[^1].Split(' ')[1], CultureInfo.InvariantCulture) : 0;
    }
}
