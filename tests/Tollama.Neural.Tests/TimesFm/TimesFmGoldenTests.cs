using System.Text.Json;
using Tollama.Catalog.Architectures;
using Tollama.Neural.Tests.Golden;
using Tollama.Numerics.Kernels;

namespace Tollama.Neural.Tests.TimesFm;

public sealed class TimesFmGoldenTests
{
    private const string Name = "timesfm-2.5-tiny-random";

    private static readonly GoldenModel Model = new(Name);

    public static TheoryData<string> Cases => GoldenModel.CaseNames(Name);

    [Theory]
    [MemberData(nameof(Cases))]
    public void Forecasts_are_those_of_the_reference(string name)
    {
        JsonElement golden = Model.Case(name);
        JsonElement flags = golden.GetProperty("forecast_config");
        bool Flag(string key) => flags.GetProperty(key).GetBoolean();
        int context = flags.GetProperty("max_context").GetInt32();
        TimesFmSettings settings = new()
        {
            Normalizes = Flag("normalize_inputs"),
            UsesQuantileHead = Flag("use_continuous_quantile_head"),
            IsFlipInvariant = Flag("force_flip_invariance"),
            FixesCrossing = Flag("fix_quantile_crossing"),
            ReturnsBackcast = Flag("return_backcast"),
            Window = context,
        };
        double[][] inputs = GoldenModel.Rows(golden.GetProperty("inputs"));
        double[][][] forecasts = Forecast(settings, [.. inputs.Select(input => input.TakeLast(context).ToArray())], golden.GetProperty("horizon").GetInt32());
        for (int series = 0; series < inputs.Length; series++)
        {
            bool clamps = Flag("infer_is_positive") && inputs[series].All(value => double.IsNaN(value) || value >= 0);
            double[][] actual = [.. forecasts[series].Select(row => row.Select(value => clamps ? Math.Max(value, 0) : value).ToArray())];
            GoldenModel.ShouldAgree(actual, GoldenModel.Rows(golden.GetProperty("full_[series][h][10]")[series]));
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public void The_plain_network_is_that_of_the_reference(int number)
    {
        JsonElement golden = Model.Golden.GetProperty("forecast_naive")[number];
        TimesFmSettings settings = new() { Normalizes = false, UsesQuantileHead = false, IsFlipInvariant = false, FixesCrossing = false };
        double[][][] forecasts = Forecast(settings, [GoldenModel.Numbers(golden.GetProperty("input"))], golden.GetProperty("horizon").GetInt32());
        GoldenModel.ShouldAgree(forecasts[0], GoldenModel.Rows(golden.GetProperty("out")));
    }

    private static double[][][] Forecast(TimesFmSettings settings, double[][] contexts, int horizon)
    {
        TimesFmConfig config = TimesFmConfig.Parse(Model.Files.Read(ModelFiles.Config));
        using ModelWeights weights = new(Model.Files, config.Architecture, TestContext.Current.CancellationToken);
        TimesFmForecaster forecaster = new(config, new TimesFmNetwork(config, weights), settings);
        ForwardPass pass = new(KernelSet.Current, new Workspace(), Workers.Single, TestContext.Current.CancellationToken);
        return forecaster.Forecast(pass, contexts, horizon);
    }
}
