using CsCheck;
using Tollama.Numerics.Distributions;

namespace Tollama.Numerics.Tests.Distributions;

public sealed class SpecialFunctionsTests
{
    [Fact]
    public void The_gamma_function_of_an_integer_is_a_factorial()
    {
        double logFactorial = 0;
        for (int n = 1; n <= 100; n++)
        {
            SpecialFunctions.LogGamma(n).ShouldBe(logFactorial, 1e-13 * (1 + logFactorial));
            logFactorial += Math.Log(n);
        }
    }

    [Fact]
    public void The_gamma_function_of_one_half_is_the_root_of_pi() => SpecialFunctions.LogGamma(0.5).ShouldBe(0.5 * Math.Log(Math.PI), 1e-14);

    [Fact]
    public void The_incomplete_beta_function_is_symmetric() =>
        Gen.Select(Gen.Double[0, 1], Gen.Double[0.5, 50], Gen.Double[0.5, 50]).ForAll((x, a, b) =>
            SpecialFunctions.IncompleteBeta(x, a, b).ShouldBe(1 - SpecialFunctions.IncompleteBeta(1 - x, b, a), 1e-10));

    [Fact]
    public void The_incomplete_beta_function_of_one_and_one_is_its_argument() =>
        Gen.Double[0, 1].ForAll(x => SpecialFunctions.IncompleteBeta(x, 1, 1).ShouldBe(x, 1e-13));
}
