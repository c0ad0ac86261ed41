using Tollama.Core.Series;

namespace Tollama.Core.Tests.Series;

public sealed class CovariateTests
{
    private static readonly NumberColumn Three = [7, 8, 9];
    private static readonly NumberColumn Two = [10, 11];

    [Fact]
    public void A_covariate_has_a_past_or_a_future() =>
        Should.Throw<ArgumentException>(() => new Covariate("price", past: null, future: null)).Message.ShouldContain("'price'");

    [Fact]
    public void Numbers_stay_numbers()
    {
        Covariate price = new("price", Three, Two);
        price.IsCategory.ShouldBeFalse();
        price.Past.ShouldBeSameAs(Three);
        price.Future.ShouldBeSameAs(Two);
    }

    [Fact]
    public void A_part_that_is_missing_throughout_is_of_the_kind_of_the_other()
    {
        NumberColumn nothing = [double.NaN, double.NaN];
        Covariate ahead = new("day", nothing, CategoryColumn.Of(["mon", null]));
        Covariate behind = new("day", CategoryColumn.Of(["mon", null]), nothing);

        Texts(ahead.Past).ShouldBe([null, null]);
        Texts(ahead.Future).ShouldBe(["mon", null]);
        Texts(behind.Future).ShouldBe([null, null]);
        (ahead.IsCategory, behind.IsCategory).ShouldBe((true, true));
    }

    [Fact]
    public void Numbers_beside_categories_are_categories() =>
        Texts(new Covariate("day", NumberColumn.Of([1, 2.5]), CategoryColumn.Of(["mon"])).Past).ShouldBe(["1", "2.5"]);

    [Fact]
    public void One_array_is_cut_where_the_history_ends()
    {
        Covariate price = Covariate.Whole("price", NumberColumn.Of([7, 8, 9, 10, 11]), length: 3);
        Numbers(price.Past).ShouldBe([7d, 8, 9]);
        Numbers(price.Future).ShouldBe([10d, 11]);

        Covariate day = Covariate.Whole("day", CategoryColumn.Of(["mon", "tue", "wed"]), length: 2);
        Texts(day.Past).ShouldBe(["mon", "tue"]);
        Texts(day.Future).ShouldBe(["wed"]);
    }

    [Fact]
    public void Past_and_future_that_were_sent_apart_become_one()
    {
        Covariate price = Join(new() { ["price"] = Three }, new() { ["price"] = Two }).ShouldHaveSingleItem();
        price.Past.ShouldBeSameAs(Three);
        price.Future.ShouldBeSameAs(Two);
    }

    [Fact]
    public void One_array_with_both_counts_more_than_a_past_beside_it()
    {
        Covariate price = Join(new() { ["price"] = NumberColumn.Of([0, 0, 0]) }, new() { ["price"] = NumberColumn.Of([7, 8, 9, 10, 11]) })
            .ShouldHaveSingleItem();
        Numbers(price.Past).ShouldBe([7d, 8, 9]);
        Numbers(price.Future).ShouldBe([10d, 11]);
    }

    [Fact]
    public void What_is_known_by_half_has_one_part()
    {
        IReadOnlyList<Covariate> joined = Join(new() { ["traffic"] = Three }, new() { ["price"] = Two });
        joined.Select(covariate => covariate.Name).ShouldBe(["traffic", "price"]);
        joined[0].Future.ShouldBeNull();
        joined[1].Past.ShouldBeNull();
    }

    [Fact]
    public void Each_name_comes_once_and_those_with_a_past_of_their_own_come_first() => Join(
        new() { ["b"] = Three, ["c"] = Three, ["a"] = Three },
        new() { ["d"] = Two, ["a"] = Two, ["c"] = NumberColumn.Of([1, 2, 3, 4, 5]) })
        .Select(covariate => covariate.Name).ShouldBe(["b", "a", "d", "c"]);

    [Theory]
    [InlineData(false, false, null, null)]
    [InlineData(true, false, "past", "past")]
    [InlineData(false, true, null, "both")]
    [InlineData(true, true, "past", "both")]
    public void A_model_can_use_a_part_or_the_whole(bool usesPast, bool usesFuture, string? ofPast, string? ofBoth)
    {
        CovariateUse use = new(usesPast, usesFuture, Static: false);
        Parts(new Covariate("price", Three, future: null).UsableBy(use)).ShouldBe(ofPast);
        Parts(new Covariate("price", Three, Two).UsableBy(use)).ShouldBe(ofBoth);
        Parts(new Covariate("price", past: null, Two).UsableBy(use)).ShouldBe(usesFuture ? "future" : null);
    }

    private static string? Parts(Covariate? covariate) => covariate switch
    {
        null => null,
        { Past: not null, Future: not null } => "both",
        { Past: not null } => "past",
        _ => "future",
    };

    private static IReadOnlyList<Covariate> Join(Dictionary<string, Column> pasts, Dictionary<string, Column> futures) =>
        Covariate.Join(pasts, futures, length: 3, horizon: 2);

    private static double[] Numbers(Column? column) => column.ShouldBeOfType<NumberColumn>().Values;

    private static string?[] Texts(Column? column) => column.ShouldBeOfType<CategoryColumn>().ToTexts();
}
