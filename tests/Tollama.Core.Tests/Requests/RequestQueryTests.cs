using Tollama.Core.Errors;
using Tollama.Core.Requests;

namespace Tollama.Core.Tests.Requests;

/// <summary>The settings of a table as texts.</summary>
public sealed class RequestQueryTests
{
    [Fact]
    public void All_of_it_is_read()
    {
        ForecastRequest request = Read(
            out FaultList faults,
            "model=auto", "horizon=12", "quantiles=0.1, 0.9", "time=when", "target=a, b", "id=shop,item", "covariates=price", "future_covariates=promo", "freq=monthly",
            "duplicates=Sum", "delimiter=tab", "decimal=,", "on_bad_data=refuse", "season_length=7", "non_negative=true", "option.alpha=0.5", "option.seasons=7,365");

        faults.Items.ShouldBeEmpty();
        (request.Model, request.Horizon, request.Freq).ShouldBe(("auto", 12, "monthly"));
        request.Quantiles.ShouldBe([0.1, 0.9]);
        (request.OnBadData, request.Duplicates).ShouldBe((BadDataPolicy.Strict, DuplicateMerge.Sum));
        request.Table.TimeColumns.ShouldBe(["when"]);
        request.Table.TargetColumns.ShouldBe(["a", "b"]);
        request.Table.IdColumns.ShouldBe(["shop", "item"]);
        request.Table.Covariates.ShouldBe(["price"]);
        request.Table.FutureCovariates.ShouldBe(["promo"]);
        (request.Table.Delimiter, request.Table.DecimalMark).ShouldBe(('\t', ','));
        request.Options!.Value.GetRawText().ShouldBe("""{"season_length":7,"non_negative":true,"alpha":0.5,"seasons":[7,365]}""");
    }

    [Theory]
    [InlineData("horizon=two", "horizon must be a whole number, not \"two\"")]
    [InlineData("horizon=0", "horizon must be from 1 to 10000")]
    [InlineData("quantiles=0.9,0.1,0.9", "quantile levels must be unique: 0.9 is there twice")]
    [InlineData("freq=fortnightly-ish", "'fortnightly-ish' is not a frequency")]
    [InlineData("freq=dayly", "'dayly' is not a frequency; did you mean 'daily'?")]
    [InlineData("aggregate=15minuts", "'15minuts' is not a frequency; did you mean '15minute'?")]
    [InlineData("duplicates=su", "did you mean 'sum'?")]
    [InlineData("fill=zeros", "did you mean 'zero'?")]
    [InlineData("end=15.02.2024", "'15.02.2024' is not written as a time stamp here; send 2024-02-15")]
    [InlineData("end=2/15/2024", "send 2024-02-15")]
    [InlineData("end=03/04/2024", "send 2024-04-03 or 2024-03-04")]
    [InlineData("end=30.02.2024", "'30.02.2024' is not a time stamp; send e.g. 2024-12-31")]
    [InlineData("end=01.01.0000", "'01.01.0000' is not a time stamp")]
    [InlineData("strict=perhaps", "strict must be true or false, not \"perhaps\"")]
    [InlineData("duplicates=median", "duplicates must be refuse, sum, mean, first, last or max")]
    [InlineData("delimiter=x", "delimiter must be ")]
    [InlineData("decimal=;", "decimal must be . or ,")]
    [InlineData("targt=y", "did you mean 'target'?")]
    [InlineData("options=1", "unknown field 'options'")]
    public void A_wrong_text_is_a_fault_that_says_what_would_be_right(string pair, string says)
    {
        Read(out FaultList faults, "model=m", pair.StartsWith("horizon", StringComparison.Ordinal) ? "stream=true" : "horizon=1", pair);
        faults.Items.ShouldHaveSingleItem().Msg.ShouldContain(says);
    }

    [Fact]
    public void What_is_empty_or_auto_says_nothing()
    {
        ForecastRequest request = Read(out FaultList faults, "model=m", "horizon=1", "time=", "freq=auto", "delimiter=");
        faults.Items.ShouldBeEmpty();
        request.Table.IsEmpty.ShouldBeTrue();
        request.Freq.ShouldBeNull();
    }

    [Fact]
    public void Strict_is_a_short_way_to_say_what_happens_to_bad_data() =>
        Read(out _, "model=m", "horizon=1", "strict=true").OnBadData.ShouldBe(BadDataPolicy.Strict);

    [Theory]
    [InlineData("strict=true&on_bad_data=repair", "on_bad_data is said twice, and differently", false)]
    [InlineData("on_bad_data=repair&strict=true", "on_bad_data and strict are two names of one thing, and differ: 'repair' and 'strict'", false)]
    [InlineData("on_bad_data=strict&strict=false", "on_bad_data and strict are two names of one thing", false)]
    [InlineData("season_length=7&option.season_length=12", "season_length and option.season_length are two names of one thing, and differ", true)]
    [InlineData("option.non_negative=false&non_negative=true", "non_negative and option.non_negative", true)]
    [InlineData("model=m&name=n", "model and name are two names of one thing, and differ: 'm' and 'n'", false)]
    [InlineData("name=n&model=m", "model and name are two names of one thing, and differ: 'n' and 'm'", false)]
    [InlineData("option.a=1&option.a=2", "'option.a' is there twice", true)]
    [InlineData("quantiles=0.1&quantiles=0.9", "'quantiles' is there twice", false)]
    [InlineData("seed=1&seed=1", "'seed' is there twice", false)]
    public void One_thing_said_twice_and_differently_is_a_fault(string query, string says, bool isOption)
    {
        string[] pairs = query.Split('&');
        string[] model = pairs.Any(pair => pair.StartsWith("model=", StringComparison.Ordinal)) ? [] : ["model=m"];
        ForecastRequest request = Read(out FaultList faults, [.. model, "horizon=1", .. pairs]);
        faults.Items.ShouldHaveSingleItem().Msg.ShouldContain(says);
        request.Options.HasValue.ShouldBe(isOption);
    }

    [Theory]
    [InlineData("strict=true&on_bad_data=refuse")]
    [InlineData("strict=false&on_bad_data=repair")]
    [InlineData("season_length=7&option.season_length=7")]
    [InlineData("model=m&name=m")]
    [InlineData("model=m&name=M")]
    [InlineData("model=m&name=m:latest")]
    [InlineData("model=m&name=tollama/library/M:LATEST")]
    [InlineData("seed=&seed=1")]
    public void One_thing_said_twice_and_alike_is_none(string query)
    {
        Read(out FaultList faults, ["horizon=1", "model=m", .. query.Split('&').Where(pair => pair != "model=m")]);
        faults.Items.ShouldBeEmpty();
    }

    [Fact]
    public void Null_in_a_body_says_nothing()
    {
        FaultList faults = new();
        ForecastRequest request = ForecastRequestReader.Read(
            """{"model":"m","horizon":1,"on_bad_data":null,"seed":null,"options":null,"quantiles":null,"series":[{"id":"a","target":[1]}]}"""u8.ToArray(),
            new RequestLimits(),
            faults,
            aborted: TestContext.Current.CancellationToken);

        faults.Items.ShouldBeEmpty();
        (request.OnBadData, request.Seed, request.Options, request.Quantiles).ShouldBe((null, null, null, null));
    }

    private static ForecastRequest Read(out FaultList faults, params string[] pairs)
    {
        faults = new FaultList();
        return ForecastRequestReader.ReadQuery(
            pairs.Select(pair => pair.Split('=', 2)).Select(parts => KeyValuePair.Create(parts[0], parts[1])), new RequestLimits(), faults);
    }

    [Fact]
    public void A_setting_beside_a_body_must_not_say_something_else()
    {
        FaultList faults = new();
        ForecastRequest request = new() { Freq = "D", Table = new TableOptions { TimeColumns = ["when"] } };

        ForecastRequestReader.With(request, [new("time", "when"), new("freq", "W")], RequestLimits.None, faults).Freq.ShouldBe("W");
        faults.Count.ShouldBe(0);

        ForecastRequestReader.With(request, [new("time", "day")], RequestLimits.None, faults);
        faults.Items.ShouldHaveSingleItem().Msg.ShouldContain("time is said twice, and differently: 'when' and 'day'");
    }
}
