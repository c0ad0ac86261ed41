using System.Text.Json;
using Tollama.Catalog.Architectures;
using Tollama.Neural.Tests.Golden;
using Tollama.Numerics.Kernels;

namespace Tollama.Neural.Tests.Chronos2;

public sealed class Chronos2GoldenTests
{
    private const string Name = "chronos-2-tiny-random";

    private static readonly GoldenModel Model = new(Name);

    public static TheoryData<string> Cases => GoldenModel.CaseNames(Name);

    [Theory]
    [MemberData(nameof(Cases))]
    public void Quantiles_are_those_of_the_reference(string name)
    {
        JsonElement golden = Model.Case(name);
        bool cross = golden.GetProperty("cross_learning").GetBoolean();
        List<Chronos2Row> rows = [];
        List<int> targets = [];
        foreach ((int task, JsonElement one) in golden.GetProperty("tasks").EnumerateArray().Index())
        {
            int group = cross ? 0 : task;
            targets.AddRange(Enumerable.Range(rows.Count, one.GetProperty("target").GetArrayLength()));
            rows.AddRange(GoldenModel.Rows(one.GetProperty("target")).Select(values => new Chronos2Row(values, [], group)));
            rows.AddRange(GoldenModel.Rows(one.GetProperty("past_only_covariates")).Select(values => new Chronos2Row(values, [], group)));
            rows.AddRange(one.GetProperty("known_covariates").EnumerateArray().Select(known =>
                new Chronos2Row(GoldenModel.Numbers(known.GetProperty("past")), GoldenModel.Numbers(known.GetProperty("future")), group)));
        }

        double[][][] forecasts = Forecast(rows, golden.GetProperty("horizon").GetInt32());
        double[][][] expected = [.. golden.GetProperty("quantiles_per_task").EnumerateArray().SelectMany(task => task.EnumerateArray().Select(GoldenModel.Rows))];
        expected.Length.ShouldBe(targets.Count);
        for (int target = 0; target < targets.Count; target++)
        {
            GoldenModel.ShouldAgree(forecasts[targets[target]], expected[target]);
        }
    }

    [Theory]
    [InlineData("prob_mass_9", 9)]
    [InlineData("prob_mass_21", 21)]
    public void Masses_of_levels_are_those_of_the_reference(string key, int count)
    {
        double[] expected = GoldenModel.Numbers(Model.Golden.GetProperty(key));
        double[] levels = count == 9 ? [.. Enumerable.Range(1, 9).Select(i => i / 10.0)] : [.. Config.QuantileLevels];
        Chronos2Mixture.Masses(levels).Zip(expected).ShouldAllBe(pair => Math.Abs(pair.First - pair.Second) < 1e-7);
    }

    private static Chronos2Config Config => Chronos2Config.Parse(Model.Files.Read(ModelFiles.Config));

    private static double[][][] Forecast(List<Chronos2Row> rows, int horizon)
    {
        using ModelWeights weights = new(Model.Files, Config.Architecture, TestContext.Current.CancellationToken);
        Chronos2Forecaster forecaster = new(Config, new Chronos2Network(Config, weights));
        ForwardPass pass = new(KernelSet.Current, new Workspace(), Workers.Single, TestContext.Current.CancellationToken);
        return forecaster.Forecast(pass, rows, horizon);
    }
}
