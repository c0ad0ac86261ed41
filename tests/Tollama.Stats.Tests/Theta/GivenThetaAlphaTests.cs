using Tollama.Core.Errors;
using Tollama.Stats.Tests.Golden;

namespace Tollama.Stats.Tests;

/// <summary>An alpha that the user gives is kept.</summary>
public sealed class GivenThetaAlphaTests
{
    private static readonly double[] Passengers = RGolden.Load("classic__AirPassengers").Train;

    [Fact]
    public void The_state_space_models_keep_it_and_count_one_parameter_less()
    {
        foreach (Func<double?, UnivariateModel> create in (Func<double?, UnivariateModel>[])[
            alpha => new StandardThetaModel(alpha: alpha), alpha => new OptimizedThetaModel(alpha: alpha),
            alpha => new DynamicStandardThetaModel(alpha: alpha), alpha => new DynamicOptimizedThetaModel(alpha: alpha)])
        {
            FittedModel given = create(0.25).Fit(Passengers, 12), free = create(null).Fit(Passengers, 12);
            given.Parameters["alpha"].ShouldBe(0.25);
            Math.Abs(given.Forecast(1).Mean[0] - free.Forecast(1).Mean[0]).ShouldBeGreaterThan(1e-6);
            FittedModel same = create(free.Parameters["alpha"]).Fit(Passengers, 12);
            same.Forecast(6).Mean[5].ShouldBe(free.Forecast(6).Mean[5], 1e-9);
            same.Parameters["aicc"].ShouldBeLessThan(free.Parameters["aicc"]);
        }
    }

    [Fact]
    public void Theta_smooths_with_it_by_hand()
    {
        // A level by alpha 1 is the last value; half the slope of the line, 0.5, is added at every step, and once more for what a level lags behind.
        double[] y = [1, 2, 3, 4, 5, 6];
        double[] mean = new Theta(1).Fit(y).Forecast(2).Mean;
        mean[0].ShouldBe(6.5, 1e-9);
        mean[1].ShouldBe(7, 1e-9);
        Math.Abs(new Theta(0.3).Fit(Passengers).Forecast(1).Mean[0] - new Theta().Fit(Passengers).Forecast(1).Mean[0]).ShouldBeGreaterThan(1e-6);
    }

    [Fact]
    public void Auto_theta_keeps_it_in_each_part()
    {
        double given = new AutoTheta(alpha: 0.2).Fit(Passengers, 12).Forecast(1).Mean[0];
        Math.Abs(given - new AutoTheta().Fit(Passengers, 12).Forecast(1).Mean[0]).ShouldBeGreaterThan(1e-6);
        double part = new DynamicStandardThetaModel(alpha: 0.4).Fit([5, 7, 6, 9]).Forecast(1).Mean[0];
        new AutoTheta(alpha: 0.4).Fit([5, 7, 6, 9]).Forecast(1).Mean[0].ShouldBe(part, 1e-12);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1.01)]
    [InlineData(double.NaN)]
    public void What_is_out_of_range_is_refused_by_name(double alpha)
    {
        Should.Throw<TollamaException>(() => new Theta(alpha)).Message.ShouldStartWith("options.alpha is ");
        Should.Throw<TollamaException>(() => new AutoTheta(alpha: alpha)).Hint.ShouldBe("Give a number from 0.0001 to 1.");
        Should.Throw<TollamaException>(() => new OptimizedThetaModel(alpha: alpha)).Code.ShouldBe(ErrorCode.InvalidRequest);
    }
}
