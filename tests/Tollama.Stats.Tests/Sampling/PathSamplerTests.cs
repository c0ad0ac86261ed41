using Tollama.Core.Errors;
using Tollama.Core.Forecasting;
using Tollama.Core.Requests;
using Tollama.Core.Sampling;
using Tollama.Numerics.Distributions;

namespace Tollama.Stats.Tests.Sampling;

public sealed class PathSamplerTests
{
    private static readonly double[] Levels = [.. SampleLevels.With([])];

    [Fact]
    public void Without_error_weights_the_steps_depend_on_each_other_as_the_intervals_grow()
    {
        // The interval of a random walk grows with the root of the steps; that of noise around a level does not grow.
        SamplePaths walk = Draw(Normal(mean: _ => 100, deviation: step => Math.Sqrt(step)));
        SamplePaths noise = Draw(Normal(mean: _ => 100, deviation: _ => 1));

        Correlation(walk, 3, 11).ShouldBe(Math.Sqrt(4.0 / 12), 0.03);
        Correlation(walk, 0, 8).ShouldBe(Math.Sqrt(1.0 / 9), 0.03);
        Correlation([.. walk.Values.Select(path => path[4] - path[3])], [.. walk.Values.Select(path => path[9] - path[8])]).ShouldBe(0, 0.03);
        Correlation(noise, 3, 11).ShouldBe(0, 0.03);
    }

    [Fact]
    public void A_season_of_the_width_does_not_cut_the_errors_off_where_the_mean_has_it_too()
    {
        // Errors of a tenth of the level, which has a low season, and which walks.
        double[] season = [1, 3, 2];
        SamplePaths paths = Draw(Normal(step => 100 * season[step % 3], step => season[step % 3] * Math.Sqrt(step)));

        Correlation(paths, 3, 11).ShouldBe(Math.Sqrt(4.0 / 12), 0.03);
        Correlation(paths, 4, 9).ShouldBe(Math.Sqrt(5.0 / 10), 0.03);
    }

    [Theory]
    [InlineData(100)]
    [InlineData(4)]
    [InlineData(0)]
    public void The_first_steps_do_not_depend_on_the_horizon_without_error_weights_either(double level)
    {
        // Widths that grow and shrink with the season, and quantiles that pass 0 late.
        double[] season = [2, 3, 2.5, 1, 1.5, 2];
        SeriesForecast whole = Normal(step => level + season[step % 6] - (step > 8 ? 0.9 * level : 0), step => season[step % 6] * (1 + (0.1 * step)) / 2);
        SampleSettings settings = new() { Paths = 50 };
        SamplePaths all = PathSampler.Draw("a", whole, settings, TestContext.Current.CancellationToken);
        for (int horizon = 1; horizon < whole.Mean.Length; horizon++)
        {
            SeriesForecast some = whole with { Mean = whole.Mean[..horizon], Quantiles = [.. whole.Quantiles.Select(row => row[..horizon])] };
            SamplePaths paths = PathSampler.Draw("a", some, settings, TestContext.Current.CancellationToken);
            for (int path = 0; path < 50; path++)
            {
                paths.Values[path].ShouldBe(all.Values[path][..horizon]);
            }
        }
    }

    [Fact]
    public void Error_weights_of_the_model_may_be_negative()
    {
        SeriesForecast forecast = Normal(_ => 100, step => step == 1 ? 1 : Math.Sqrt(1.64));
        SamplePaths paths = Draw(forecast with { ErrorWeights = [1, -0.8, .. new double[10]] });

        Correlation(paths, 4, 5).ShouldBe(-0.8 / 1.64, 0.03);
        Correlation(paths, 4, 6).ShouldBe(0, 0.03);
    }

    [Fact]
    public void A_seed_and_a_name_have_paths_of_their_own()
    {
        SeriesForecast forecast = Normal(_ => 0, _ => 1);
        SampleSettings settings = new() { Paths = 10_000 };
        SamplePaths first = PathSampler.Draw("a", forecast, settings, TestContext.Current.CancellationToken);
        SamplePaths second = PathSampler.Draw("b", forecast, settings, TestContext.Current.CancellationToken);
        SamplePaths third = PathSampler.Draw("a", forecast, settings with { Seed = 1 }, TestContext.Current.CancellationToken);

        Correlation(Step(first, 0), Step(second, 0)).ShouldBe(0, 0.04);
        Correlation(Step(first, 0), Step(third, 0)).ShouldBe(0, 0.04);
    }

    [Fact]
    public void Paths_keep_to_bounds_to_whole_numbers_and_to_the_side_of_0_where_all_quantiles_are()
    {
        SeriesForecast near = Normal(_ => 3, _ => 1.1);
        SamplePaths free = PathSampler.Draw("a", near, new SampleSettings { Paths = 10_000 }, TestContext.Current.CancellationToken);
        SamplePaths bound = PathSampler.Draw("a", near, new SampleSettings { Paths = 1000, Lower = 2, Upper = 4, Integer = true }, TestContext.Current.CancellationToken);

        free.Values.SelectMany(path => path).Min().ShouldBe(0);
        free.Values.SelectMany(path => path).Max().ShouldBeGreaterThan(6);
        bound.Values.SelectMany(path => path).Distinct().Order().ShouldBe([2, 3, 4]);
    }

    [Fact]
    public void Quantiles_of_paths_of_whole_numbers_and_of_their_sums_are_whole()
    {
        SamplePaths whole = PathSampler.Draw("a", Normal(_ => 3, _ => 2), new SampleSettings { Paths = 12, Integer = true }, TestContext.Current.CancellationToken);
        double[] levels = [0.03, 0.1, 0.33, 0.5, 0.77, 0.9];
        double[] found = [.. whole.SumQuantiles(0, 12, levels, TestContext.Current.CancellationToken), .. levels.SelectMany(level => whole.Quantiles(level))];

        found.ShouldBe(found.Select(value => Math.Round(value)));
    }

    [Fact]
    public void An_expected_sum_beyond_most_sums_is_the_mean_of_the_sums()
    {
        // Counts of which 40 % are not 0: the median is 0 at each step, the sum of twelve of them hardly ever.
        double[][] quantiles = [.. Levels.Select(level => Enumerable.Repeat(Math.Max(0, Math.Round(10 * (level - 0.6))), 12).ToArray())];
        SampleSource medians = new()
        {
            Id = "a",
            Mean = new double[12],
            Quantiles = Levels.Zip(quantiles).ToDictionary(pair => QuantileLevel.KeyOf(pair.First), pair => pair.Second),
            SumSteps = [12],
        };
        SampledSums sums = Sums(medians), own = Sums(medians with { Mean = [.. Enumerable.Repeat(0.8, 12)] });

        sums.Mean[0].ShouldBeInRange(sums.Quantiles!["0.1"][0], sums.Quantiles["0.9"][0]);
        sums.Mean[0].ShouldBe(12 * 0.8, 2);
        own.Mean[0].ShouldBe(12 * 0.8, 1e-9);

        static SampledSums Sums(SampleSource source) =>
            new SeriesSampler().Sample(source, new SampleSettings { Levels = [0.1, 0.9], Integer = true }, TestContext.Current.CancellationToken).Sums!;
    }

    [Theory]
    [InlineData(0)]
    [InlineData(10_001)]
    public void A_number_of_paths_that_is_not_possible_is_refused(int paths) =>
        Should.Throw<TollamaException>(() => PathSampler.Draw("a", Normal(_ => 0, _ => 1), new SampleSettings { Paths = paths })).Message
            .ShouldBe($"{paths} paths are not possible.");

    [Fact]
    public void A_forecast_of_one_level_or_of_crooked_lengths_is_refused()
    {
        SeriesForecast forecast = Normal(_ => 0, _ => 1);

        Refused(forecast with { Levels = [0.5], Quantiles = [forecast.Quantiles[0]] }).ShouldContain("two quantile levels");
        Refused(forecast with { ErrorWeights = [1, 0] }).ShouldContain("error weights");
        Refused(forecast with { ErrorWeights = new double[12] }).ShouldContain("the first weight is not 1");
        Refused(forecast with { Quantiles = [.. forecast.Quantiles.Skip(1)] }).ShouldContain("as many steps");

        static string Refused(SeriesForecast crooked)
        {
            TollamaException fault = Should.Throw<TollamaException>(() => PathSampler.Draw("a", crooked, new SampleSettings()));
            fault.Code.ShouldBe(ErrorCode.InvalidRequest);
            return fault.Message;
        }
    }

    [Fact]
    public void The_first_passage_of_a_walk_is_that_of_walks()
    {
        SampledPassage passage = Draw(Normal(_ => 10, step => Math.Sqrt(step))).Passage(12, above: true, [0.1, 0.5], TestContext.Current.CancellationToken);
        Random random = new(3);
        int[] first = new int[12];
        for (int walk = 0; walk < 20_000; walk++)
        {
            double value = 10;
            for (int step = 0; step < 12; step++)
            {
                value += NormalDistribution.InverseCdf(Math.Clamp(random.NextDouble(), 1e-12, 1 - 1e-12));
                if (value > 12)
                {
                    first[step]++;
                    break;
                }
            }
        }

        passage.Ever.ShouldBe(first.Sum() / 20_000.0, 0.02);
        for (int step = 0; step < 12; step++)
        {
            passage.First[step].ShouldBe(first[step] / 20_000.0, 0.01);
        }

        passage.Steps!["0.1"].ShouldNotBeNull().ShouldBeInRange(2, 4);
        passage.Steps["0.5"].ShouldBe(passage.Ever < 0.5 ? null : 12);
    }

    internal static double Correlation(double[] left, double[] right)
    {
        double meanLeft = left.Average(), meanRight = right.Average();
        double product = left.Zip(right, (a, b) => (a - meanLeft) * (b - meanRight)).Sum();
        return product / Math.Sqrt(left.Sum(a => (a - meanLeft) * (a - meanLeft)) * right.Sum(b => (b - meanRight) * (b - meanRight)));
    }

    private static double Correlation(SamplePaths paths, int left, int right) => Correlation(Step(paths, left), Step(paths, right));

    private static double[] Step(SamplePaths paths, int step) => [.. paths.Values.Select(path => path[step])];

    private static SamplePaths Draw(SeriesForecast forecast) =>
        PathSampler.Draw("a", forecast, new SampleSettings { Paths = 10_000, Seed = 5 }, TestContext.Current.CancellationToken);

    private static SeriesForecast Normal(Func<int, double> mean, Func<int, double> deviation)
    {
        int[] steps = [.. Enumerable.Range(1, 12)];
        return new SeriesForecast
        {
            Mean = [.. steps.Select(mean)],
            Levels = Levels,
            Quantiles = [.. Levels.Select(level => (double[])[.. steps.Select(step => mean(step) + (deviation(step) * NormalDistribution.InverseCdf(level)))])],
        };
    }
}
