using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using Tollama.Soak.Checks;

namespace Tollama.Soak.Reports;

/// <summary>The tables at the end.</summary>
internal static class Report
{
    public static string Write(SoakOptions options, Tally tally, IReadOnlyList<Checkpoint> checkpoints, IEnumerable<string> impossible, TimeSpan time)
    {
        StringBuilder text = new();
        text.AppendLine(CultureInfo.InvariantCulture, $"{Cpu()}, {Environment.ProcessorCount} cores, {RuntimeInformation.OSDescription.Split('#')[0].Trim()}, {RuntimeInformation.FrameworkDescription}; {time.TotalMinutes:0.0} minutes, seed {options.Seed}\n");
        text.AppendLine("| operation | requests | answers | longest, s |\n|---|---|---|---|");
        foreach ((string operation, int count, string outcomes, TimeSpan longest) in tally.Operations)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"| {operation} | {count} | {outcomes} | {longest.TotalSeconds:0.00} |");
        }

        text.AppendLine("\n| fault | times |\n|---|---|");
        foreach ((string name, int count) in tally.FaultsByName)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"| {name} | {count} |");
        }

        foreach (string sentence in impossible)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"| not here: {sentence} | 0 |");
        }

        WriteCheckpoints(text, checkpoints);
        return text.ToString();
    }

    private static void WriteCheckpoints(StringBuilder text, IReadOnlyList<Checkpoint> checkpoints)
    {
        text.AppendLine("\n| after round | requests | daemon | MB | its runners MB | resting runners MB | of the warm one | descriptors | threads |\n|---|---|---|---|---|---|---|---|---|");
        foreach (Checkpoint point in checkpoints)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"| {point.Round}, {point.Kind} | {point.Requests} | {point.DaemonId} | {point.DaemonBytes / 1e6:0} | {point.RunnerBytes / 1e6:0} | {point.OtherBytes / 1e6:0} | {(double)point.Bytes / checkpoints[0].Bytes:0.00} | {point.Descriptors} | {point.Threads} |");
        }
    }

    private static string Cpu() => File.ReadLines("/proc/cpuinfo").Select(line => line.Split(':')).FirstOrDefault(parts => parts[0].Trim() == "model name")?[^1].Trim() ?? "unknown CPU";
}
