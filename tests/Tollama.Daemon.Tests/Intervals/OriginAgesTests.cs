using Tollama.Daemon.Intervals;

namespace Tollama.Daemon.Tests.Intervals;

public sealed class OriginAgesTests
{
    [Theory]
    [InlineData(0.5, 1)]
    [InlineData(0.1, 9)]
    [InlineData(0.9, 9)]
    [InlineData(0.975, 39)]
    [InlineData(0.995, 199)]
    public void A_level_takes_so_many_errors_that_one_of_them_lies_beyond_it(double level, int errors) => OriginAges.ErrorsFor(level).ShouldBe(errors);

    [Fact]
    public void Where_there_is_room_every_origin_shows_all_steps()
    {
        IReadOnlyList<int> ages = OriginAges.Of(length: 300, horizon: 12, season: 12, errors: 39);

        ages.Count.ShouldBe(20);
        ages[^1].ShouldBe(12);
        ages.ShouldAllBe(age => age >= 12 && age <= 200);
        ages.Zip(ages.Skip(1)).ShouldAllBe(pair => pair.First - pair.Second <= 12);
    }

    [Fact]
    public void A_short_history_is_cut_to_a_third_and_shows_the_first_steps_more_often()
    {
        IReadOnlyList<int> ages = OriginAges.Of(length: 20, horizon: 8, season: 1, errors: 39);

        ages.ShouldBe([13, 12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1]);
    }

    [Fact]
    public void The_earliest_origin_sees_two_seasons() => OriginAges.Of(length: 40, horizon: 6, season: 12, errors: 39)[0].ShouldBe(15);

    [Theory]
    [InlineData(1, 1, 39, 39)]
    [InlineData(1, 1, 199, 100)]
    [InlineData(6, 1, 39, 20)]
    public void One_step_takes_more_origins_and_never_more_than_a_hundred(int horizon, int season, int errors, int origins) =>
        OriginAges.Of(1000, horizon, season, errors).Count.ShouldBe(origins);

    [Theory]
    [InlineData(4, 1)]
    [InlineData(25, 12)]
    public void A_history_that_is_too_short_has_none_or_next_to_none(int length, int season) =>
        OriginAges.Of(length, 6, season, 39).Count.ShouldBeLessThanOrEqualTo(1);

    [Fact]
    public void All_copies_together_are_bounded()
    {
        IReadOnlyList<int> ages = OriginAges.Of(1_000_000, 24, 24, 39);

        ages.Count.ShouldBe(3);
        (OriginAges.MostValues / 1_000_000).ShouldBe(ages.Count + 1);
    }

    [Fact]
    public void Ages_differ_and_descend_for_every_length_and_horizon()
    {
        for (int length = 1; length < 90; length++)
        {
            foreach (int horizon in (int[])[1, 2, 7, 30, 200])
            {
                foreach (int season in (int[])[1, 4, 12, 52])
                {
                    IReadOnlyList<int> ages = OriginAges.Of(length, horizon, season, 39);
                    ages.ShouldAllBe(age => age >= 1 && age < length);
                    ages.ShouldBe(ages.Distinct().OrderDescending());
                }
            }
        }
    }
}
