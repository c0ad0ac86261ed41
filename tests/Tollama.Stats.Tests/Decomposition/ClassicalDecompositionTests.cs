namespace Tollama.Stats.Tests.Decomposition;

/// <summary>The classical decomposition where a series is 0 for longer than a season.</summary>
public sealed class ClassicalDecompositionTests
{
    private static readonly double[] Figure = [0.5, 2, 1, 0.5];

    [Fact]
    public void A_season_of_zeros_tells_nothing_of_what_is_multiplied()
    {
        ClassicalDecomposition decomposition = ClassicalDecomposition.Decompose(WithDeadYears(), Figure.Length, DecompositionKind.Multiplicative);

        decomposition.Figure.ShouldBe(Figure, 0.15);
    }

    [Fact]
    public void Theta_multiplies_the_season_of_a_series_that_was_dead_for_a_while()
    {
        double[] y = WithDeadYears();

        FittedModel fitted = new Theta().Fit(y, Figure.Length);
        double[] mean = fitted.Forecast(Figure.Length).Mean;

        fitted.Method.ShouldContain("multiplicative");
        for (int step = 0; step < mean.Length; step++)
        {
            mean[step].ShouldBe(100 * Figure[step], 30);
        }
    }

    // Seven years of a season that is multiplied, three without anything, seven again.
    private static double[] WithDeadYears() =>
        [.. Enumerable.Range(0, 17 * Figure.Length).Select(index => index / Figure.Length is >= 7 and < 10 ? 0 : 100 * Figure[index % Figure.Length])];
}
