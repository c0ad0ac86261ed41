using System.CommandLine;
using System.Globalization;
using System.Text;
using Tollama.HttpBenchmarks;
using Tollama.NeuralBenchmarks.Onnx;
using Tollama.Numerics.Kernels;

namespace Tollama.NeuralBenchmarks.Kernels;

/// <summary><c>kernels</c>: matrix products beside the processor's peak and ONNX Runtime.</summary>
internal static class KernelsCommand
{
    public static Command Create()
    {
        Option<double> seconds = new("--seconds") { Description = "How long to measure each product by each program.", DefaultValueFactory = _ => 0.5 };
        Option<FileInfo?> output = new("--output") { Description = "Where the table goes, as bench/results/<machine>/kernels.md; standard output without it." };
        Command command = new("kernels", "Matrix products beside the processor's peak and ONNX Runtime.") { seconds, output };
        command.SetAction(parsed =>
        {
            string page = Page(parsed.GetValue(seconds));
            if (parsed.GetValue(output) is FileInfo file)
            {
                File.WriteAllText(file.FullName, page);
            }
            else
            {
                Console.Out.Write(page);
            }
        });
        return command;
    }

    private static string Page(double seconds)
    {
        KernelSet[] kernelSets = [.. KernelSet.Available.Where(kernels => kernels.Name != "scalar")];
        StringBuilder page = new();
        Line(page, $"# Speed of the neural kernels");
        Line(page, $"");
        Line(page, $"`dotnet run -c Release --project bench/Tollama.NeuralBenchmarks -- kernels`: float32 matrix products `x Wᵀ` with packed weights, one thread, beside ONNX Runtime (`MatMul` with constant weights, which it packs, too) in one process, in turns. GFLOP/s by the least processor time of all rounds: what other programs take from the processor does not count, what they take from caches and memory does. The ratio is ours over ONNX Runtime's, for the first column.");
        Line(page, $"");
        Line(page, $"{MachineDescription.Text}, ONNX Runtime {OnnxModel.Version}");
        Line(page, $"");
        double peak = FmaPeak.OneThread();
        Line(page, $"Peak of multiply-adds: {peak:F0} GFLOP/s with 512 bits, {FmaPeak.OneThread256():F0} with 256 bits (one thread); {FmaPeak.Threads(2):F0} with 512 bits on two threads (wall time).");
        Line(page, $"");
        Line(page, $"| rows | inputs | outputs | {string.Join(" | ", kernelSets.Select(kernels => kernels.Name))} | of peak | ONNX Runtime | ratio |");
        Line(page, $"|---|---|---|{string.Concat(kernelSets.Select(_ => "---|"))}---|---|---|");
        List<(int Rows, double Ratio)> ratios = [];
        foreach (ProductCase product in ProductCase.All)
        {
            double[] speeds = product.Measure(kernelSets, seconds);
            double ratio = speeds[0] / speeds[^1];
            ratios.Add((product.Rows, ratio));
            string ours = string.Join(" | ", speeds[..^1].Select(speed => speed.ToString("F1", CultureInfo.InvariantCulture)));
            Line(page, $"| {product.Rows} | {product.Inputs} | {product.Outputs} | {ours} | {speeds[0] / peak:P0} | {speeds[^1]:F1} | {ratio:F2} |");
        }

        Line(page, $"");
        foreach (IGrouping<int, (int Rows, double Ratio)> group in ratios.GroupBy(entry => entry.Rows))
        {
            Line(page, $"- {group.Key} {(group.Key == 1 ? "row" : "rows")}: geometric mean of the ratios {GeometricMean(group.Select(entry => entry.Ratio)):F2}");
        }

        Line(page, $"- all: **{GeometricMean(ratios.Select(entry => entry.Ratio)):F2}**");
        return page.ToString();
    }

    private static double GeometricMean(IEnumerable<double> values) => Math.Exp(values.Average(Math.Log));

    private static void Line(StringBuilder page, FormattableString text) => page.Append(text.ToString(CultureInfo.InvariantCulture)).Append('\n');
}
