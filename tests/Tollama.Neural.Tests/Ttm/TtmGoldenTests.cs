using System.Text.Json;
using Tollama.Catalog.Architectures;
using Tollama.Neural.Tests.Golden;
using Tollama.Numerics.Kernels;

namespace Tollama.Neural.Tests.Ttm;

public sealed class TtmGoldenTests
{
    public static TheoryData<string, string> Cases =>
        [.. new[] { "ttm-tiny-random", "ttm-tiny-random-freq-prefix" }.SelectMany(model => GoldenModel.CaseNames(model).Select(row => (model, row.Data)))];

    [Theory]
    [MemberData(nameof(Cases))]
    public void Predictions_are_those_of_the_reference(string model, string name)
    {
        GoldenModel files = new(model);
        JsonElement golden = files.Case(name);
        TtmConfig config = TtmConfig.Parse(files.Files.Read(ModelFiles.Config));
        using ModelWeights weights = new(files.Files, config.Architecture, TestContext.Current.CancellationToken);
        TtmNetwork network = new(config, weights);
        int frequency = golden.GetProperty("freq_token") is { ValueKind: JsonValueKind.Number } token ? token.GetInt32() : 0;
        double[][] values = Turned(golden.GetProperty("past_values_[t][c]"));
        double[][] observed = golden.GetProperty("past_observed_mask") is { ValueKind: JsonValueKind.Array } mask
            ? Turned(mask)
            : [.. values.Select(channel => channel.Select(_ => 1.0).ToArray())];
        TtmInput[] inputs =
        [
            .. values.Select((channel, index) => new TtmInput(
                [.. channel.TakeLast(config.ContextLength)], [.. observed[index].TakeLast(config.ContextLength).Select(one => one == 1)], frequency)),
        ];
        ForwardPass pass = new(KernelSet.Current, new Workspace(), Workers.Single, TestContext.Current.CancellationToken);
        GoldenModel.ShouldAgree(network.Forward(pass, inputs), Turned(golden.GetProperty("prediction_[h][c]")));
    }

    private static double[][] Turned(JsonElement steps)
    {
        double[][] rows = GoldenModel.Rows(steps);
        return [.. rows[0].Select((_, channel) => rows.Select(row => row[channel]).ToArray())];
    }
}
