using Tollama.Neural.Tests.Golden;
using Tollama.Neural.Tests.Laws;
using Tollama.Numerics.Kernels;

namespace Tollama.Neural.Tests.ChronosBolt;

public sealed class ChronosBoltLaws : DirectModelLaws
{
    protected override NeuralModel Load(Workers workers, KernelSet kernels) =>
        ChronosBoltModel.Load(new GoldenModel("chronos-bolt-tiny-random").Files).With(workers, kernels);
}
