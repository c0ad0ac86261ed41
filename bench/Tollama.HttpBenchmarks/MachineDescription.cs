using System.Runtime.InteropServices;

namespace Tollama.HttpBenchmarks;

/// <summary>The machine and the runtime that results were measured on.</summary>
internal static class MachineDescription
{
    internal static string Text { get; } = $"{Cpu()}, {Environment.ProcessorCount} cores, {RuntimeInformation.OSDescription.Split('#')[0].Trim()}, {RuntimeInformation.FrameworkDescription}";

    /// <summary>The name alone often hides which processor it is: family 25, model 17 is a Zen 4, family 26 a Zen 5.</summary>
    private static string Cpu() => Fact("model name") is { } name
        ? Fact("cpu family") is { } family ? $"{name} (family {family}, model {Fact("model")})" : name
        : "unknown CPU";

    private static string? Fact(string name) => File.Exists("/proc/cpuinfo")
        ? File.ReadLines("/proc/cpuinfo").Select(line => line.Split(':')).FirstOrDefault(parts => parts[0].Trim() == name)?[^1].Trim()
        : null;
}
