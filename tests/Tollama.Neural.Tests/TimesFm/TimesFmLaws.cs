using System.Text.Json;
using Tollama.Neural.Tests.Golden;
using Tollama.Neural.Tests.Laws;
using Tollama.Numerics.Kernels;

namespace Tollama.Neural.Tests.TimesFm;

public sealed class TimesFmLaws : DirectModelLaws
{
    // History and forecast share the context.
    protected override int LongestContext => Model.Architecture.ContextLength - 32;

    protected override NeuralModel Load(Workers workers, KernelSet kernels) =>
        TimesFmModel.Load(new GoldenModel("timesfm-2.5-tiny-random").Files, JsonDocument.Parse("""{"non_negative":false}""").RootElement).With(workers, kernels);
}
