using System.Text.Json;
using Tollama.Catalog.Architectures;
using Tollama.Neural.Tests.Golden;
using Tollama.Numerics.Kernels;

namespace Tollama.Neural.Tests.Toto2;

public sealed class Toto2GoldenTests
{
    private const string Name = "toto2-tiny-random";

    private static readonly GoldenModel Model = new(Name);

    public static TheoryData<string> Cases => GoldenModel.CaseNames(Name);

    [Theory]
    [MemberData(nameof(Cases))]
    public void Quantiles_are_those_of_the_reference(string name)
    {
        JsonElement golden = Model.Case(name);
        int horizon = golden.GetProperty("horizon").GetInt32();
        double[][] masks = GoldenModel.Rows(golden.GetProperty("target_mask"));
        double[][] targets = [.. GoldenModel.Rows(golden.GetProperty("target_[var][t]")).Zip(masks, Masked)];
        double[][] known = golden.TryGetProperty("known_dynamic_[var][ctx+h]", out JsonElement dynamic) ? GoldenModel.Rows(dynamic) : [];
        Toto2Row[] rows = [.. targets.Select(values => new Toto2Row(values, null, 0)), .. known.Select(values => new Toto2Row(values[..^horizon], values[^horizon..], 0))];

        double[][][] forecasts = Forecast(rows, horizon, golden.GetProperty("options"));
        JsonElement expected = golden.GetProperty("quantiles_[q][var][h]");
        for (int target = 0; target < targets.Length; target++)
        {
            QuantileRows.Sort(forecasts[target]);
            GoldenModel.ShouldAgree(forecasts[target], [.. expected.EnumerateArray().Select(level => GoldenModel.Numbers(level[target]))]);
        }
    }

    private static double[] Masked(double[] values, double[] mask) => [.. values.Zip(mask, (value, isObserved) => isObserved == 1 ? value : double.NaN)];

    private static double[][][] Forecast(Toto2Row[] rows, int horizon, JsonElement options)
    {
        Toto2Config config = Toto2Config.Parse(Model.Files.Read(ModelFiles.Config));
        using ModelWeights weights = new(Model.Files, config.Architecture, TestContext.Current.CancellationToken);
        int fewest = options.TryGetProperty("scaler_fallback_min_obs", out JsonElement count) ? count.GetInt32() : 0;
        bool isCut = options.TryGetProperty("decode_block_size", out JsonElement block) && block.ValueKind == JsonValueKind.Number;
        Toto2Forecaster forecaster = new(config, new Toto2Network(config, weights, fewest), isCut ? block.GetInt32() : config.MaxHorizon);
        ForwardPass pass = new(KernelSet.Current, new Workspace(), Workers.Single, TestContext.Current.CancellationToken);
        return forecaster.Forecast(pass, rows, horizon);
    }
}
