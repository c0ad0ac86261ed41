using Tollama.Numerics.Smoothing;

namespace Tollama.Numerics.Tests.Smoothing;

public sealed class LoessSmootherTests
{
    [Theory]
    [InlineData(3)]
    [InlineData(8)]
    [InlineData(31)]
    [InlineData(500)]
    [InlineData(int.MaxValue)]
    public void Local_lines_reproduce_a_line_and_continue_it(int window)
    {
        double[] line = [.. Enumerable.Range(0, 40).Select(index => 3 - (0.25 * index))];
        double[] smooth = new double[40];
        LoessSmoother loess = new(window, degree: 1);
        loess.Smooth(line, [], smooth);
        smooth.Zip(line, (fit, value) => Math.Abs(fit - value)).Max().ShouldBeLessThan(1e-10);
        if (window > 3)
        {
            loess.Before(line, [], 0).ShouldBe(3.25, 1e-10);
            loess.After(line, [], 0).ShouldBe(-7, 1e-10);
        }
    }

    [Fact]
    public void Local_means_are_the_tricube_means_of_the_neighbours()
    {
        double[] smooth = new double[5];
        new LoessSmoother(5, degree: 0).Smooth([0, 0, 1, 0, 0], [], smooth);
        double near = Math.Pow(1 - Math.Pow(0.5, 3), 3);
        smooth[2].ShouldBe(1 / (1 + (2 * near)), 1e-15);
    }

    [Fact]
    public void A_value_without_importance_has_no_influence_and_where_none_has_any_the_value_stays()
    {
        double[] smooth = new double[7];
        new LoessSmoother(5, degree: 1, jump: 1).Smooth([1, 1, 1, 99, 1, 1, 1], [1, 1, 1, 0, 1, 1, 1], smooth);
        smooth.ShouldAllBe(value => Math.Abs(value - 1) < 1e-12);
        new LoessSmoother(3, degree: 0, jump: 1).Smooth([1, 2, 3, 4, 5, 6, 7], new double[7], smooth);
        smooth.ShouldBe([1d, 2, 3, 4, 5, 6, 7]);
    }

    [Fact]
    public void Between_jumps_the_fit_is_joined_by_lines()
    {
        double[] smooth = new double[8];
        new LoessSmoother(5, degree: 1, jump: 3).Smooth([5, 1, 4, 1, 5, 9, 2, 6], [], smooth);
        (smooth[1] - smooth[0]).ShouldBe(smooth[2] - smooth[1], 1e-14);
        (smooth[4] - smooth[3]).ShouldBe(smooth[5] - smooth[4], 1e-14);
    }

    [Fact]
    public void A_single_value_stays()
    {
        double[] smooth = new double[1];
        new LoessSmoother(5, degree: 1).Smooth([4], [], smooth);
        smooth.ShouldBe([4d]);
    }

    [Theory]
    [InlineData(2, 1)]
    [InlineData(-1, 1)]
    [InlineData(1, 0)]
    public void A_degree_or_jump_that_is_not_possible_is_refused(int degree, int jump) =>
        Should.Throw<ArgumentOutOfRangeException>(() => new LoessSmoother(5, degree, jump));
}
