using CsCheck;
using Tollama.Numerics.Autoregression;

namespace Tollama.Numerics.Tests.Autoregression;

public sealed class BurgFitTests
{
    // Luteinizing hormone in blood samples, Diggle (1990), in R as lh.
    private static readonly double[] Lh =
    [
        2.4, 2.4, 2.4, 2.2, 2.1, 1.5, 2.3, 2.3, 2.5, 2.0, 1.9, 1.7, 2.2, 1.8, 3.2, 3.2, 2.7, 2.2, 2.2, 1.9, 1.9, 1.8, 2.7, 3.0,
        2.3, 2.0, 2.0, 2.9, 2.9, 2.7, 2.7, 2.3, 2.6, 2.4, 1.8, 1.7, 1.5, 1.4, 2.1, 3.3, 3.5, 3.5, 3.1, 2.6, 2.1, 3.4, 3.0, 2.9,
    ];

    [Fact]
    public void Coefficients_equal_R()
    {
        // R 4.2.2: ar.burg(lh)$ar. AIC, which ar.burg goes by, takes three as AICc does.
        double mean = Lh.Average();
        BurgFit fit = BurgFit.Select([.. Lh.Select(value => value - mean)], 16, TestContext.Current.CancellationToken);
        fit.Coefficients.Length.ShouldBe(3);
        fit.Coefficients[0].ShouldBe(0.65879114296854924, 1e-10);
        fit.Coefficients[1].ShouldBe(-0.06080725744988133, 1e-10);
        fit.Coefficients[2].ShouldBe(-0.2233733199432984, 1e-10);
    }

    [Fact]
    public void A_cosine_is_known_after_two_values()
    {
        double[] cosine = [.. Enumerable.Range(0, 60).Select(index => Math.Cos(0.7 * index) + (1e-6 * (index * 37 % 11)))];
        BurgFit fit = BurgFit.Select(cosine, 2, TestContext.Current.CancellationToken);
        fit.Coefficients[0].ShouldBe(2 * Math.Cos(0.7), 0.05);
        fit.Coefficients[1].ShouldBe(-1, 0.05);
    }

    [Fact]
    public void The_errors_are_what_the_coefficients_leave() =>
        Gen.Double[-10, 10].Array[4, 60].ForAll(values =>
        {
            BurgFit fit = BurgFit.Select(values, 8, TestContext.Current.CancellationToken);
            fit.Errors[0].ShouldBe(values[0]);
            for (int index = fit.Coefficients.Length; index < values.Length; index++)
            {
                double forecast = fit.Coefficients.Select((coefficient, lag) => coefficient * values[index - 1 - lag]).Sum();
                fit.Errors[index].ShouldBe(values[index] - forecast, 1e-9);
            }
        });

    [Fact]
    public void A_long_dependence_is_found()
    {
        double[] values = new double[400];
        Random random = new(11);
        for (int index = 0; index < values.Length; index++)
        {
            values[index] = random.NextDouble() - 0.5 + (index >= 30 ? 0.8 * values[index - 30] : 0);
        }

        BurgFit fit = BurgFit.Select(values, 40, TestContext.Current.CancellationToken);
        fit.Coefficients.Length.ShouldBeGreaterThanOrEqualTo(30);
        fit.Coefficients[29].ShouldBe(0.8, 0.15);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(50)]
    public void Zeros_need_no_coefficients(int length)
    {
        BurgFit fit = BurgFit.Select(new double[length], 10, TestContext.Current.CancellationToken);
        fit.Coefficients.ShouldBeEmpty();
        fit.Errors.ShouldAllBe(error => error == 0);
    }

    [Fact]
    public void A_cancelled_search_ends() =>
        Should.Throw<OperationCanceledException>(() => BurgFit.Select(Lh, 20, new CancellationToken(canceled: true)));
}
