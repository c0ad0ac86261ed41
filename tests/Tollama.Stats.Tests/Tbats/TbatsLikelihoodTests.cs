using Tollama.Numerics.Work;
using Tollama.Stats.Tests.Arima;

namespace Tollama.Stats.Tests.Tbats;

public sealed class TbatsLikelihoodTests
{
    private static readonly TbatsHarmonics Waves = new([4, 12], [2, 6]);

    public static TheoryData<string, double[]> Points => new()
    {
        { "level", [0.3, 0.02, 0.003, 0.01, -0.001] },
        { "trend", [0.3, 0.05, 0.02, 0.003, 0.01, -0.001] },
        { "damped", [0.3, 0.05, 1, 0.02, 0.003, 0.01, -0.001] },
        { "correlated", [0.3, 0.05, 1, 0.02, 0.003, 0.01, -0.001, 0.4, -0.3, 0.2] },
        { "regression", [0, 0, 0, 0, 0] },
    };

    [Theory]
    [MemberData(nameof(Points))]
    public void Innovations_are_those_of_the_plain_equations(string name, double[] point)
    {
        double[] values = Series();
        TbatsLikelihood likelihood = Evaluate(name, point, values, out double[] innovations);
        double[] plain = PlainTbats.Innovations(values, likelihood.Parameters, likelihood.InitialStates.ToArray());
        innovations.Zip(plain, (left, right) => Math.Abs(left - right)).Max().ShouldBeLessThan(1e-9);
    }

    [Theory]
    [MemberData(nameof(Points))]
    public void No_other_initial_states_have_a_smaller_sum_of_squares(string name, double[] point)
    {
        double[] values = Series();
        TbatsLikelihood likelihood = Evaluate(name, point, values, out double[] innovations);
        double least = innovations.Sum(value => value * value);
        double[] states = likelihood.InitialStates.ToArray();
        for (int index = 0; index < states.Length; index++)
        {
            foreach (double change in (double[])[-1e-3, 1e-3])
            {
                double[] other = [.. states];
                other[index] += change;
                if (index < Waves.Count || index >= 2 * Waves.Width || (index >= Waves.Width && index < Waves.Width + Waves.Count))
                {
                    PlainTbats.Innovations(values, likelihood.Parameters, other).Sum(value => value * value).ShouldBeGreaterThanOrEqualTo(least * (1 - 1e-12));
                }
            }
        }
    }

    [Theory]
    [InlineData(2.2, 0, 0)]
    [InlineData(-0.2, 0, 0)]
    [InlineData(0.2, 3, 0)]
    [InlineData(0.2, -0.2, 0)]
    public void Parameters_that_let_old_values_count_ever_more_are_refused(double alpha, double first, double second)
    {
        TbatsForm form = new(false, false, new TbatsHarmonics([12], [3]));
        new TbatsLikelihood(form, Series(), WorkMeter.Endless()).TryEvaluate([alpha, first, second], new double[150]).ShouldBeFalse();
    }

    [Fact]
    public void A_series_longer_than_what_is_in_memory_at_once_has_the_innovations_of_the_plain_equations()
    {
        double[] values = Series(40_000);
        TbatsLikelihood likelihood = Evaluate("level", [0.3, 0, 0, 0, 0], values, out double[] innovations);
        double[] plain = PlainTbats.Innovations(values, likelihood.Parameters, likelihood.InitialStates.ToArray());
        innovations.Zip(plain, (left, right) => Math.Abs(left - right)).Max().ShouldBeLessThan(1e-6);
    }

    [Fact]
    public void The_memory_for_a_series_does_not_grow_with_the_number_of_seasons()
    {
        const int Length = 200_000;
        TbatsForm form = new(true, false, new TbatsHarmonics([.. Enumerable.Range(2, 60)], [.. Enumerable.Repeat(1, 60)]));
        double[] values = new double[Length];
        long before = GC.GetAllocatedBytesForCurrentThread();
        GC.KeepAlive(new TbatsLikelihood(form, values, WorkMeter.Endless()));
        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBeLessThan(8 * sizeof(double) * Length);
    }

    [Fact]
    public void A_frequency_of_two_seasons_belongs_to_the_shorter_one()
    {
        Waves.Count.ShouldBe(2 + 4);
        Waves.States.ShouldBe((2 * 6) - 1);
        new TbatsHarmonics([24, 168], [12, 14]).Count.ShouldBe(12 + 12);
    }

    private static TbatsLikelihood Evaluate(string name, double[] point, double[] values, out double[] innovations)
    {
        TbatsForm form = new(name is not ("level" or "regression"), name is "damped" or "correlated", Waves, name == "correlated" ? 2 : 0, name == "correlated" ? 1 : 0);
        TbatsLikelihood likelihood = new(form, values, WorkMeter.Endless());
        innovations = new double[values.Length];
        likelihood.TryEvaluate(point, innovations).ShouldBeTrue();
        return likelihood;
    }

    private static double[] Series(int length = 150) =>
        [.. Simulation.Noise(length, 3).Select((noise, time) => 10 + (0.1 * time) + (3 * Math.Sin(2 * Math.PI * time / 12)) + (time % 4) + noise)];
}
