using System.Text.Json;
using Tollama.Catalog;
using Tollama.Core.Errors;
using Tollama.Core.Forecasting;
using Tollama.Core.Requests;
using Tollama.Core.Series;
using Tollama.Numerics.Distributions;

namespace Tollama.Stats.Tests.Fitting;

public sealed class ErrorLawTests
{
    private static readonly double[] Levels = [0.01, 0.1, 0.25, 0.5, 0.75, 0.9, 0.99];

    /// <summary>The models that have a law to choose: those whose cards say so, and those that take the option.</summary>
    public static TheoryData<string> Models { get; } =
        [.. ModelRegistry.LoadEmbedded().Cards.Where(card => card.Family == "stats" && card.Options.Contains("residuals")).Select(card => card.Variant!)];

    [Fact]
    public void Every_law_is_one_of_mean_0_and_variance_1()
    {
        double[] residuals = [.. Heavy(4000, 3)];
        foreach (ResidualLaw kind in Enum.GetValues<ResidualLaw>())
        {
            ErrorLaw law = ErrorLaw.Of(kind, residuals);
            double[] deviates = [.. Enumerable.Range(0, 20_000).Select(place => NormalDistribution.InverseCdf(law.NormalLevel((place + 0.5) / 20_000)))];

            deviates.Average().ShouldBe(0, 0.01, kind.ToString());
            deviates.Average(value => value * value).ShouldBe(1, 0.04, kind.ToString());
        }
    }

    [Fact]
    public void The_law_of_Laplace_is_that_of_the_formula() =>
        NormalDistribution.InverseCdf(ErrorLaw.Of(ResidualLaw.Laplace, [1, 2, 4]).NormalLevel(0.95)).ShouldBe(-Math.Log(0.1) / Math.Sqrt(2), 1e-9);

    [Fact]
    public void Student_has_the_degrees_that_the_fourth_moment_tells_and_none_for_light_tails()
    {
        // Half of these are 0 and the others 1 or -1: the fourth moment is 2, less than the 3 of a normal law.
        ErrorLaw light = ErrorLaw.Of(ResidualLaw.T, [.. Enumerable.Repeat<double[]>([0, 1, 0, -1], 10).SelectMany(four => four)]);
        light.NormalLevel(0.975).ShouldBe(0.975);

        // One in eight is 2 or -2, the others 0: the variance is 1/2, the fourth moment 2 / (1/4) = 8, so that there are 4 + 6 / 5 degrees.
        ErrorLaw heavy = ErrorLaw.Of(ResidualLaw.T, [.. Enumerable.Repeat<double[]>([0, 0, 0, 0, 2, 0, 0, 0, 0, 0, 0, 0, -2, 0, 0, 0], 10).SelectMany(all => all)]);
        NormalDistribution.InverseCdf(heavy.NormalLevel(0.975)).ShouldBe(StudentDistribution.InverseCdf(0.975, 5.2) * Math.Sqrt(3.2 / 5.2), 1e-9);
    }

    [Fact]
    public void Residuals_that_are_missing_or_all_the_same_say_nothing()
    {
        foreach (ResidualLaw kind in Enum.GetValues<ResidualLaw>())
        {
            ErrorLaw.Of(kind, []).NormalLevel(0.9).ShouldBe(0.9);
            ErrorLaw.Of(kind, [double.NaN, 3, 3, 3]).NormalLevel(0.9).ShouldBe(0.9);
        }
    }

    // A walk of steps with a known law: what naive says of the next step is that law.
    [Theory]
    [InlineData("t")]
    [InlineData("laplace")]
    [InlineData("bootstrap")]
    public void Heavy_tails_are_followed_where_a_normal_law_does_not(string law)
    {
        (int normal, int other, int count) = (0, 0, 0);
        for (int series = 0; series < 300; series++)
        {
            double[] steps = [.. Heavy(201, series)];
            double[] walk = new double[202];
            for (int i = 0; i < steps.Length; i++)
            {
                walk[i + 1] = walk[i] + steps[i];
            }

            normal += Outside(Forecast("naive", walk[..201], "{}"), walk[201]);
            other += Outside(Forecast("naive", walk[..201], $$"""{"residuals":"{{law}}"}"""), walk[201]);
            count++;
        }

        // Of a Laplace law 3.1 % lie beyond the 1 % quantiles of a normal one with its variance.
        ((double)normal / count).ShouldBeGreaterThan(0.02);
        ((double)other / count).ShouldBe(0.02, 0.0165);

        static int Outside(SeriesForecast forecast, double value) => value < forecast.Quantiles[0][0] || value > forecast.Quantiles[^1][0] ? 1 : 0;
    }

    [Fact]
    public void A_skewed_sample_of_residuals_has_skewed_quantiles()
    {
        Random random = new(8);
        double level = 0;
        double[] walk = [.. Enumerable.Range(0, 300).Select(_ => level += -Math.Log(1 - random.NextDouble()) - 1)];

        double[][] quantiles = Forecast("naive", walk, """{"residuals":"bootstrap"}""").Quantiles;

        double mean = walk[^1];
        (quantiles[^1][0] - mean).ShouldBeGreaterThan(2 * (mean - quantiles[0][0]));
    }

    [Theory]
    [MemberData(nameof(Models))]
    public void Every_model_with_the_option_takes_each_law_and_keeps_its_mean_and_the_order(string model)
    {
        double[] history = [.. Heavy(48, 5).Select((value, place) => 100 + (5 * (place % 4)) + value)];
        SeriesForecast own = Forecast(model, history, """{"season_length":4}""");
        foreach (string law in (string[])["normal", "t", "laplace", "bootstrap"])
        {
            SeriesForecast forecast = Forecast(model, history, $$"""{"season_length":4,"residuals":"{{law}}"}""");

            forecast.Mean.ShouldBe(own.Mean);
            for (int step = 0; step < forecast.Mean.Length; step++)
            {
                double[] column = [.. forecast.Quantiles.Select(row => row[step])];
                column.ShouldBe(column.Order());
            }

            // Student's is the normal one where tails are light.
            if (law != "t")
            {
                (law == "normal").ShouldBe(forecast.Quantiles[0].SequenceEqual(own.Quantiles[0]), law);
            }
        }
    }

    [Fact]
    public void No_other_model_has_the_option()
    {
        foreach (string model in StatsFamily.ModelNames.Except(Models.Select(row => row.Data)))
        {
            Should.Throw<TollamaException>(() => Forecast(model, [1, 2, 3], """{"residuals":"t"}""")).Message.ShouldContain("has no option 'residuals'");
        }
    }

    [Fact]
    public void Levels_beyond_the_residuals_are_told() => Forecast("naive", [1, 3, 2, 5, 4, 4, 6], """{"residuals":"bootstrap"}""").Warnings
        .ShouldBe(["6 residuals say nothing of the outermost levels: the farthest of them stands for these (residuals=bootstrap)"]);

    // Errors of a Laplace law with variance 2.
    private static IEnumerable<double> Heavy(int count, int seed)
    {
        Random random = new(seed);
        return Enumerable.Range(0, count).Select(_ => (random.Next(2) == 0 ? 1 : -1) * -Math.Log(1 - random.NextDouble()));
    }

    private static SeriesForecast Forecast(string model, double[] values, string options)
    {
        IForecastModel loaded = new StatsFamily(TimeProvider.System).Load(new ModelReference { Family = "stats", Model = model }, TestContext.Current.CancellationToken);
        ForecastTask task = new()
        {
            Panel = new Panel([new TimeSeries { Id = "a", Target = [.. values] }], 3),
            QuantileLevels = Levels,
            Options = JsonElement.Parse(options),
        };
        SeriesOutcome outcome = loaded.Forecast(task, null, TestContext.Current.CancellationToken)[0];
        return outcome.Forecast ?? throw outcome.Error!;
    }
}
