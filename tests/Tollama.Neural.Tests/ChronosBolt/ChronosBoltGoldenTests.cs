using System.Text.Json;
using Tollama.Catalog.Architectures;
using Tollama.Neural.Tests.Golden;
using Tollama.Numerics.Kernels;

namespace Tollama.Neural.Tests.ChronosBolt;

public sealed class ChronosBoltGoldenTests
{
    private const string Name = "chronos-bolt-tiny-random";

    private static readonly GoldenModel Model = new(Name);

    public static TheoryData<string> Cases => GoldenModel.CaseNames(Name);

    [Theory]
    [MemberData(nameof(Cases))]
    public void Quantiles_are_those_of_the_reference(string name)
    {
        JsonElement golden = Model.Case(name);
        double[][] contexts = GoldenModel.Rows(golden.GetProperty("contexts"));
        double[][][] forecasts = Predict(contexts, golden.GetProperty("horizon").GetInt32());
        JsonElement expected = golden.GetProperty("quantiles");
        for (int series = 0; series < contexts.Length; series++)
        {
            GoldenModel.ShouldAgree(forecasts[series], GoldenModel.Rows(expected[series]));
        }
    }

    [Theory]
    [InlineData("trend_ragged_left_pad")]
    [InlineData("long_horizon_rollout")]
    public void Other_levels_are_read_as_in_the_reference(string name)
    {
        JsonElement golden = Model.Case(name);
        double[] levels = GoldenModel.Numbers(golden.GetProperty("query_levels"));
        double[][] native = Predict(GoldenModel.Rows(golden.GetProperty("contexts")), golden.GetProperty("horizon").GetInt32())[0];
        double[][] expected = GoldenModel.Rows(golden.GetProperty("query_quantiles")[0]);
        LevelReading reading = new([.. Enumerable.Range(1, 9).Select(i => i / 10.0)], BetweenLevels.OfRanks, isRaw: false);
        GoldenModel.ShouldAgree(reading.Read(native, levels), [.. levels.Select((_, level) => expected.Select(step => step[level]).ToArray())]);
    }

    [Fact]
    public void Buckets_of_distances_are_those_of_the_reference()
    {
        JsonElement table = Model.Golden.GetProperty("encoder_relative_bucket_for_delta_key_minus_query_-200_to_200");
        table.EnumerateArray().Select(bucket => bucket.GetInt32()).ShouldBe(Enumerable.Range(-200, 401).Select(distance => RelativeBias.Bucket(distance, 32, 128)));
    }

    private static double[][][] Predict(double[][] contexts, int horizon)
    {
        ChronosBoltConfig config = ChronosBoltConfig.Parse(Model.Files.Read(ModelFiles.Config));
        using ModelWeights weights = new(Model.Files, config.Architecture, TestContext.Current.CancellationToken);
        ChronosBoltBatch batch = new(config, new ChronosBoltNetwork(config, weights), horizon, new NeuralOptions(null, RawQuantiles: true, null));
        ForwardPass pass = new(KernelSet.Current, new Workspace(), Workers.Single, TestContext.Current.CancellationToken);
        return batch.Predict(pass, [.. contexts.Select(context => context.TakeLast(config.ContextLength).ToArray())]);
    }
}
