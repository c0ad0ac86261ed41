namespace Tollama.Stats.Tests.Ensemble;

/// <summary>A method that is fitted only when it is told to stop.</summary>
internal sealed class WaitingModel : UnivariateModel
{
    public override string Name => "waiting";

    internal override Predictor FitCore(History history, CancellationToken cancellationToken)
    {
        cancellationToken.WaitHandle.WaitOne();
        cancellationToken.ThrowIfCancellationRequested();
        throw new InvalidOperationException("It cannot come to this.");
    }
}
