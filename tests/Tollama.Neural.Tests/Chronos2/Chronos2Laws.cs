using Tollama.Neural.Tests.Golden;
using Tollama.Neural.Tests.Laws;
using Tollama.Numerics.Kernels;

namespace Tollama.Neural.Tests.Chronos2;

public sealed class Chronos2Laws : ModelLaws
{
    protected override NeuralModel Load(Workers workers, KernelSet kernels) =>
        Chronos2Model.Load(new GoldenModel("chronos-2-tiny-random").Files).With(workers, kernels);
}
