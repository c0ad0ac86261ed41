using Tollama.Stats.Tests.Arima;

namespace Tollama.Stats.Tests.ExponentialSmoothing;

public sealed class EtsChoiceTests
{
    // Steps that resemble the one before return to none; a slope that follows them at once goes on for ever.
    [Fact]
    public void Short_walks_with_steps_alike_are_seldom_taken_for_slopes_that_change_with_every_step()
    {
        int fast = 0;
        for (int seed = 0; seed < 300; seed++)
        {
            FittedModel fit = new AutoEts().Fit([.. Simulation.Integrate(Simulation.Arma([0.6], [], 15, seed)).Select(value => value + 100)]);
            fast += fit.Parameters.TryGetValue("beta", out double beta) && beta > 0.3 ? 1 : 0;
        }

        fast.ShouldBeLessThan(30);
    }
}
