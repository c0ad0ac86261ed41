using System.Text.Json;
using Tollama.Core.Architectures;
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
        JsonElement options = golden.GetProperty("options");
        double[][] targets = GoldenModel.Rows(golden.GetProperty("target_[var][t]"));
        double[][] masks = GoldenModel.Rows(golden.GetProperty("target_mask"));
        int[] groups = [.. golden.GetProperty("series_ids").EnumerateArray().Select(id => id.GetInt32())];
        List<Toto2Row> rows = [.. targets.Select((values, i) => new Toto2Row(values, [.. masks[i].Select(one => one == 1)], [], groups[i]))];
        if (golden.TryGetProperty("known_dynamic_[var][ctx+h]", out JsonElement known))
        {
            int context = targets[0].Length;
            rows.AddRange(GoldenModel.Rows(known).Select(values =>
                new Toto2Row(values[..context], [.. Enumerable.Repeat(true, context)], values[context..], groups[0])));
        }

        int horizon = golden.GetProperty("horizon").GetInt32();
        double[][][] forecasts = Forecast(rows, options, horizon);
        JsonElement[] expected = [.. golden.GetProperty("quantiles_[q][var][h]").EnumerateArray()];
        for (int variate = 0; variate < targets.Length; variate++)
        {
            GoldenModel.ShouldAgree(forecasts[variate], [.. expected.Select(level => GoldenModel.Numbers(level[variate]))]);
        }
    }

    private static double[][][] Forecast(List<Toto2Row> rows, JsonElement options, int horizon)
    {
        Toto2Config config = Toto2Config.Parse(Model.Files.Read(ModelFiles.Config));
        using ModelWeights weights = new(Model.Files, config.Architecture, TestContext.Current.CancellationToken);
        double Number(string key, double fallback) =>
            options.TryGetProperty(key, out JsonElement value) && value.ValueKind == JsonValueKind.Number ? value.GetDouble() : fallback;
        Toto2Settings settings = new()
        {
            BlockPatches = (int)Number("decode_block_size", 8000) / config.PatchLength,
            FewestObservations = (int)Number("scaler_fallback_min_obs", 0),
            Cap = Number("quantile_real_cap_k", 0),
        };
        ForwardPass pass = new(KernelSet.Current, new Workspace(), Workers.Single, TestContext.Current.CancellationToken);
        return new Toto2Forecaster(config, new Toto2Network(config, weights), settings).Forecast(pass, rows, horizon);
    }
}
