using System.Text.Json;
using Tollama.Core.Errors;
using Tollama.Core.Frequencies;
using Tollama.Core.Series;

namespace Tollama.Core.Tests.Series;

public sealed class PanelTests
{
    private const int Horizon = 2;

    private static readonly TimeSeries Plain = new() { Id = "a", Target = [1, 2, 3] };

    private static readonly Covariate Visitors = new("visitors", NumberColumn.Of([7, 8, 9]), future: null);
    private static readonly Covariate Price = new("price", NumberColumn.Of([7, 8, 9]), NumberColumn.Of([10, 11]));
    private static readonly Covariate Holiday = new("holiday", past: null, CategoryColumn.Of(["no", "yes"]));

    [Fact]
    public void A_panel_counts_the_values_of_all_series() =>
        new Panel([Plain, Plain with { Id = "b", Target = [1, double.NaN] }], Horizon).Points.ShouldBe(5);

    [Fact]
    public void A_horizon_has_a_step() => Should.Throw<ArgumentOutOfRangeException>(() => new Panel([Plain], horizon: 0));

    [Fact]
    public void Every_value_has_a_time_stamp()
    {
        SteppedTimes two = new(Timestamp.Parse("2024-01-31"), Frequency.Parse("D"), count: 2);
        Refusal(Plain with { Times = two }).ShouldBe("series 'a' has 2 time stamps where 3 are needed");
        _ = new Panel([Plain with { Times = new SteppedTimes(two.Start, Frequency.Parse("D"), count: 3) }], Horizon);
    }

    [Fact]
    public void The_past_of_a_covariate_is_as_long_as_the_history() =>
        Refusal(Plain with { Covariates = [Visitors, new Covariate("price", NumberColumn.Of([1, 2]), Price.Future)] })
            .ShouldBe("series 'a' has 2 values of the covariate 'price' where 3 are needed");

    [Fact]
    public void The_future_of_a_covariate_is_as_long_as_the_horizon() =>
        Refusal(Plain with { Covariates = [Visitors, new Covariate("price", Price.Past, NumberColumn.Of([10]))] })
            .ShouldBe("series 'a' has 1 future values of the covariate 'price' where 2 are needed");

    [Theory]
    [InlineData(true, true, "visitors price holiday", "")]
    [InlineData(false, true, "price holiday", "past_covariates.visitors")]
    [InlineData(true, false, "visitors price", "future_covariates.holiday future_covariates.price")]
    [InlineData(false, false, "", "future_covariates.holiday future_covariates.price past_covariates.visitors")]
    public void What_a_model_cannot_use_is_left_out_and_named(bool past, bool future, string kept, string left)
    {
        Panel panel = new([Plain with { Covariates = [Visitors, Price, Holiday] }, Plain with { Id = "b" }], Horizon);

        Panel rest = panel.Keep(new CovariateUse(past, future, Static: false), out IReadOnlyCollection<string> dropped);

        string.Join(' ', rest.Series[0].Covariates.Select(covariate => covariate.Name)).ShouldBe(kept);
        string.Join(' ', dropped).ShouldBe(left);
        rest.Series.Select(series => series.Id).ShouldBe(["a", "b"]);
        rest.Horizon.ShouldBe(Horizon);
    }

    [Fact]
    public void The_past_of_a_known_covariate_is_kept_for_a_model_of_the_past()
    {
        Panel rest = new Panel([Plain with { Covariates = [Price] }], Horizon).Keep(new CovariateUse(Past: true, Future: false, Static: false), out _);

        Covariate past = rest.Series[0].Covariates.ShouldHaveSingleItem();
        past.Past.ShouldBeSameAs(Price.Past);
        past.Future.ShouldBeNull();
    }

    [Fact]
    public void Covariates_that_do_not_change_are_left_out_as_a_whole()
    {
        Dictionary<string, JsonElement> constants = new() { ["region"] = JsonElement.Parse("\"north\"") };
        Panel panel = new([Plain with { StaticCovariates = constants }], Horizon);

        panel.Keep(CovariateUse.None, out IReadOnlyCollection<string> dropped).Series[0].StaticCovariates.ShouldBeEmpty();
        dropped.ShouldBe(["static_covariates"]);
        panel.Keep(new CovariateUse(Past: false, Future: false, Static: true), out dropped).ShouldBeSameAs(panel);
        dropped.ShouldBeEmpty();
    }

    [Fact]
    public void With_nothing_to_leave_out_the_panel_stays_the_same()
    {
        Panel panel = new([Plain with { Covariates = [Visitors, Price] }], Horizon);
        panel.Keep(new CovariateUse(Past: true, Future: true, Static: false), out IReadOnlyCollection<string> dropped).ShouldBeSameAs(panel);
        dropped.ShouldBeEmpty();
    }

    [Fact]
    public void A_name_that_several_series_lose_is_told_once()
    {
        TimeSeries one = Plain with { Covariates = [Visitors] };
        new Panel([one, one with { Id = "b" }], Horizon).Keep(CovariateUse.None, out IReadOnlyCollection<string> dropped);
        dropped.ShouldBe(["past_covariates.visitors"]);
    }

    private static string Refusal(TimeSeries series)
    {
        TollamaException error = Should.Throw<TollamaException>(() => new Panel([series], Horizon));
        error.Code.ShouldBe(ErrorCode.InvalidRequest);
        return error.Message;
    }
}
