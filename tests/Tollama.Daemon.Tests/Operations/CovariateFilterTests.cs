using System.Text.Json;
using Tollama.Core.Errors;
using Tollama.Core.Requests;
using Tollama.Core.Series;
using Tollama.Daemon.Operations;

namespace Tollama.Daemon.Tests.Operations;

public sealed class CovariateFilterTests
{
    private static readonly TimeSeries Rich = Samples.Daily("a", 1, 2) with
    {
        Covariates =
        [
            new Covariate("promo", NumberColumn.Of([0, 1]), NumberColumn.Of([1, 0])),
            new Covariate("rain", NumberColumn.Of([3, 4]), null),
        ],
        StaticCovariates = new Dictionary<string, JsonElement> { ["size"] = JsonElement.Parse("1") },
    };

    [Fact]
    public void A_model_that_uses_all_gets_the_panel_itself()
    {
        List<string> warnings = [];
        ForecastCall call = Samples.Call(new ForecastRequest { CovariatesMode = CovariatesMode.Strict }, Rich);

        CovariateFilter.Apply("m", new CovariateUse(Past: true, Future: true, Static: true), call, warnings).ShouldBeSameAs(call.Panel);

        warnings.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(null)]
    [InlineData(CovariatesMode.BestEffort)]
    public void What_a_model_cannot_use_is_left_out_with_one_warning(CovariatesMode? mode)
    {
        List<string> warnings = [];
        Panel kept = CovariateFilter.Apply(
            "m", CovariateUse.None, Samples.Call(new ForecastRequest { CovariatesMode = mode }, Rich, Rich with { Id = "b" }), warnings);

        kept.Series.ShouldAllBe(series => series.Covariates.Count == 0 && series.StaticCovariates.Count == 0);
        kept.Series.Select(series => series.Target).ShouldAllBe(target => target == Rich.Target);
        warnings.ShouldBe(["'m' cannot use future_covariates.promo, past_covariates.rain, static_covariates: ignored"]);
    }

    [Fact]
    public void Many_that_are_left_out_are_named_in_part()
    {
        List<string> warnings = [];
        TimeSeries many = Rich with { Covariates = [.. Enumerable.Range(0, 900).Select(place => new Covariate($"c{place}", NumberColumn.Of([0, 1]), null))] };
        CovariateFilter.Apply("m", CovariateUse.None, Samples.Call(new ForecastRequest(), many), warnings);
        warnings.ShouldHaveSingleItem().ShouldEndWith("… and 891 more: ignored");
    }

    [Fact]
    public void The_past_of_a_known_covariate_stays_where_the_model_looks_back_only()
    {
        List<string> warnings = [];
        Panel kept = CovariateFilter.Apply(
            "m", new CovariateUse(Past: true, Future: false, Static: true), Samples.Call(new ForecastRequest(), Rich), warnings);

        kept.Series[0].Covariates.Select(one => (one.Name, HasFuture: one.Future is not null))
            .ShouldBe([("promo", false), ("rain", false)]);
        warnings.ShouldBe(["'m' cannot use future_covariates.promo: ignored"]);
    }

    [Fact]
    public void A_strict_request_is_refused_with_every_name()
    {
        List<string> warnings = [];
        TollamaException error = Should.Throw<TollamaException>(() => CovariateFilter.Apply(
            "m", CovariateUse.None, Samples.Call(new ForecastRequest { CovariatesMode = CovariatesMode.Strict }, Rich), warnings));

        error.Code.ShouldBe(ErrorCode.NotSupportedByModel);
        error.Message.ShouldBe("'m' cannot use future_covariates.promo, past_covariates.rain, static_covariates");
        error.Hint!.ShouldContain("best_effort");
        warnings.ShouldBeEmpty();
    }
}
