using System.Diagnostics;
using System.Globalization;

namespace Tollama.NeuralBenchmarks.Measuring;

/// <summary>How much of the machine other programs take while something is measured.</summary>
internal sealed class OtherPrograms
{
    private const double TicksASecond = 100;

    private readonly long _start = Stopwatch.GetTimestamp();
    private readonly double _busy = Busy();
    private readonly double _own = Own();

    /// <summary>The cores that they kept busy since this was made, on average.</summary>
    public double Cores => Math.Max(0, Busy() - _busy - (Own() - _own)) / Stopwatch.GetElapsedTime(_start).TotalSeconds;

    private static double Own() => Environment.CpuUsage.TotalTime.TotalSeconds;

    /// <summary>Processor seconds of all programs since the machine started: user, nice, system, and after idle and waiting the interrupts and what was stolen.</summary>
    private static double Busy()
    {
        double[] ticks = [.. File.ReadLines("/proc/stat").First().Split(' ', StringSplitOptions.RemoveEmptyEntries).Skip(1).Take(8)
            .Select(text => double.Parse(text, CultureInfo.InvariantCulture))];
        return (ticks.Sum() - ticks[3] - ticks[4]) / TicksASecond;
    }
}
