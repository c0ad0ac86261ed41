using Tollama.Neural.Tests.Golden;
using Tollama.Neural.Tests.Laws;
using Tollama.Numerics.Kernels;

namespace Tollama.Neural.Tests.Ttm;

public sealed class TtmFrequencyLaws : DirectModelLaws
{
    protected override NeuralModel Load(Workers workers, KernelSet kernels) =>
        TtmModel.Load(new GoldenModel("ttm-tiny-random-freq-prefix").Files).With(workers, kernels);
}
