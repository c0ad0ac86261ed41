using System.Diagnostics;
using System.Text.Json;
using Tollama.Catalog.Architectures;
using Tollama.Core.Forecasting;
using Tollama.Core.Series;
using Tollama.Neural;
using Tollama.NeuralBenchmarks.Measuring;
using Tollama.NeuralBenchmarks.Onnx;
using Tollama.NeuralBenchmarks.Torch;
using Tollama.NeuralBenchmarks.Twins;
using Tollama.Numerics.Kernels;

namespace Tollama.NeuralBenchmarks.Models;

/// <summary>Measures one model: writes its files, loads them as a runner does, and lets it run against its twin.</summary>
internal sealed class ModelRun(ReleasedModel model, Effort effort)
{
    /// <summary>What the outputs may differ by, compared with their range: sums in another order.</summary>
    private const double Tolerance = 1e-3;

    /// <summary>How often a row is measured at the most while other programs keep more cores busy than <see cref="Quiet"/>, unless it takes long.</summary>
    private const int Attempts = 4;

    private const double Quiet = 0.15, LongRow = 1;

    private const int WarmUpCalls = 100;

    private static readonly TimeSpan WarmUpTime = TimeSpan.FromSeconds(1);

    private readonly ModelArchitecture _architecture = model.Architecture;

    public ModelResult Measure()
    {
        string folder = Directory.CreateTempSubdirectory("tollama-bench-").FullName;
        try
        {
            return Measure(folder, model.Write(folder));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private ModelResult Measure(string folder, WeightsFile weights)
    {
        List<ModelRow> rows = [];
        (double load, long resident, long busy) = (double.PositiveInfinity, 0, 0);
        foreach (int threads in effort.Threads)
        {
            Workers.Use(new Workers(threads));
            long before = Memory.Resident;
            long start = Stopwatch.GetTimestamp();
            using NeuralModel loaded = Load(folder);
            load = Math.Min(load, Stopwatch.GetElapsedTime(start).TotalSeconds);
            resident = Math.Max(resident, Memory.Resident - before);
            _ = Forecast(loaded, Histories(effort.Series.Max(), model.Contexts.Min()));
            busy = Math.Max(busy, Memory.Resident - before);
            WarmUp(loaded);
            foreach ((int context, int series) in model.Contexts.Intersect(effort.Contexts).SelectMany(context => effort.Series.Select(series => (context, series))))
            {
                Twin twin = model.Twin(weights, series, context);
                if (twin.Operations <= effort.MostOperations)
                {
                    rows.Add(Compare(folder, loaded, twin, threads, series, context));
                }
            }
        }

        return new ModelResult
        {
            Name = model.Name, Parameters = _architecture.ParameterCount, WeightBytes = weights.Length, LoadSeconds = load, ResidentBytes = resident,
            BusyBytes = busy, Rows = rows,
        };
    }

    private NeuralModel Load(string folder)
    {
        Dictionary<string, string> files = Directory.EnumerateFiles(folder, "*.*").Where(path => !path.EndsWith(".onnx", StringComparison.Ordinal))
            .ToDictionary(path => Path.GetFileName(path));
        return (NeuralModel)new NeuralFamily(_architecture.Family).Load(new ModelReference { Family = _architecture.Family, Model = model.Name, Files = files }, CancellationToken.None);
    }

    /// <summary>Small forecasts until the runtime has compiled everything for good, which it does in the background.</summary>
    private void WarmUp(NeuralModel loaded)
    {
        double[][] histories = Histories(2, 64);
        long start = Stopwatch.GetTimestamp();
        for (int call = 0; call < WarmUpCalls || Stopwatch.GetElapsedTime(start) < WarmUpTime; call++)
        {
            _ = Forecast(loaded, histories);
        }
    }

    private ModelRow Compare(string folder, NeuralModel loaded, Twin twin, int threads, int series, int context)
    {
        double[][] histories = Histories(series, context);
        string path = Path.Combine(folder, "twin.onnx");
        File.WriteAllBytes(path, twin.Graph.ToBytes());
        float[] input = [.. histories.SelectMany(values => values.Select(value => (float)value))];
        float[] output = new float[twin.Shape.Aggregate((product, size) => product * size)];
        using OnnxModel onnx = new(path, input, [series, context], output, twin.Shape, threads);
        using TorchModel? torch = effort.WithTorch && threads == 1 ? new TorchModel(twin.Graph, folder, input, [series, context], output) : null;
        IReadOnlyList<SeriesOutcome> forecasts = Forecast(loaded, histories);
        Action[] others = torch is null ? [onnx.Run] : [onnx.Run, torch.Run];
        foreach (Action run in others)
        {
            Array.Clear(output);
            run();
            RequireEqual(forecasts, twin, output);
        }

        ModelRow row = Measure(threads, series, context, twin.Operations, [() => Forecast(loaded, histories), .. others]);
        for (int attempt = 1; attempt < Attempts && threads > 1 && row.OtherCores > Quiet && row.Best < LongRow; attempt++)
        {
            ModelRow again = Measure(threads, series, context, twin.Operations, [() => Forecast(loaded, histories), .. others]);
            row = row with { Ours = [.. row.Ours, .. again.Ours], Runtime = [.. row.Runtime, .. again.Runtime], OtherCores = Math.Min(row.OtherCores, again.OtherCores) };
        }

        Console.Error.WriteLine(FormattableString.Invariant(
            $"{model.Name} threads {threads} series {series} context {context}: {row.Best * 1e3:F2} ms, ratio {row.Ratio:F2}, to libtorch {row.TorchRatio:F2}, {row.Speed:F0} GFLOP/s, others {row.OtherCores:F2}"));
        return row;
    }

    /// <summary>Measures us, ONNX Runtime and, if it takes part, libtorch.</summary>
    private ModelRow Measure(int threads, int series, int context, long operations, Action[] contestants)
    {
        OtherPrograms others = new();
        Func<double> clock = threads == 1 ? () => ThreadClock.Seconds : () => Stopwatch.GetTimestamp() / (double)Stopwatch.Frequency;
        double[][] rounds = Contest.Rounds(clock, effort.Seconds, effort.Rounds, contestants);
        return new ModelRow
        {
            Threads = threads, Series = series, Context = context, Operations = operations, Ours = rounds[0], Runtime = rounds[1],
            Torch = rounds.Length > 2 ? rounds[2] : [], OtherCores = others.Cores,
        };
    }

    private IReadOnlyList<SeriesOutcome> Forecast(NeuralModel loaded, double[][] histories)
    {
        ForecastTask task = new()
        {
            Panel = new Panel(
                [.. histories.Select((values, index) => new TimeSeries { Id = FormattableString.Invariant($"{index}"), Target = values })], model.Horizon),
            QuantileLevels = _architecture.QuantileLevels,
            Options = JsonElement.Parse("""{"raw_quantiles": true}"""),
        };
        return loaded.Forecast(task, progress: null, CancellationToken.None);
    }

    private void RequireEqual(IReadOnlyList<SeriesOutcome> outcomes, Twin twin, float[] output)
    {
        double difference = 0, largest = 0;
        for (int series = 0; series < outcomes.Count; series++)
        {
            SeriesForecast forecast = outcomes[series].Forecast ?? throw new InvalidOperationException($"{model.Name} does not forecast: {outcomes[series].Error}");
            double[][] rows = forecast.Quantiles.Length == 0 ? [forecast.Mean] : forecast.Quantiles;
            for (int level = 0; level < rows.Length; level++)
            {
                for (int step = 0; step < rows[level].Length; step++)
                {
                    double expected = output[twin.Index(series, level, step)];
                    difference = Math.Max(difference, Math.Abs(rows[level][step] - expected));
                    largest = Math.Max(largest, Math.Abs(expected));
                }
            }
        }

        if (!(difference <= Tolerance * largest))
        {
            throw new InvalidOperationException($"{model.Name} and its twin differ by {difference} where values go up to {largest}.");
        }
    }

    /// <summary>Series with a trend, a season and noise, each its own.</summary>
    private static double[][] Histories(int series, int length)
    {
        Random random = new(series);
        return
        [
            .. Enumerable.Range(0, series).Select(one => Enumerable.Range(0, length)
                .Select(t => Math.Sin((t + one) * Math.Tau / 24) + (0.002 * t) + random.NextDouble()).ToArray()),
        ];
    }
}
