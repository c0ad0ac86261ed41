using Microsoft.Extensions.Time.Testing;

namespace Tollama.Stats.Tests.Ensemble;

/// <summary>A method whose fit takes a second of a clock that a test holds.</summary>
internal sealed class WaitingModel(FakeTimeProvider clock) : UnivariateModel
{
    public override string Name => "waiting";

    protected internal override Predictor FitCore(History history, CancellationToken cancellationToken)
    {
        clock.Advance(TimeSpan.FromSeconds(1));
        cancellationToken.ThrowIfCancellationRequested();
        return new ScriptedModel(Name, (_, _) => 1).FitCore(history, cancellationToken);
    }
}
