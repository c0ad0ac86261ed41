using Tollama.Core.Forecasting;

namespace Tollama.Neural.Tests.Laws;

/// <summary>What holds beside <see cref="ModelLaws"/> for models that do not see how many steps they are asked for.</summary>
public abstract class DirectModelLaws : ModelLaws
{
    [Fact]
    public void The_first_steps_do_not_depend_on_how_many_are_asked_for()
    {
        SeriesForecast longer = Forecast([Wave(60)], Model.Architecture.MaxHorizon)[0].Forecast!;
        SeriesForecast shorter = Forecast([Wave(60)], 5)[0].Forecast!;
        shorter.Mean.ShouldBe(longer.Mean[..5]);
        shorter.Quantiles[0].ShouldBe(longer.Quantiles[0][..5]);
    }
}
