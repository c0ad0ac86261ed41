using System.Runtime.InteropServices;

namespace Tollama.HttpBenchmarks;

/// <summary>The machine and the runtime that results were measured on.</summary>
internal static class MachineDescription
{
    internal static string Text { get; } = $"{Cpu()}, {Environment.ProcessorCount} cores, {RuntimeInformation.OSDescription.Split('#')[0].Trim()}, {RuntimeInformation.FrameworkDescription}";

    private static string Cpu() => File.Exists("/proc/cpuinfo")
        ? File.ReadLines("/proc/cpuinfo").FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal))?.Split(':')[1].Trim() ?? "unknown CPU"
        : "unknown CPU";
}
