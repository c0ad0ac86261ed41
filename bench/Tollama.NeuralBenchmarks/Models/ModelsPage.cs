using System.Globalization;
using System.Text;
using Tollama.HttpBenchmarks;
using Tollama.NeuralBenchmarks.Kernels;
using Tollama.NeuralBenchmarks.Onnx;
using Tollama.NeuralBenchmarks.Torch;

namespace Tollama.NeuralBenchmarks.Models;

/// <summary>The results page of the models.</summary>
internal sealed class ModelsPage
{
    /// <summary>From so many series on, the work of a request is shared evenly.</summary>
    private const int ManySeries = 8;

    /// <summary>With more of a core taken by other programs, two threads do not have two cores.</summary>
    private const double Quiet = 0.2;

    private readonly List<ModelResult> _results = [];
    private readonly double _peak = FmaPeak.OneThread();

    private bool HasTorch => _results.Any(result => result.Rows.Any(row => row.Torch.Length > 0));

    public void Add(ModelResult result) => _results.Add(result);

    public override string ToString()
    {
        StringBuilder page = new();
        Line(page, $"# Speed of the foundation models");
        Line(page, $"");
        Line(page, $"`dotnet run -c Release --project bench/Tollama.NeuralBenchmarks -- models`: networks of the released sizes with random weights, from files as the runner gets them, beside the same networks as ONNX graphs in ONNX Runtime (fused attention and norms, packed weights, all optimizations; its threads wait for work in a loop as they do by default, but not into our turn), in turns, each model in a process of its own. From the values of the series to the quantiles of the forecast on both sides; outputs are compared before anything is measured. One thread by its processor time, two by wall time. The ratio is ONNX Runtime's least time over ours: above 1 we are faster. Rows of more than 10^12 multiplications and additions are left out. GFLOP/s counts the matrix products; others says how many cores other programs kept busy during the row.");
        Line(page, $"");
        Line(page, $"libtorch runs the same graphs node by node on one thread, with its own functions for linear layers, attention and layer norms (`-p:Libtorch=true`, `--torch`). These graphs are ours: this is not the time of the makers' packages, for which see [official-packages.md](../official-packages.md). The native library of TorchSharp asks for the C++ library of GCC 13, which Debian 12 lacks: it is measured in a Debian 13 on the same machine, like everything on this page.");
        Line(page, $"");
        Line(page, $"{MachineDescription.Text}, ONNX Runtime {OnnxModel.Version}{(HasTorch ? $", libtorch {TorchModel.Version}" : "")}");
        Line(page, $"");
        Line(page, $"Peak of multiply-adds: {_peak:F0} GFLOP/s of a thread; that of two threads is taken as twice as much.");
        AddSummary(page);
        foreach (ModelResult result in _results)
        {
            AddModel(page, result);
        }

        return page.ToString();
    }

    private void AddSummary(StringBuilder page)
    {
        Line(page, $"");
        Line(page, $"| model | parameters | files MB | load s | resident MB | after 64 series of 512 values MB | ratio, 1 thread | ratio, 2 threads | to libtorch | speed-up |");
        Line(page, $"|---|---|---|---|---|---|---|---|---|---|");
        foreach (ModelResult result in _results)
        {
            Line(page, $"| {result.Name} | {result.Parameters / 1e6:F1} M | {result.WeightBytes / 1e6:F0} | {result.LoadSeconds:F2} | {result.ResidentBytes / 1e6:F0} | {result.BusyBytes / 1e6:F0} | {Text(Ratio([result], 1))} | {Text(Ratio([result], 2))} | {Text(TorchRatio([result]))} | {Text(SpeedUp([result]))} |");
        }

        Line(page, $"| **all** | | | | | | **{Text(Ratio(_results, 1))}** | **{Text(Ratio(_results, 2))}** | **{Text(TorchRatio(_results))}** | **{Text(SpeedUp(_results))}** |");
        Line(page, $"");
        Line(page, $"Geometric means. The speed-up is that of two threads over one, of rows with {ManySeries} series or more during which other programs took less than {Quiet:P0} of a core; – where there was no such row. The memory is what the process has more than before the load.");
    }

    private void AddModel(StringBuilder page, ModelResult result)
    {
        Line(page, $"");
        Line(page, $"## {result.Name}");
        Line(page, $"");
        Line(page, $"| threads | context | series | best ms | median ms | series/s | GFLOP/s | of peak | ONNX Runtime ms | ratio | libtorch ms | ratio | others |");
        Line(page, $"|---|---|---|---|---|---|---|---|---|---|---|---|---|");
        foreach (ModelRow row in result.Rows)
        {
            Line(page, $"| {row.Threads} | {row.Context} | {row.Series} | {row.Best * 1e3:F2} | {row.Median * 1e3:F2} | {row.Series / row.Best:F1} | {row.Speed:F1} | {row.Speed / _peak / row.Threads:P0} | {row.Runtime.Min() * 1e3:F2} | {row.Ratio:F2} | {Text(row.Torch.DefaultIfEmpty(double.NaN).Min() * 1e3)} | {Text(row.TorchRatio)} | {row.OtherCores:F1} |");
        }
    }

    private static double Ratio(IEnumerable<ModelResult> results, int threads) =>
        GeometricMean(results.SelectMany(result => result.Rows).Where(row => row.Threads == threads).Select(row => row.Ratio));

    private static double TorchRatio(IEnumerable<ModelResult> results) =>
        GeometricMean(results.SelectMany(result => result.Rows).Where(row => row.Torch.Length > 0).Select(row => row.TorchRatio));

    private static double SpeedUp(IEnumerable<ModelResult> results) => GeometricMean(
        from result in results
        from one in result.Rows
        from two in result.Rows
        where one.Threads == 1 && two.Threads == 2 && two.OtherCores < Quiet && one.Series >= ManySeries && one.Series == two.Series && one.Context == two.Context
        select one.Best / two.Best);

    private static string Text(double value) => double.IsNaN(value) ? "–" : value.ToString("F2", CultureInfo.InvariantCulture);

    private static double GeometricMean(IEnumerable<double> values) => Math.Exp(values.Select(value => Math.Log(value)).DefaultIfEmpty(double.NaN).Average());

    private static void Line(StringBuilder page, FormattableString text) => page.Append(text.ToString(CultureInfo.InvariantCulture)).Append('\n');
}
