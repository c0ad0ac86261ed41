using Tollama.Neural.Tests.Golden;
using Tollama.Neural.Tests.Laws;
using Tollama.Numerics.Kernels;

namespace Tollama.Neural.Tests.Toto2;

public sealed class Toto2Laws : DirectModelLaws
{
    protected override bool LooksBehindGaps => true;

    protected override NeuralModel Load(Workers workers, KernelSet kernels) =>
        Toto2Model.Load(new GoldenModel("toto2-tiny-random").Files).With(workers, kernels);
}
